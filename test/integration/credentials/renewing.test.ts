import assert from "node:assert/strict";
import { renewing } from "../../../src/credentials/renewing.ts";
import type { Credentials } from "../../../src/oss/account.ts";
import { later } from "./surroundings.ts";

/** A source that answers when told to, and a clock that is moved by hand. */
function setUp(keepFor = 60_000) {
  let seconds = 0;
  const calls: {
    signal: AbortSignal;
    resolve(keys: Credentials): void;
    reject(error: Error): void;
  }[] = [];
  const source = (signal?: AbortSignal) => {
    const { promise, resolve, reject } = promiseWithResolvers<Credentials>();
    calls.push({ signal: signal as AbortSignal, resolve, reject });
    return promise;
  };
  const credentials = renewing(source, { now: () => later(seconds), keepFor });
  return {
    credentials,
    calls,
    at(time: number) {
      seconds = time;
    },
    /** Answers the latest call with keys that end at `end` seconds. */
    async answer(end?: number): Promise<Credentials> {
      const keys = keysEnding(end);
      calls.at(-1)?.resolve(keys);
      await settled();
      return keys;
    },
    async fail(): Promise<void> {
      calls.at(-1)?.reject(new Error("no keys"));
      await settled();
    },
  };
}

function keysEnding(end: number | undefined): Credentials {
  const expiration = end === undefined ? {} : { expiration: later(end) };
  return { accessKeyId: "id", accessKeySecret: "secret", ...expiration };
}

/** Lets all that is already decided happen. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function promiseWithResolvers<T>() {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

describe("renewing credentials", () => {
  it("asks the source once for a thousand who wait", async () => {
    const { credentials, calls, answer } = setUp();
    const signal = new AbortController().signal;
    const waiting = Array.from({ length: 1000 }, (_, index) =>
      credentials(index % 2 ? signal : new AbortController().signal),
    );
    const keys = await answer(3600);
    for (const got of await Promise.all(waiting)) assert.equal(got, keys);
    assert.equal(calls.length, 1);
  });

  it("asks nothing before the first call, and nothing again while keys are fresh", async () => {
    const { credentials, calls, at, answer } = setUp();
    assert.equal(calls.length, 0);
    const first = credentials();
    const keys = await answer(3600);
    assert.equal(await first, keys);
    at(3299);
    assert.equal(await credentials(), keys);
    assert.equal(calls.length, 1);
  });

  it("renews five minutes before the end, while a thousand calls go on with the old keys", async () => {
    const { credentials, calls, at, answer } = setUp();
    void credentials();
    const old = await answer(3600);
    at(3301);
    const during = await Promise.all(Array.from({ length: 1000 }, () => credentials()));
    assert.ok(during.every((keys) => keys === old));
    assert.equal(calls.length, 2);
    const renewed = await answer(7200);
    assert.equal(await credentials(), renewed);
    assert.equal(calls.length, 2);
  });

  it("renews short-lived keys at two thirds of their life", async () => {
    const { credentials, calls, at, answer } = setUp();
    void credentials();
    await answer(600);
    at(399);
    await credentials();
    assert.equal(calls.length, 1);
    at(401);
    await credentials();
    assert.equal(calls.length, 2);
  });

  it("keeps the old keys when a renewal fails, and tries again half a minute later", async () => {
    const { credentials, calls, at, answer, fail } = setUp();
    void credentials();
    const old = await answer(3600);
    at(3301);
    await credentials();
    await fail();
    assert.equal(await credentials(), old);
    at(3330);
    assert.equal(await credentials(), old);
    assert.equal(calls.length, 2);
    at(3332);
    assert.equal(await credentials(), old);
    assert.equal(calls.length, 3);
    await fail();
    at(3600);
    const late = assert.rejects(credentials(), /no keys/);
    assert.equal(calls.length, 4);
    await fail();
    await late;
  });

  it("gives one failure to all who wait, and asks anew afterwards", async () => {
    const { credentials, calls, answer, fail } = setUp();
    const waiting = Promise.allSettled(Array.from({ length: 1000 }, () => credentials()));
    await fail();
    assert.ok((await waiting).every(({ status }) => status === "rejected"));
    assert.equal(calls.length, 1);
    const again = credentials();
    const keys = await answer();
    assert.equal(await again, keys);
  });

  it("reads the source of endless keys again after a while, and stops using keys that are gone", async () => {
    const { credentials, calls, at, answer, fail } = setUp(60_000);
    void credentials();
    const keys = await answer();
    at(59);
    assert.equal(await credentials(), keys);
    assert.equal(calls.length, 1);
    at(61);
    const afterwards = assert.rejects(credentials(), /no keys/);
    await fail();
    await afterwards;
  });

  it("does not ask without pause for keys that this machine's clock takes for expired", async () => {
    const { credentials, calls, at, answer } = setUp();
    at(100_000);
    void credentials();
    const keys = await answer(3600);
    assert.equal(await credentials(), keys);
    at(100_029);
    assert.equal(await credentials(), keys);
    assert.equal(calls.length, 1);
    at(100_031);
    void credentials();
    assert.equal(calls.length, 2);
    await answer(3600);
  });

  it("lets one who waits give up without the others", async () => {
    const { credentials, calls, answer } = setUp();
    const controller = new AbortController();
    const impatient = credentials(controller.signal);
    const patient = credentials(new AbortController().signal);
    controller.abort(new Error("enough"));
    await assert.rejects(impatient, /enough/);
    assert.equal(calls[0]?.signal.aborted, false);
    const keys = await answer();
    assert.equal(await patient, keys);
    assert.equal(calls.length, 1);
  });

  it("abandons the request when all have given up, and asks anew for the next", async () => {
    const { credentials, calls, answer } = setUp();
    const controller = new AbortController();
    const both = [credentials(controller.signal), credentials(controller.signal)];
    controller.abort();
    for (const one of both) await assert.rejects(one, { name: "AbortError" });
    assert.equal(calls[0]?.signal.aborted, true);
    const next = credentials();
    assert.equal(calls.length, 2);
    // What the abandoned request still says counts for nothing.
    calls[0]?.reject(new Error("late"));
    const keys = await answer();
    assert.equal(await next, keys);
  });

  it("asks nothing for a call that is already aborted", async () => {
    const { credentials, calls } = setUp();
    await assert.rejects(credentials(AbortSignal.abort()), { name: "AbortError" });
    assert.equal(calls.length, 0);
  });

  it("forgets refused keys once, however many calls they failed", async () => {
    const { credentials, calls, answer } = setUp();
    void credentials();
    const refused = await answer(3600);
    credentials.invalidate(refused);
    void credentials();
    const renewed = await answer(7200);
    for (let call = 0; call < 1000; call++) credentials.invalidate(refused);
    assert.equal(await credentials(), renewed);
    assert.equal(calls.length, 2);
  });

  it("renews once when a thousand calls were refused with the same keys", async () => {
    const { credentials, calls, answer } = setUp();
    void credentials();
    const refused = await answer(3600);
    const repeated = Array.from({ length: 1000 }, () => credentials(undefined, refused));
    const renewed = await answer(7200);
    for (const got of await Promise.all(repeated)) assert.equal(got, renewed);
    assert.equal(await credentials(undefined, refused), renewed);
    assert.equal(calls.length, 2);
  });

  it("does not keep what was on its way when everything was forgotten", async () => {
    const { credentials, calls, answer } = setUp();
    const before = credentials();
    credentials.invalidate();
    const after = credentials();
    assert.equal(calls.length, 2);
    const renewed = await answer(7200);
    calls[0]?.resolve(keysEnding(3600));
    assert.equal((await before).expiration?.getTime(), later(3600).getTime());
    assert.equal(await after, renewed);
    assert.equal(await credentials(), renewed);
  });
});
