// What <key-expiry> is given as a ward: another one in its place, one that breaks, and what is none.
import assert from "node:assert/strict";
import { inEachBrowser } from "../browser/both.mjs";
import { EXPIRES, page, seen } from "./elements.mjs";

/** Makes wards with the keys k and k2, and waits for what an element shows that has one of these values as its ward. */
const show = (at, name, now = null) =>
  at.evaluate(
    async (name, now) => {
      const made = () => {
        const ward = new Keyward({ format: "keyward/project@1", id: "p", environments: [], roles: [], users: [], keys: [] });
        for (const id of ["k", "k2"]) ward.createKey({ id, kind: "management", environments: "all", permissions: ["key:read-content"], lifetime: "PT2H" });
        return ward;
      };
      const ward = made();
      const callbacks = new Set();
      const wrapper = {
        broken: null,
        tell: () => callbacks.forEach((callback) => callback()),
        status(...given) {
          if (this.broken !== null) return this.broken();
          return ward.status(...given);
        },
        subscribe: (callback) => (callbacks.add(callback), () => callbacks.delete(callback)),
      };
      const values = { ward, wrapper, proxy: new Proxy(ward, {}), object: {}, number: 5, text: "[object Object]", member: { status: 1 }, function: () => {} };
      Object.assign(globalThis, { ward, wrapper, made, callbacks, errors: [] });
      const element = document.createElement("key-expiry");
      element.addEventListener("key-expiry-error", ({ detail }) => errors.push(detail.error.code));
      Object.assign(element, { ward: values[name], keyId: "k", now });
      document.querySelector("#place").replaceChildren(element);
      await new Promise((resolve) => setTimeout(resolve));
    },
    name,
    now,
  );

/** What is shown after a step in the page: the label, or what is wrong. */
async function after(at, step) {
  await at.evaluate(step);
  await at.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  const { label, detail } = await seen(at);
  return label === "Expiry unknown" ? detail : label;
}

inEachBrowser("what is no ward is refused in words, with the clock and at a given instant", {}, async (open, t) => {
  const at = await page(t, open);
  for (const now of [null, EXPIRES]) {
    for (const [name, what] of [["object", "an object"], ["number", "a number"], ["text", "text"], ["member", "an object"], ["function", "a function"]]) {
      await show(at, name, now);
      assert.equal(await after(at, () => {}), `ward: it is ${what}, and has to be a Keyward`);
    }
    await show(at, "proxy", now);
    assert.equal(await after(at, () => {}), "the method was called on something that is not a Keyward, or is a proxy of one");
  }
});

inEachBrowser("a ward that breaks while it is shown is not shown as it was", {}, async (open, t) => {
  const at = await page(t, open);
  for (const now of [null, EXPIRES - 1e10]) {
    await show(at, "wrapper", now);
    assert.notEqual(await after(at, () => {}), "Expiry unknown");
    const broken = () => {
      wrapper.broken = () => { throw new TypeError("no network"); };
      wrapper.tell();
    };
    assert.equal(await after(at, broken), "ward: no network");
    assert.deepEqual(await at.evaluate(() => [errors, document.querySelector("key-expiry").status]), [["internal"], null]);
    await show(at, "wrapper", now);
    const nonsense = () => {
      wrapper.broken = () => ({ key: "k", state: "fine" });
      wrapper.tell();
    };
    assert.equal(await after(at, nonsense), "level: it is missing");
    const again = () => {
      wrapper.broken = null;
      document.querySelector("key-expiry").ward = { status: (...given) => wrapper.status(...given), subscribe: wrapper.subscribe };
    };
    assert.doesNotMatch(await after(at, again), /ward|missing/);
  }
  await show(at, "ward");
  assert.equal(await after(at, () => ward.free()), "The ward was freed: set the property ward to one that is in use.");
});

inEachBrowser("another ward in its place is followed, and the first one no more", {}, async (open, t) => {
  const at = await page(t, open);
  await show(at, "wrapper");
  assert.equal(await after(at, () => {}), "1 hour left");
  const replaced = () => {
    globalThis.other = made();
    document.querySelector("key-expiry").ward = other;
  };
  assert.equal(await after(at, replaced), "1 hour left");
  assert.equal(await at.evaluate(() => callbacks.size), 0);
  assert.equal(await after(at, () => void ward.revokeKey("k")), "1 hour left");
  assert.equal(await after(at, () => void other.revokeKey("k")), "Revoked");
  assert.equal(await after(at, () => (document.querySelector("key-expiry").keyId = "k2")), "1 hour left");
  assert.equal(await after(at, () => ((document.querySelector("key-expiry").ward = null), other.free())), "1 hour left", "what is missing is waited for");
});
