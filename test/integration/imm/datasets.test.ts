import assert from "node:assert/strict";
import { defaultTimeouts, Transport } from "../../../src/http/transport.ts";
import { Imm, type ImmQuery } from "../../../src/imm/datasets.ts";
import { signRpc } from "../../../src/imm/requestSignature.ts";
import { callImm } from "../../../src/imm/rpc.ts";
import { explain, sentencesOf } from "../../../src/messages/explain.ts";
import { formatRequestLine, type RequestLogLine } from "../../../src/oss/requestLog.ts";
import { smallPictures } from "../../catalogues/catalogue.ts";
import { randomTexts } from "../../unit/oss/randomText.ts";
import { answer, type Reply, startLoopback } from "../oss/loopback.ts";
import { boundDataset, immErrorOf, type SampleImm, withSampleImm } from "./sampleImm.ts";

const project = "sample-project";
const all = { project, dataset: "all" };
const page = (question: object = {}) => ({ ...all, maxResults: 100, ...question });

describe("projects, datasets and bindings of IMM", () => {
  it("are found, made, stopped and resumed", async () => {
    await withSampleImm(async ({ imm, server, actions }) => {
      const mine = { project: "mine", dataset: "pictures" };
      const bound = { ...mine, bucket: "sample" };
      assert.equal(await imm.attachedProject("sample"), project);
      assert.equal(await imm.attachedProject("no-such-bucket"), undefined);
      assert.equal(await imm.hasProject("mine"), false);
      await imm.createProject("mine");
      assert.equal(await imm.hasProject("mine"), true);
      assert.equal(await imm.dataset(mine), undefined);
      await imm.createDataset(mine, "Official:ImageManagement");
      assert.equal(await imm.binding(bound), undefined);
      await imm.createBinding(bound);
      const states = [];
      for (let look = 0; look < 3; look += 1) {
        const { state, phase } = (await imm.binding(bound)) ?? {};
        states.push(`${state} ${phase}`);
      }
      assert.deepEqual(states, [
        "Ready FullScanning",
        "Running FullScanning",
        "Running IncrementalScanning",
      ]);
      assert.deepEqual(await imm.dataset(mine), {
        templateId: "Official:ImageManagement",
        fileCount: Object.keys(smallPictures).length,
      });
      await imm.stopBinding(bound);
      assert.equal((await imm.binding(bound))?.state, "Stopped");
      await imm.resumeBinding(bound);
      assert.deepEqual(
        (await imm.bindings(mine)).map(({ bucket, state }) => [bucket, state]),
        [["sample", "Running"]],
      );
      assert.equal(server.billableCalls, Object.keys(smallPictures).length, "each picture once");
      assert.ok(actions().includes("ListBindings"));
    });
  });

  it("are found, and neither made nor stopped, where nothing may be written", async () => {
    const isReadOnly = () => true;
    await withSampleImm(
      async ({ imm, actions }) => {
        const name = { project: "mine", dataset: "pictures" };
        const binding = { ...name, bucket: "sample" };
        assert.equal(await imm.hasProject(project), true);
        for (const write of [
          () => imm.createProject("mine"),
          () => imm.attachBucket("mine", "sample"),
          () => imm.createDataset(name, "Official:ImageManagement"),
          () => imm.createBinding(binding),
          () => imm.stopBinding(binding),
          () => imm.resumeBinding(binding),
        ]) {
          await assert.rejects(write(), { code: "read-only" });
        }
        assert.equal((await immErrorOf(imm.query(page()))).code, "ResourceNotFound");
        assert.deepEqual(actions(), ["GetProject", "SimpleQuery"]);
      },
      {},
      { isReadOnly },
    );
  });

  it("count as made where they are there already", async () => {
    await withSampleImm(async ({ imm }) => {
      await imm.createProject(project);
      await imm.attachBucket(project, "sample");
      await imm.createDataset(all, "Official:ImageManagement");
      await imm.createDataset(all, "Official:ImageManagement");
    });
  });

  it("say what is missing of rights, with the action of RAM", async () => {
    const denied = ["imm:CreateDataset"];
    await withSampleImm(
      async ({ imm }) => {
        const error = await immErrorOf(imm.createDataset(all, "Official:ImageManagement"));
        assert.equal(error.code, "NoPermission");
        assert.match(sentencesOf(explain(error)), /needs imm:CreateDataset\. Ask/);
      },
      { denied },
    );
  });

  it("are in the log with what they were about, and no secret", async () => {
    const lines: string[] = [];
    const log = (line: RequestLogLine) => lines.push(formatRequestLine(line));
    await withSampleImm(
      async ({ imm, server }) => {
        await imm.hasProject(project);
        await immErrorOf(imm.query(page()));
        assert.match(
          lines[0] ?? "",
          /^GetProject POST sample-project via 127\.0\.0\.1:\d+: 200 in/,
        );
        assert.match(lines[1] ?? "", /^SimpleQuery POST sample-project\/all .* ResourceNotFound/);
        assert.ok(!lines.join().includes(server.accessKeySecret));
      },
      {},
      { log },
    );
  });

  it("say which of them does not exist", async () => {
    await withSampleImm(async ({ imm }) => {
      const error = await immErrorOf(imm.query(page()));
      assert.match(
        sentencesOf(explain(error)),
        /^IMM in cn-hangzhou does not know sample-project\/all/,
      );
    });
  });
});

describe("a dataset", () => {
  /** Keys that a query finds, in the order of the answer. */
  async function keysOf({ imm }: SampleImm, query?: ImmQuery, sort?: object) {
    const found = await imm.query(page({ ...(query && { query }), ...sort }));
    return found.files.map(({ uri }) => uri.replace("oss://sample/", ""));
  }
  const label = (Value: string): ImmQuery => ({
    Field: "Labels.LabelName",
    Operation: "eq",
    Value,
  });
  const oneLabel = (...SubQueries: ImmQuery[]): ImmQuery => ({
    Field: "Labels",
    Operation: "nested",
    SubQueries: [{ Operation: "and", SubQueries }],
  });
  const score = (Operation: "gt" | "lt", Value: string): ImmQuery => ({
    Field: "Labels.CentricScore",
    Operation,
    Value,
  });

  it("gives its files with labels and fingerprints, and counts them", async () => {
    await withSampleImm(async (scene) => {
      await boundDataset(scene);
      const found = await scene.imm.query(page());
      assert.equal(found.totalHits, 4);
      assert.equal(found.nextToken, undefined);
      const example = found.files.find(({ uri }) => uri === "oss://sample/example.jpg");
      assert.deepEqual(
        example?.labels?.map(({ name, confidence }) => [name, confidence]),
        [
          ["Outerwear", 1],
          ["Apparel", 0.735],
        ],
      );
      assert.match(example?.etag ?? "", /^"[\dA-F]{32}"$/);
      assert.match(example?.crc64 ?? "", /^\d+$/);
      assert.equal(example?.size, smallPictures["example.jpg"].content.length);
      assert.equal(example?.lastModified?.toISOString(), "2025-03-01T10:00:00.000Z");
    });
  });

  it("tells no labels from none that were found", async () => {
    await withSampleImm(async (scene) => {
      const name = { project, dataset: "plain" };
      const binding = { ...name, bucket: "sample" };
      await scene.imm.createDataset(name, "Official:OSSBasicMeta");
      await scene.imm.createBinding(binding);
      for (let look = 0; look < 3; look += 1) await scene.imm.binding(binding);
      const { files } = await scene.imm.query({ ...name, maxResults: 100 });
      assert.equal(files.length, 4);
      assert.ok(files.every(({ labels }) => labels === undefined));
      await boundDataset(scene);
      const { files: labelled } = await scene.imm.query(page());
      const fox = labelled.find(({ uri }) => uri.endsWith("fox.jpg"));
      assert.deepEqual(fox?.labels, []);
    });
  });

  it("is asked by labels, by one label's own scores, by names and numbers", async () => {
    await withSampleImm(async (scene) => {
      await boundDataset(scene);
      const rows: [ImmQuery, string[]][] = [
        [label("Apparel"), ["example.jpg"]],
        [{ Field: "Labels.ParentLabelName", Operation: "eq", Value: "Clothing" }, ["example.jpg"]],
        // Outerwear has 0.823 and Apparel 0.721: in one picture, but not in one label.
        [{ Operation: "and", SubQueries: [label("Apparel"), score("gt", "0.8")] }, ["example.jpg"]],
        [oneLabel(label("Apparel"), score("gt", "0.8")), []],
        [oneLabel(label("Apparel"), score("gt", "0.7")), ["example.jpg"]],
        [
          { Field: "Filename", Operation: "prefix", Value: "animals/" },
          ["animals/a cat.png", "animals/wild/fox.jpg"],
        ],
        [
          { Operation: "not", SubQueries: [label("Apparel")] },
          ["animals/a cat.png", "animals/wild/fox.jpg", "照片/椅子.jpg"],
        ],
        [{ Field: "Size", Operation: "gt", Value: "1000000" }, []],
        [{ Field: "FileModifiedTime", Operation: "lt", Value: "2020-01-01T00:00:00Z" }, []],
      ];
      for (const [query, expected] of rows) {
        assert.deepEqual(await keysOf(scene, query), expected, JSON.stringify(query));
      }
      const sort = [{ field: "Size", order: "desc" }];
      assert.equal((await keysOf(scene, undefined, { sort }))[0], "example.jpg");
    });
  });

  it("gives page after page, each file once", async () => {
    await withSampleImm(async (scene) => {
      await boundDataset(scene);
      const seen: string[] = [];
      let token: string | undefined;
      do {
        const more = token === undefined ? {} : { nextToken: token };
        const found = await scene.imm.query({ ...all, maxResults: 3, ...more });
        seen.push(...found.files.map(({ uri }) => uri));
        token = found.nextToken;
      } while (token !== undefined);
      assert.equal(seen.length, 4);
      assert.equal(new Set(seen).size, 4);
    });
  });

  it("counts its files by their labels", async () => {
    await withSampleImm(async (scene) => {
      await boundDataset(scene);
      const groups = await scene.imm.group(all, "Labels.LabelName");
      assert.equal(groups.find(({ value }) => value === "Apparel")?.count, 1);
    });
  });

  it("refuses by name what it does not know", async () => {
    await withSampleImm(async (scene) => {
      await boundDataset(scene);
      const rows: [object, RegExp][] = [
        [{ query: { Field: "Colour", Operation: "eq", Value: "red" } }, /field Colour/],
        [{ query: { Field: "Labels.LabelName", Operation: "match", Value: "x" } }, /support match/],
        [{ query: { Field: "Size", Operation: "gt", Value: "large" } }, /Value of Size/],
        [{ query: oneLabel() }, /SubQueries/],
        [
          { query: { Field: "Labels", Operation: "nested", SubQueries: [label("Cat")] } },
          /Below nested/,
        ],
        [{ sort: [{ field: "Labels.LabelName", order: "asc" }] }, /sorted by/],
        [{ maxResults: 101 }, /MaxResults/],
        [{ nextToken: "x" }, /NextToken/],
        [
          { query: { Operation: "or", SubQueries: Array.from({ length: 101 }, () => label("x")) } },
          /more than 100/,
        ],
      ];
      for (const [question, expected] of rows) {
        const error = await immErrorOf(scene.imm.query(page(question)));
        assert.equal(error.code, "InvalidArgument");
        assert.match(sentencesOf(explain(error)), expected);
      }
      const unknown = { ...{ ProjectName: project, DatasetName: "all" }, Colour: "red" };
      const call = {
        action: "SimpleQuery",
        parameters: unknown,
        target: "x",
        retry: "never",
      } as const;
      const error = await immErrorOf(callImm(scene.access, call));
      assert.equal(error.code, "InvalidColour");
      const other = { ...call, action: "DeleteProject", parameters: {} };
      assert.match(
        (await immErrorOf(callImm(scene.access, other))).facts.serviceMessage ?? "",
        /implement DeleteProject/,
      );
    });
  });
});

describe("the signature of a call to IMM", () => {
  const secretless = { accessKeyId: "SAMPLEx", accessKeySecret: "canary-secret-7f3a" };

  it("is checked: another secret, another key, an old date", async () => {
    await withSampleImm(async ({ access, server }) => {
      const { accessKeyId, accessKeySecret } = server;
      const asked = (rest: object) =>
        immErrorOf(new Imm({ ...access, ...rest }).hasProject(project));
      const wrong = { credentials: async () => ({ ...secretless, accessKeyId }) };
      assert.equal((await asked(wrong)).code, "SignatureDoesNotMatch");
      assert.match(sentencesOf(explain(await asked(wrong))), /^The AccessKey secret/);
      const unknown = { credentials: async () => ({ ...secretless, accessKeySecret }) };
      assert.equal((await asked(unknown)).code, "InvalidAccessKeyId.NotFound");
      const old = { now: () => new Date(Date.now() - 16 * 60_000) };
      assert.equal((await asked(old)).code, "InvalidTimeStamp.Expired");
    });
  });

  it("is checked: a changed parameter, a header left out, a nonce that was used", async () => {
    await withSampleImm(async ({ server }) => {
      const { accessKeyId, accessKeySecret, endpoint } = server;
      const { host } = new URL(endpoint);
      const request = {
        method: "POST",
        host,
        action: "GetProject",
        version: "2020-09-30",
        parameters: { ProjectName: project },
      } as const;
      const headers = signRpc(request, {
        credentials: { accessKeyId, accessKeySecret },
        date: new Date(),
        nonce: "n1",
      });
      const codeOf = async (query: string, given: Record<string, string>) => {
        const reply = await fetch(`${endpoint}/?${query}`, { method: "POST", headers: given });
        const { Code } = (await reply.json()) as { Code?: string };
        return Code ?? reply.status;
      };
      const { authorization = "" } = headers;
      assert.equal(await codeOf("ProjectName=other", headers), "SignatureDoesNotMatch");
      const short = { ...headers, authorization: authorization.replace("x-acs-date;", "") };
      assert.equal(await codeOf(`ProjectName=${project}`, short), "IncompleteSignature");
      assert.equal(await codeOf(`ProjectName=${project}`, headers), 200);
      assert.equal(await codeOf(`ProjectName=${project}`, headers), "SignatureNonceUsed");
      const { authorization: _, ...anonymous } = headers;
      assert.equal(await codeOf(`ProjectName=${project}`, anonymous), "Missingauthorization");
    });
  });
});

describe("a call to IMM that fails on the way", () => {
  async function asking(reply: Reply, work: (imm: Imm) => Promise<unknown>) {
    const server = await startLoopback(reply);
    const transport = new Transport(defaultTimeouts);
    const credentials = async () => ({ accessKeyId: "ak", accessKeySecret: "canary-secret-7f3a" });
    const retries = { firstDelay: 1, maxDelay: 2 };
    const access = { account: "test", region: "cn-hangzhou", origin: server.origin };
    try {
      const imm = new Imm({ ...access, transport, credentials, retries });
      const error = await work(imm).then(
        () => undefined,
        (error: unknown) => error,
      );
      return { error, received: server.received };
    } finally {
      await transport.close();
      await server.close();
    }
  }
  const busy: Reply = (response) =>
    answer(response, 503, JSON.stringify({ Code: "ServiceUnavailable", Message: "m" }));
  const throttled: Reply = (response, _, count) =>
    count < 3
      ? answer(response, 400, JSON.stringify({ Code: "Throttling.User", Message: "m" }))
      : answer(response, 200, JSON.stringify({ Files: [], NextToken: "" }));

  it("is repeated where it only reads, and not where it may be billed", async () => {
    const read = await asking(busy, (imm) => imm.hasProject(project));
    assert.equal(read.received.length, 3);
    const billed = await asking(busy, (imm) => imm.query(page()));
    assert.equal(billed.received.length, 1);
    const made = await asking(busy, (imm) => imm.createBinding({ ...all, bucket: "sample" }));
    assert.equal(made.received.length, 1);
  });

  it("is repeated where it was refused for too many calls", async () => {
    const { error, received } = await asking(throttled, (imm) => imm.query(page()));
    assert.equal(error, undefined);
    assert.equal(received.length, 3);
  });

  it("repeats no secret", async () => {
    const echo: Reply = (response) =>
      answer(response, 400, JSON.stringify({ Code: "Odd", Message: "canary-secret-7f3a" }));
    const { error } = await asking(echo, (imm) => imm.hasProject(project));
    assert.doesNotMatch(JSON.stringify(error) + sentencesOf(explain(error)), /canary/);
  });

  it("reads damaged answers without a throw of its own", async () => {
    const whole = JSON.stringify({
      Files: [
        {
          URI: "oss://b/a.jpg",
          Size: 3,
          ETag: "x",
          FileModifiedTime: "2026-01-01T00:00:00.000000000+08:00",
          Labels: [{ LabelName: "猫", LabelConfidence: 0.9, Clips: [] }],
        },
      ],
      NextToken: "t",
      TotalHits: 1,
    });
    const bodies = [...randomTexts(whole, 200)];
    let at = 0;
    const reply: Reply = (response) => answer(response, 200, bodies[at++] ?? whole);
    await asking(reply, async (imm) => {
      for (const body of bodies) {
        const outcome = await imm.query(page()).catch((error: Error) => error.name);
        assert.ok(typeof outcome === "object" || outcome === "ImmError", `${outcome}: ${body}`);
      }
    });
  });

  it("reads odd answers without a throw of its own", async () => {
    for (const body of ["[]", "null", "<html>", '{"Files":7}', '{"Files":[{"URI":7},null,"x"]}']) {
      const odd = await asking(
        (response) => answer(response, 200, body),
        (imm) => imm.query(page()),
      );
      assert.ok(odd.error === undefined || (odd.error as Error).name === "ImmError", body);
    }
  });
});
