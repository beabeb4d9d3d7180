// The cases for Vue: bundled with it, and run in a window of happy-dom.
import assert from "node:assert/strict";
export { version } from "vue";
import { createApp, createSSRApp, h, nextTick, reactive, readonly, ref, shallowRef, effectScope, watch } from "vue";
import { renderToString } from "vue/server-renderer";
import { KeywardError } from "keyward/inline";
import { Can, provideKeyward, useDecision, useKeyStatus, useKeyward } from "keyward/vue";
import Page from "./page.vue";
import { counted, DAY, DEPENDS, HOUR, makeWard, MINUTE, READ, record, SECOND, START, WRITE } from "./setting.js";
import { ward as pageWard } from "./ward.js";

const component = (setup, props = []) => ({ setup, props });
const Reason = component(({ request, ward }) => {
  const decision = useDecision(() => request, { ward });
  return () => decision.value.reason;
}, ["request", "ward"]);
const shown = (status) => (status === null ? "unknown" : `${status.state} ${status.level} ${status.remaining?.value ?? "-"}`);
const State = component((props) => {
  const status = useKeyStatus(() => props.id, { ward: () => props.ward, at: () => props.at });
  return () => shown(status.value);
}, ["id", "ward", "at"]);
/** Provides a ward to what is in it. */
const Provider = component((props, { slots }) => {
  provideKeyward(() => props.ward, { renderedAt: props.renderedAt });
  return () => slots.default();
}, ["ward", "renderedAt"]);
const provided = (ward, ...children) => h(Provider, { ward }, () => children);

/** Microtasks, and what Vue renders in them. */
async function settle() {
  for (let round = 0; round < 5; round += 1) await nextTick();
}

/** A page with something in it; what is thrown while it renders is kept. */
async function mounted(t, render) {
  const container = document.body.appendChild(document.createElement("main"));
  const errors = [];
  const app = createApp({ render });
  app.config.errorHandler = (error) => errors.push(error);
  app.mount(container);
  let isMounted = true;
  const unmount = () => {
    if (isMounted) app.unmount();
    isMounted = false;
  };
  t.after(() => {
    unmount();
    container.remove();
  });
  await settle();
  return { container, errors, unmount, text: () => container.textContent };
}

export function cases(test, clockOf) {
  const during = async (run) => {
    await run();
    await settle();
  };

  test("what is allowed, denied, or depends, and a change of the ward", async (t) => {
    clockOf(t, START);
    const ward = makeWard();
    const can = (request, slots) => [h(Can, { request }, { default: () => "yes", ...slots }), ","];
    const page = await mounted(t, () => provided(ward,
      can(READ, { denied: () => "no" }),
      can(WRITE, { denied: ({ decision }) => decision.reason }),
      can(WRITE),
      can(DEPENDS, { depends: ({ decision }) => decision.needs.join(), denied: () => "no" }),
      can(DEPENDS, { default: () => "perhaps", denied: () => "no" }),
      can(DEPENDS, { depends: () => null, denied: () => "no" }),
      can({ ...DEPENDS, facts: { exists: true, collection: "blog" } }, { default: ({ decision }) => String(decision.allowed) }),
    ));
    assert.equal(page.text(), "yes,permission_missing,,collection,exists,perhaps,,true,");
    await during(() => ward.revokeKey("k", START));
    await during(() => ward.update([{ set: "user", value: { id: "bo", active: false, roles: [] } }]));
    assert.equal(page.text(), "no,key_revoked,,no,no,no,,");
  });

  test("time: a decision changes when `until` comes, a status when `changesAt` does, and not before", async (t) => {
    const clock = clockOf(t, START);
    const ward = makeWard();
    const page = await mounted(t, () => provided(ward, h(Reason, { request: { ...READ, key: "short" } }), ", ", h(Reason, { request: { ...READ, key: "later" } }), ", ", h(State, { id: "short" })));
    assert.equal(page.text(), "permitted, key_not_yet_valid, active warning 2");
    await during(() => clock.pass(1));
    assert.equal(page.text(), "permitted, key_not_yet_valid, active warning 1");
    await during(() => clock.pass(2 * HOUR - 2));
    assert.equal(page.text(), "permitted, key_not_yet_valid, active critical 1");
    await during(() => clock.pass(1));
    assert.equal(page.text(), "key_expired, key_not_yet_valid, expired critical -");
    await during(() => clock.pass(60 * DAY - 2 * HOUR - 1, 1));
    assert.equal(page.text(), "key_expired, key_not_yet_valid, expired critical -");
    await during(() => clock.pass(2));
    assert.equal(page.text(), "key_expired, permitted, expired critical -");
    page.unmount();
    assert.equal(clock.pending, 0, "no timer is left");
  });

  test("sleep and a clock that is set are noticed within a minute, or when the page comes back", async (t) => {
    const clock = clockOf(t, START);
    const ward = makeWard();
    const page = await mounted(t, () => h(State, { id: "short", ward }));
    clock.jump(3 * HOUR);
    await during(() => clock.pass(MINUTE));
    assert.equal(page.text(), "expired critical -");
    clock.jump(-4 * HOUR);
    await during(() => document.dispatchEvent(new window.Event("visibilitychange")));
    assert.equal(page.text(), "active warning 2");
    page.unmount();
    assert.equal(clock.pending, 0);
  });

  test("requests that are written anew subscribe once; what changes no answer renders nothing", async (t) => {
    const clock = clockOf(t, START);
    const ward = makeWard();
    const count = counted(ward);
    const [round, collection] = [ref(0), ref("blog")];
    let renders = 0;
    const Row = component(() => {
      const decision = useDecision(() => ({ ...DEPENDS, facts: { exists: true, collection: collection.value, language: undefined } }));
      const status = useKeyStatus("k");
      return () => ((renders += 1), `${decision.value.reason} ${shown(status.value)}`);
    });
    const page = await mounted(t, () => provided(ward, round.value, h(Can, { request: { ...READ } }, () => "+"), h(Row)));
    for (let written = 0; written < 5; written += 1) await during(() => (round.value += 1));
    assert.deepEqual([count, renders], [{ made: 3, live: 3 }, 1]);
    await during(() => ward.update([{ set: "environment", value: { id: "f" } }]));
    await during(() => clock.pass(HOUR));
    assert.deepEqual([count, renders, page.text()], [{ made: 3, live: 3 }, 1, "5+permitted active none 90"]);
    await during(() => (collection.value = "shop"));
    assert.deepEqual([count.live, renders, page.text()], [3, 2, "5+permission_missing active none 90"]);
    page.unmount();
    assert.equal(count.live, 0);
    assert.equal(clock.pending, 0);
  });

  test("a request may be a ref, a getter, or reactive; a ward too", async (t) => {
    clockOf(t, START);
    const [first, second] = [makeWard(), makeWard()];
    const counts = [first, second].map(counted);
    second.revokeKey("k", START);
    const ward = ref(first);
    const [asRef, asReactive] = [ref({ ...READ }), reactive({ ...READ, facts: { exists: true } })];
    const Row = component(() => {
      const decisions = [asRef, asReactive, () => asRef.value, READ].map((request) => useDecision(request));
      return () => decisions.map(({ value }) => value.reason).join();
    });
    const Outer = component((_, { slots }) => (provideKeyward(ward), () => slots.default()));
    const page = await mounted(t, () => h(Outer, null, () => h(Row)));
    assert.equal(page.text(), "permitted,permitted,permitted,permitted");
    await during(() => ((asRef.value.operation = WRITE.operation), (asReactive.key = "none")));
    assert.equal(page.text(), "permission_missing,key_unknown,permission_missing,permitted");
    await during(() => (ward.value = second));
    assert.equal(page.text(), "key_revoked,key_unknown,key_revoked,key_revoked");
    assert.deepEqual(counts.map(({ live }) => live), [0, 4]);
    first.free();
    await during(() => second.update([{ set: "key", value: record("k") }]));
    assert.equal(page.text(), "permission_missing,key_unknown,permission_missing,permitted");
    page.unmount();
    assert.deepEqual([counts.map(({ live }) => live), page.errors], [[0, 0], []]);
  });

  test("a ward in reactive data is asked as any other, and so are its answers", () => {
    const ward = makeWard();
    for (const held of [reactive(ward), readonly(ward), ref(ward).value, reactive({ wards: [ward] }).wards[0], readonly(ref({ ward })).value.ward]) {
      assert.equal(held.decide(READ).reason, "permitted");
      assert.equal(held.allows("k", "GET", "/v2/projects/e/items"), true);
      assert.equal(held.status("k").state, "active");
      assert.equal(held.decide(reactive({ ...READ, key: "none" })).reason, "key_unknown");
    }
    const held = reactive({ decision: ward.decide(READ), status: ward.status("k") });
    assert.deepEqual(JSON.parse(JSON.stringify(held)), JSON.parse(JSON.stringify({ decision: ward.decide(READ), status: ward.status("k") })));
    // A proxy that does not know of it has none of its private members, and says so.
    assert.throws(() => new Proxy(ward, {}).decide(READ), { name: "KeywardError", code: "request_invalid", message: /is a proxy of one/ });
  });

  test("several wards: the nearest, and a given one", async (t) => {
    clockOf(t, START);
    const [first, second] = [makeWard(), makeWard()];
    second.revokeKey("k", START);
    const Name = component(() => {
      const ward = useKeyward();
      return () => (ward.value === first ? "first " : "second ");
    });
    const asked = () => [h(Name), h(Reason, { request: READ }), " ", h(Can, { request: READ, ward: second }, { denied: () => "no " })];
    const page = await mounted(t, () => provided(first, asked(), provided(second, asked())));
    assert.equal(page.text(), "first permitted no second key_revoked no ");
  });

  test("a change between rendering and subscribing is seen, also outside of components", async (t) => {
    clockOf(t, START);
    const ward = makeWard();
    const scope = effectScope();
    const decision = scope.run(() => useDecision(READ, { ward: shallowRef(ward) }));
    const seen = [];
    scope.run(() => watch(decision, ({ reason }) => seen.push(reason)));
    assert.equal(decision.value.reason, "permitted");
    ward.revokeKey("k", START);
    await settle();
    assert.equal(decision.value.reason, "key_revoked");
    ward.update([{ set: "key", value: record("k") }]);
    await settle();
    assert.deepEqual(seen, ["key_revoked", "permitted"]);
    scope.stop();
    ward.free();
    await settle();
    assert.equal(seen.length, 2);
  });

  test("a store that a component has made is current after the component is gone", async (t) => {
    const clock = clockOf(t, START);
    const ward = makeWard();
    const scope = effectScope(true);
    let decision;
    const First = component(() => {
      decision = scope.run(() => useDecision({ ...READ, key: "short" }, { ward }));
      return () => decision.value.reason;
    });
    const page = await mounted(t, () => h(First));
    page.unmount();
    await during(() => clock.pass(2 * HOUR));
    assert.equal(decision.value.reason, "key_expired");
    assert.equal(page.text(), "");
    scope.stop();
    assert.equal(clock.pending, 0);
  });

  test("a key that is not listed has the status null, until it is", async (t) => {
    clockOf(t, START);
    const ward = makeWard();
    const page = await mounted(t, () => provided(ward, h(State, { id: "new" })));
    assert.equal(page.text(), "unknown");
    await during(() => ward.createKey({ id: "new", name: "N", kind: "management", environments: "all", permissions: ["key:read-content"], lifetime: "P30D" }));
    assert.equal(page.text(), "active none 30");
    await during(() => ward.update([{ remove: "key", id: "new" }]));
    assert.equal(page.text(), "unknown");
  });

  test("with `at`, for previews, time does not count, and the ward does", async (t) => {
    const clock = clockOf(t, START);
    const ward = makeWard();
    const at = ref(START);
    const page = await mounted(t, () => provided(ward, h(Reason, { request: { ...READ, at: START + 100 * DAY } }), ", ", h(State, { id: "short", at: at.value })));
    assert.equal(page.text(), "key_expired, active warning 2");
    await during(() => clock.pass(3 * HOUR));
    assert.equal(page.text(), "key_expired, active warning 2");
    await during(() => ward.update([{ set: "key", value: record("k", { expiresAt: START + 200 * DAY }) }]));
    assert.equal(page.text(), "permitted, active warning 2");
    await during(() => (at.value = START + HOUR));
    assert.equal(page.text(), "permitted, active critical 1");
  });

  test("a ward that was freed, a wrong call and a missing provider are errors, and nothing is shown as allowed", async (t) => {
    clockOf(t, START);
    const ward = makeWard();
    const decisions = [];
    const Reading = component(() => {
      const decision = useDecision(READ);
      decisions.push(decision);
      return () => decision.value.allowed && "allowed";
    });
    const page = await mounted(t, () => provided(ward, h(Reading)));
    assert.deepEqual([page.text(), page.errors], ["allowed", []]);
    await during(() => ward.free());
    assert.ok(page.errors.length > 0 && page.errors.every((error) => error instanceof KeywardError && error.code === "freed"), page.errors.join());
    assert.equal(page.text(), "");
    for (let reading = 0; reading < 3; reading += 1) assert.throws(() => decisions[0].value, { code: "freed" });
    t.silenced();
    const allowed = (request, ward) => h(Can, { request, ward }, { default: () => "allowed", depends: () => "allowed" });
    const wrong = {
      freed: [h(Reason, { request: READ, ward }), h(State, { id: "k", ward })],
      request_invalid: [h(Reason, { request: READ }), h(State, { id: "k" }), allowed(READ), allowed(READ, {}), ...[null, 1n, {}, { ...READ, enviroment: "e" }, { ...READ, environment: undefined }].map((request) => allowed(request, makeWard()))],
      instant_invalid: [h(State, { id: "k", ward: makeWard(), at: NaN }), allowed({ ...READ, at: null }, makeWard())],
    };
    for (const [code, nodes] of Object.entries(wrong)) {
      for (const node of nodes) {
        const page = await mounted(t, () => node);
        assert.equal(page.text(), "");
        assert.deepEqual([...new Set(page.errors.map((error) => error instanceof KeywardError && error.code))], [code]);
        page.unmount();
      }
    }
  });

  test("the block of docs/hosts.md", async (t) => {
    clockOf(t, START);
    const page = await mounted(t, () => provided(pageWard, h(Page, { id: "k1" })));
    const shown = () => page.container.innerHTML.replace(/<!--.*?-->/g, "");
    assert.match(page.text(), /^`upsert-a-content-item` needs .*\.active$/);
    await during(() => pageWard.update([{ set: "key", value: record("k1", { kind: "personal", permissions: undefined, owner: "bo" }) }]));
    assert.equal(shown(), "<button>Try to save</button><p>active</p>");
    await during(() => pageWard.update([{ set: "key", value: record("k1", { permissions: ["key:write-content"] }) }]));
    assert.equal(shown(), "<button>Save</button><p>active</p>");
  });

  const App = ({ ward, renderedAt }) => h(Provider, { ward, renderedAt }, () => [h("p", h(State, { id: "short" })), h(Can, { request: { ...READ, key: "short" } }, { default: () => h("i", "yes"), denied: () => h("b", "no") })]);
  const hydrated = async (t, html, props) => {
    const container = document.body.appendChild(document.createElement("main"));
    container.innerHTML = html;
    const nodes = [...container.querySelectorAll("p, i")];
    const app = createSSRApp(App, props);
    app.mount(container);
    t.after(() => {
      app.unmount();
      container.remove();
    });
    await settle();
    return { container, nodes };
  };
  const textOf = (container) => [...container.querySelectorAll("p, i, b")].map(({ outerHTML }) => outerHTML).join("");

  test("on the server, and hydrated later: no mismatch, and then what is so now", async (t) => {
    const clock = clockOf(t, START);
    const server = makeWard();
    const count = counted(server);
    const app = createSSRApp(App, { ward: server, renderedAt: START });
    const { pending } = clock; // Vue has one that waits for its developer tools
    const html = await renderToString(app);
    assert.equal(html.replace(/<!--.*?-->/g, ""), "<p>active warning 2</p><i>yes</i>");
    assert.deepEqual([count.made, clock.pending], [0, pending], "the server waits for nothing");
    server.free();
    clock.jump(90 * MINUTE + SECOND);
    const page = await hydrated(t, html, { ward: makeWard(), renderedAt: START });
    assert.equal(textOf(page.container), "<p>active critical 29</p><i>yes</i>");
    assert.deepEqual([...page.container.querySelectorAll("p, i")], page.nodes, "the server's nodes are those of the page");
    await during(() => clock.pass(30 * MINUTE));
    assert.equal(textOf(page.container), "<p>expired critical -</p><b>no</b>");
  });

  test("on the server a wrong call and a ward that was freed are errors, too", async (t) => {
    clockOf(t, START);
    t.silenced();
    const [ward, freed] = [makeWard(), makeWard()];
    freed.free();
    const rendered = (ward, request) => renderToString(createSSRApp(() => h(Provider, { ward, renderedAt: START }, () => h(Can, { request }, { default: () => "allowed", depends: () => "allowed" }))));
    const outcome = (promise) => promise.then((html) => html.replace(/<!--.*?-->/g, ""), ({ code }) => code);
    for (const request of [null, undefined, {}, { ...READ, environment: undefined }]) assert.doesNotMatch(await outcome(rendered(ward, request)), /allowed/);
    assert.doesNotMatch(await outcome(rendered(freed, READ)), /allowed/);
    assert.equal(await outcome(rendered(ward, { ...READ, at: START + 100 * DAY })), "", "an instant in the request is the one that counts");
    assert.equal(await outcome(rendered(ward, READ)), "allowed");
  });

  test("without `renderedAt` the same is a mismatch: what the test before this one would see", async (t) => {
    const clock = clockOf(t, START);
    const said = t.silenced();
    const html = await renderToString(createSSRApp(App, { ward: makeWard() }));
    clock.jump(90 * MINUTE);
    await hydrated(t, html, { ward: makeWard() });
    assert.ok(said.some((words) => words.includes("ydration")), said.join());
  });
}
