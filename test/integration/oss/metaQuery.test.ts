import assert from "node:assert/strict";
import { explain, sentencesOf } from "../../../src/messages/explain.ts";
import type { MetaQueryCondition } from "../../../src/oss/calls/metaQuery.ts";
import { OssClient } from "../../../src/oss/client.ts";
import {
  type SampleOptions,
  type SampleServer,
  startSampleServer,
} from "../../../src/sample/server.ts";
import { smallAccount } from "../../catalogues/catalogue.ts";
import { randomTexts } from "../../unit/oss/randomText.ts";
import { signed } from "../sample/http.ts";
import { accountAt, answer, errorXml, failureOf, quick, withServer } from "./loopback.ts";

/** Runs `work` with a client of a server of its own. */
async function withSample(
  work: (client: OssClient, server: SampleServer) => Promise<void>,
  options: SampleOptions = {},
): Promise<void> {
  const server = await startSampleServer({ ...smallAccount(), ...options });
  const { accessKeyId, accessKeySecret, endpoint } = server;
  const credentials = async () => ({ accessKeyId, accessKeySecret });
  const client = new OssClient(accountAt(endpoint, { credentials }), quick);
  try {
    await work(client, server);
  } finally {
    await client.close();
    await server.close();
  }
}

async function opened(client: OssClient): Promise<void> {
  await client.openMetaQuery("sample");
  assert.equal((await client.metaQueryStatus("sample"))?.state, "Ready");
  assert.equal((await client.metaQueryStatus("sample"))?.state, "Running");
}

async function tag(server: SampleServer, key: string, name: string, value: string) {
  const body = `<Tagging><TagSet><Tag><Key>${name}</Key><Value>${value}</Value></Tag></TagSet></Tagging>`;
  const query = [["tagging", ""]] as const;
  const { status } = await signed(server, { method: "PUT", bucket: "sample", key, query, body });
  assert.equal(status, 200);
}

describe("the bucket's own index", () => {
  it("is not there, opened, prepared, running and closed", async () => {
    await withSample(async (client, server) => {
      assert.equal(await client.metaQueryStatus("sample"), undefined);
      const question = { maxResults: 10 };
      const missing = await failureOf(client.queryMetadata("sample", question));
      assert.equal(missing.code, "MetaQueryNotExist");
      assert.match(sentencesOf(explain(missing)), /has no metadata index\. Open one/);
      await client.openMetaQuery("sample");
      const early = await failureOf(client.queryMetadata("sample", question));
      assert.match(sentencesOf(explain(early)), /still being prepared/);
      assert.equal((await failureOf(client.openMetaQuery("sample"))).code, "MetaQueryAlreadyExist");
      const status = await client.metaQueryStatus("sample");
      assert.deepEqual([status?.state, status?.phase], ["Running", "IncrementalScanning"]);
      assert.equal((await client.queryMetadata("sample", question)).objects.length, 4);
      await client.closeMetaQuery("sample");
      assert.equal(await client.metaQueryStatus("sample"), undefined);
      assert.equal(server.billableCalls, 0);
    });
  });

  it("finds by names, sizes, dates, fingerprints and tags, which it gives back", async () => {
    await withSample(async (client, server) => {
      await tag(server, "example.jpg", "label1", "Apparel");
      await opened(client);
      const keysOf = async (query: MetaQueryCondition) =>
        (await client.queryMetadata("sample", { query, maxResults: 100 })).objects.map(
          ({ key }) => key,
        );
      const example = (await client.queryMetadata("sample", { maxResults: 100 })).objects.find(
        ({ key }) => key === "example.jpg",
      );
      assert.deepEqual([...(example?.tags ?? [])], [["label1", "Apparel"]]);
      assert.match(example?.etag ?? "", /^"[\dA-F]{32}"$/);
      assert.ok((example?.size ?? 0) > 0 && example?.crc64 && example.lastModified);
      const rows: [MetaQueryCondition, string[]][] = [
        [{ Field: "OSSTagging.label1", Operation: "eq", Value: "Apparel" }, ["example.jpg"]],
        [{ Field: "OSSTagging.label1", Operation: "prefix", Value: "App" }, ["example.jpg"]],
        [{ Field: "OSSTagging.label1", Operation: "eq", Value: "apparel" }, []],
        [{ Field: "Filename", Operation: "match", Value: "CAT" }, ["animals/a cat.png"]],
        [{ Field: "Filename", Operation: "prefix", Value: "照片/" }, ["照片/椅子.jpg"]],
        [{ Field: "ETag", Operation: "eq", Value: example?.etag ?? "" }, ["example.jpg"]],
        [{ Field: "Size", Operation: "lt", Value: "1" }, []],
        [
          {
            Operation: "and",
            SubQueries: [
              { Field: "Filename", Operation: "prefix", Value: "animals/" },
              {
                Operation: "not",
                SubQueries: [{ Field: "Filename", Operation: "match", Value: "fox" }],
              },
            ],
          },
          ["animals/a cat.png"],
        ],
      ];
      for (const [query, expected] of rows) {
        assert.deepEqual(await keysOf(query), expected, JSON.stringify(query));
      }
    });
  });

  it("gives page after page in its order", async () => {
    await withSample(async (client) => {
      await opened(client);
      const sort = { field: "Filename", order: "desc" } as const;
      const keys: string[] = [];
      let token: string | undefined;
      do {
        const more = token === undefined ? {} : { nextToken: token };
        const page = await client.queryMetadata("sample", { sort, maxResults: 3, ...more });
        keys.push(...page.objects.map(({ key }) => key));
        token = page.nextToken;
      } while (token !== undefined);
      assert.deepEqual(keys, [
        ...["照片/椅子.jpg", "example.jpg", "animals/wild/fox.jpg", "animals/a cat.png"],
      ]);
    });
  });

  it("refuses fields, operators and parameters that it does not have", async () => {
    await withSample(async (client, server) => {
      await opened(client);
      const rows: [string, RegExp][] = [
        [
          JSON.stringify({ Field: "Labels.LabelName", Operation: "eq", Value: "x" }),
          /Labels\.LabelName/,
        ],
        [
          JSON.stringify({ Field: "OSSTagging.a", Operation: "match", Value: "x" }),
          /support match/,
        ],
        ["{", /not JSON/],
      ];
      for (const [text, expected] of rows) {
        const query = [
          ["metaQuery", ""],
          ["comp", "query"],
        ] as const;
        const body = `<MetaQuery><MaxResults>1</MaxResults><Query>${text}</Query></MetaQuery>`;
        const { createHash } = await import("node:crypto");
        const headers = {
          "content-type": "application/xml",
          "content-md5": createHash("md5").update(body).digest("base64"),
        };
        const asked = { method: "POST", bucket: "sample", query, headers, body };
        const reply = await signed(server, asked);
        assert.equal(reply.status, 400);
        assert.match(reply.text, expected);
        const bare = await signed(server, { ...asked, headers: {} });
        assert.match(bare.text, /Content-MD5/);
      }
    });
  });

  const denials: [string, (client: OssClient) => Promise<unknown>][] = [
    ["oss:OpenMetaQuery", (client) => client.openMetaQuery("sample")],
    ["oss:GetMetaQueryStatus", (client) => client.metaQueryStatus("sample")],
    ["oss:DoMetaQuery", (client) => client.queryMetadata("sample", { maxResults: 1 })],
    ["oss:CloseMetaQuery", (client) => client.closeMetaQuery("sample")],
  ];
  for (const [action, call] of denials) {
    it(`says that ${action} is missing`, async () => {
      await withSample(
        async (client) => {
          assert.ok(sentencesOf(explain(await failureOf(call(client)))).includes(`(${action})`));
        },
        { denied: [action] },
      );
    });
  }

  it("is asked once where the question may have been billed, and sends what was signed", async () => {
    await withServer(
      (response) => answer(response, 500, errorXml("InternalError")),
      async (client, { received }) => {
        await failureOf(client.queryMetadata("photos", { maxResults: 5, nextToken: "a&b<c>" }));
        assert.equal(received.length, 1);
        assert.equal(received[0]?.url, "/photos/?comp=query&metaQuery");
        assert.match(received[0]?.body ?? "", /<NextToken>a&amp;b&lt;c&gt;<\/NextToken>/);
        await failureOf(client.openMetaQuery("photos"));
        assert.equal(received.length, 2);
        await failureOf(client.metaQueryStatus("photos"));
        assert.equal(received.length, 5);
      },
    );
  });

  it("reads damaged answers without a throw of its own", async () => {
    const whole =
      "<MetaQuery><NextToken>t</NextToken><Files><File><Filename>a.jpg</Filename><Size>3</Size><OSSTagging><Tagging><Key>k</Key><Value>v</Value></Tagging></OSSTagging></File></Files></MetaQuery>";
    const bodies = [...randomTexts(whole, 200)];
    let at = 0;
    await withServer(
      (response) => answer(response, 200, bodies[at++] ?? whole),
      async (client) => {
        for (const body of bodies) {
          const question = { maxResults: 1 };
          const outcome = await client
            .queryMetadata("photos", question)
            .catch((error: Error) => error.name);
          assert.ok(typeof outcome === "object" || outcome === "OssError", `${outcome}: ${body}`);
        }
      },
    );
  });

  it("reads an answer without names, numbers or tags", async () => {
    const body =
      "<MetaQuery><NextToken></NextToken><Files><File><Filename>a.jpg</Filename><Size>x</Size></File><File/></Files></MetaQuery>";
    await withServer(
      (response) => answer(response, 200, body),
      async (client) => {
        const page = await client.queryMetadata("photos", { maxResults: 5 });
        assert.deepEqual(page, { objects: [{ key: "a.jpg", tags: new Map() }] });
      },
    );
  });
});
