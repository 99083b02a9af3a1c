import assert from "node:assert/strict";
import { KeptPictures } from "../../../src/extension/images/keptPictures.ts";

describe("pictures that are kept", () => {
  it("are bounded by their bytes, the oldest leaving first", () => {
    const kept = new KeptPictures();
    const picture = { bytes: new Uint8Array(5_000_000), type: "image/jpeg" } as const;
    for (let number = 0; number < 40; number += 1) {
      kept.set(`${number}`, { etag: "old", picture });
      // A newer version takes the place of the older.
      kept.set(`${number}`, { etag: "new", picture });
      assert.ok(kept.bytes <= 64_000_000);
    }
    assert.equal(kept.bytes, 60_000_000);
    assert.equal(kept.get("27"), undefined);
    assert.equal(kept.get("28")?.etag, "new");
  });

  it("may be many where they are small", () => {
    const kept = new KeptPictures();
    const picture = { bytes: new Uint8Array(100), type: "image/png" } as const;
    for (let number = 0; number < 5000; number += 1) {
      kept.set(`${number}`, { etag: undefined, picture });
    }
    assert.ok(kept.get("0"));
  });
});
