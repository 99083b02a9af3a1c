import assert from "node:assert/strict";
import {
  endpointOffers,
  endpointSentence,
  regionOffers,
  regions,
} from "../../../../../src/extension/accounts/wizard/regionOffers.ts";
import { isRegion, readEndpoint } from "../../../../../src/oss/endpoint.ts";

/** The rows that are there because of what is typed. */
const special = (text: string, offers = endpointOffers) => offers(text).filter((row) => row.always);

describe("regions and endpoints on offer", () => {
  it("have regions that OSS could have, each once", () => {
    assert.deepEqual(
      regions().filter(({ id }) => !isRegion(id)),
      [],
    );
    assert.equal(new Set(regions().map(({ id }) => id)).size, regions().length);
  });

  it("keep all regions in their places whatever is typed", () => {
    const ids = regions().map(({ id }) => id);
    for (const text of ["", "cn-", "img.example.com", "!", "cn-hangzhou", "cn-new-place"]) {
      for (const offers of [endpointOffers, regionOffers]) {
        const first = offers(text).slice(0, ids.length);
        assert.deepEqual(
          first.map(({ answer }) => answer),
          ids,
          text,
        );
      }
    }
  });

  for (const text of ["", "cn-", "cn-hang", "Singapore", "oss-cn-sh", "beijing", "1"]) {
    it(`say nothing more to "${text}", which may still become a region`, () => {
      assert.deepEqual(special(text), []);
    });
  }

  for (const text of ["cn-hangzhou", "oss-cn-hangzhou", "CN-Hangzhou"]) {
    it(`name the other endpoints of ${text}`, () => {
      assert.deepEqual(
        special(text).map(({ answer }) => answer),
        [
          "oss-cn-hangzhou-internal.aliyuncs.com",
          "cn-hangzhou.oss.aliyuncs.com",
          "oss-accelerate.aliyuncs.com",
        ],
      );
    });
  }

  const meanings: [text: string, means: RegExp][] = [
    ["cn-new-place", /Not a region known here/],
    ["oss-cn-hangzhou.aliyuncs.com", /Public endpoint of cn-hangzhou, over HTTPS/],
    ["oss-cn-hangzhou-internal.aliyuncs.com", /Internal endpoint, over HTTPS/],
    ["cn-hangzhou.oss.aliyuncs.com", /IPv4 and IPv6/],
    ["oss-accelerate.aliyuncs.com", /acceleration.*region is asked next/],
    ["img.example.com", /custom domain, over HTTPS: leads to one bucket/],
    ["http://img.example.com", /^Not encrypted: you will be asked/],
    ["192.168.1.4:9000", /IP address, over HTTPS/],
    ["127.0.0.1:9000", /^A local or IP address, over HTTP\./],
  ];
  for (const [text, means] of meanings) {
    it(`say what ${text} means`, () => {
      const [row, ...more] = special(text);
      assert.equal(row?.answer, text);
      assert.match(row?.detail ?? "", means);
      assert.deepEqual(more, []);
    });
  }

  for (const [text, reason, advice] of [
    ["s3.oss-cn-hangzhou.aliyuncs.com", /S3-style/, /^Write oss-cn-hangzhou/],
    [
      "photos.oss-cn-hangzhou.aliyuncs.com",
      /begins with the bucket photos/,
      /^Write oss-cn-hangzhou/,
    ],
    ["https://a:b@c.example", /no user name/, /^Write the host alone/],
    ["not a place", /not an endpoint/, /^Write a region/],
  ] as const) {
    it(`say why ${text} cannot be chosen, and what to write`, () => {
      const [row] = special(text);
      assert.equal(row?.answer, undefined);
      assert.match(row?.label ?? "", reason);
      assert.match(row?.detail ?? "", advice);
    });
  }

  it("take a region that is not known, and refuse what is none", () => {
    assert.deepEqual(special("hangzhou", regionOffers), []);
    assert.equal(special("cn-new-place", regionOffers)[0]?.answer, "cn-new-place");
    assert.match(special("img.example.com", regionOffers)[0]?.label ?? "", /not a region/);
  });

  it("warn of plain http only where it leaves the machine and Alibaba Cloud", () => {
    const isWarned = (text: string) => /^Not encrypted/.test(endpointSentence(readEndpoint(text)));
    assert.equal(isWarned("http://oss-cn-hangzhou.aliyuncs.com"), true);
    assert.equal(isWarned("http://oss-cn-hangzhou-internal.aliyuncs.com"), false);
    assert.equal(isWarned("http://localhost:9000"), false);
  });
});
