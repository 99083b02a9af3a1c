/** A sample server of distinct pictures, in a process of its own: `node runServer.ts COUNT LATENCY` prints its account. */
import { picturesBucket, startPictures } from "../../test/integration/runs/scene.ts";

const [count, latency] = process.argv.slice(2).map(Number);
const server = await startPictures(picturesBucket(count ?? 0), { latency: latency ?? 0 });
const { endpoint, region, accessKeyId, accessKeySecret } = server;
console.log(JSON.stringify({ endpoint, region, accessKeyId, accessKeySecret }));
