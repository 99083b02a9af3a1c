import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { smallPictures } from "../../catalogues/catalogue.ts";
import { sampleServer } from "./http.ts";

// The package has no types of its own.
// biome-ignore lint/suspicious/noExplicitAny: as above
const OSS: any = createRequire(import.meta.url)("ali-oss");

describe("ali-oss against the sample account", () => {
  const server = sampleServer();

  for (const sldEnable of [false, true]) {
    describe(sldEnable ? "with sldEnable" : "with an IP as endpoint", () => {
      // biome-ignore lint/suspicious/noExplicitAny: as above
      let known: any;
      const client = () => {
        const { accessKeyId, accessKeySecret, endpoint, region } = server();
        known ??= new OSS({
          ...{ accessKeyId, accessKeySecret, endpoint, sldEnable },
          region: `oss-${region}`,
          bucket: "sample",
          authorizationV4: true,
        });
        return known;
      };

      it("lists buckets", async () => {
        const { buckets } = await client().listBuckets();
        const names = buckets.map(({ name }: { name: string }) => name);
        assert.deepEqual(names, ["faults", "large", "sample"]);
      });

      it("lists objects by version 1, page by page", async () => {
        const names: string[] = [];
        let marker: string | null = "";
        do {
          const page: { objects: { name: string }[]; nextMarker: string | null } =
            await client().list({ marker, prefix: "", "max-keys": 2 }, {});
          names.push(...page.objects.map(({ name }) => name));
          marker = page.nextMarker;
        } while (marker);
        assert.deepEqual(names, [
          "animals/a cat.png",
          "animals/wild/fox.jpg",
          "example.jpg",
          "照片/椅子.jpg",
        ]);
      });

      it("lists objects by version 2, with a token and a delimiter", async () => {
        const first = await client().listV2({ "max-keys": 1, delimiter: "/" });
        assert.deepEqual(first.prefixes, ["animals/"]);
        const query = { delimiter: "/", "continuation-token": first.nextContinuationToken };
        const second = await client().listV2(query);
        assert.equal(second.objects[0].name, "example.jpg");
        assert.deepEqual(second.prefixes, ["照片/"]);
      });

      it("puts, reads, describes and deletes an object", async () => {
        const key = "new folder/it's (new)+~!.txt";
        await client().put(key, Buffer.from("content"), { meta: { owner: "me" } });
        const head = await client().head(key);
        assert.deepEqual([head.meta.owner, head.res.headers["content-length"]], ["me", "7"]);
        assert.equal(String((await client().get(key)).content), "content");
        assert.equal((await client().getObjectMeta(key)).status, 200);
        await client().delete(key);
        await assert.rejects(client().head(key), { status: 404 });
      });

      it("tags an object", async () => {
        const key = "animals/a cat.png";
        await client().putObjectTagging(key, { subject: "cat", "a:b": "c/d" });
        const { tag } = await client().getObjectTagging(key);
        assert.deepEqual(tag, { subject: "cat", "a:b": "c/d" });
        await client().deleteObjectTagging(key);
        assert.deepEqual((await client().getObjectTagging(key)).tag, {});
      });

      it("asks for labels, and pays for one call", async () => {
        const before = server().billableCalls;
        const process = "image/labels,thr_0.85";
        const { content } = await client().get("example.jpg", { process });
        const { Labels } = JSON.parse(String(content));
        assert.deepEqual(
          Labels.map((label: { LabelName: string }) => label.LabelName),
          ["Outerwear"],
        );
        assert.equal(server().billableCalls, before + 1);
      });

      it("signs URLs for reading, for labels and for writing", async () => {
        const sign = (method: string, key: string, queries = {}) =>
          client().signatureUrlV4(method, 60, { headers: {}, queries }, key);
        const picture = await fetch(await sign("GET", "照片/椅子.jpg"));
        const expected = smallPictures["照片/椅子.jpg"].content;
        assert.ok(Buffer.from(await picture.arrayBuffer()).equals(expected));
        const queries = { "x-oss-process": "image/labels" };
        const labels = await fetch(await sign("GET", "example.jpg", queries));
        assert.match(await labels.text(), /Outerwear/);
        const url = await sign("PUT", "from a URL.txt");
        const written = await fetch(url, { method: "PUT", body: new Uint8Array([1, 2]) });
        assert.equal(written.status, 200);
        await client().delete("from a URL.txt");
      });

      it("reads the ACL of an object", async () => {
        assert.equal((await client().getACL("example.jpg")).acl, "default");
        await client().put("own.txt", Buffer.from("x"), {
          headers: { "x-oss-object-acl": "private" },
        });
        assert.equal((await client().getACL("own.txt")).acl, "private");
        await client().delete("own.txt");
      });

      it("is told by name what there is not, and changes nothing by it", async () => {
        const { etag } = (await client().head("example.jpg")).res.headers;
        const other = Buffer.from("other");
        const header = (name: string, value: string) => ({ headers: { [name]: value } });
        const calls: readonly (readonly [string, () => Promise<unknown>])[] = [
          ["append", () => client().append("example.jpg", other)],
          ["a copy", () => client().copy("example.jpg", "animals/a cat.png")],
          ["many deletions", () => client().deleteMulti(["example.jpg"])],
          ["parts", () => client().initMultipartUpload("example.jpg")],
          ["a link", () => client().putSymlink("example.jpg", "animals/a cat.png", {})],
          ["a restoration", () => client().restore("example.jpg")],
          ["an ACL", () => client().putACL("example.jpg", "public-read")],
          ["a bucket", () => client().putBucket("sample")],
          [
            "a callback",
            () => client().put("example.jpg", other, { callback: { url: "u", body: "b" } }),
          ],
          ...(
            [
              ["x-oss-object-acl", "public-read"],
              ["x-oss-server-side-encryption", "AES256"],
              ["x-oss-traffic-limit", "819200"],
            ] as const
          ).map(
            ([name, value]) =>
              [name, () => client().put("example.jpg", other, header(name, value))] as const,
          ),
        ];
        for (const [what, call] of calls) {
          await assert.rejects(call, { status: 400, code: "NotImplemented" }, what);
        }
        assert.equal((await client().head("example.jpg")).res.headers.etag, etag);
      });

      it("reads the code of an error", async () => {
        await assert.rejects(client().get("missing"), { status: 404, code: "NoSuchKey" });
      });
    });
  }
});
