// The cases for React, in any of its versions: bundled with it, and run in a window of happy-dom.
import assert from "node:assert/strict";
import * as React from "react";
import { Component, Profiler, StrictMode, useLayoutEffect, useState } from "react";
import { createRoot, hydrateRoot } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { KeywardError } from "keyward/inline";
import { Can, KeywardProvider, useDecision, useKeyStatus, useKeyward } from "keyward/react";
import { App as PageApp } from "./page.tsx";
import { counted, DAY, DEPENDS, HOUR, makeWard, MINUTE, READ, record, SECOND, START, WRITE } from "./setting.js";
import { ward as pageWard } from "./ward.js";

const { act } = React; // 18.3 and later
export const { version } = React;

globalThis.IS_REACT_ACT_ENVIRONMENT = true;

const Reason = ({ request, ward }) => useDecision(request, { ward }).reason;
const State = ({ id, ...options }) => {
  const status = useKeyStatus(id, options);
  return status === null ? "unknown" : `${status.state} ${status.level} ${status.remaining?.value ?? "-"}`;
};

/** Catches what is thrown below it. */
class Boundary extends Component {
  state = {};
  static getDerivedStateFromError = (error) => ({ error });
  render() {
    const { error } = this.state;
    return error === undefined ? this.props.children : `${error instanceof KeywardError} ${error.code}`;
  }
}

/** A page with something in it. */
async function mounted(t, element) {
  const container = document.body.appendChild(document.createElement("main"));
  const root = createRoot(container);
  const render = (element) => act(async () => root.render(element));
  await render(element);
  t.after(async () => {
    await act(async () => root.unmount());
    container.remove();
  });
  return { container, render, unmount: () => act(async () => root.unmount()), text: () => container.textContent };
}

export function cases(test, clockOf) {
  const during = (run) => act(async () => void (await run()));

  test("what is allowed, denied, or depends, and a change of the ward", async (t) => {
    clockOf(t, START);
    const ward = makeWard();
    const page = await mounted(t, (
      <KeywardProvider ward={ward}>
        <Can request={READ} denied="no">yes</Can>,
        <Can request={WRITE} denied={({ reason }) => reason}>yes</Can>,
        <Can request={WRITE}>yes</Can>,
        <Can request={DEPENDS} depends={({ needs }) => needs.join()} denied="no">yes</Can>,
        <Can request={DEPENDS} denied="no">perhaps</Can>,
        <Can request={DEPENDS} denied="no" depends={null}>yes</Can>,
        <Can request={{ ...DEPENDS, facts: { exists: true, collection: "blog" } }}>{({ allowed }) => String(allowed)}</Can>
      </KeywardProvider>
    ));
    assert.equal(page.text(), "yes,permission_missing,,collection,exists,perhaps,,true");
    await during(() => ward.revokeKey("k", START));
    await during(() => ward.update([{ set: "user", value: { id: "bo", active: false, roles: [] } }]));
    assert.equal(page.text(), "no,key_revoked,,no,no,no,");
    await page.unmount();
  });

  test("time: a decision changes when `until` comes, a status when `changesAt` does, and not before", async (t) => {
    const clock = clockOf(t, START);
    const ward = makeWard();
    const page = await mounted(t, (
      <StrictMode>
        <KeywardProvider ward={ward}>
          <Reason request={{ ...READ, key: "short" }} />, <Reason request={{ ...READ, key: "later" }} />, <State id="short" />
        </KeywardProvider>
      </StrictMode>
    ));
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
    await page.unmount();
    assert.equal(clock.pending, 0, "no timer is left");
  });

  test("sleep and a clock that is set are noticed within a minute, or when the page comes back", async (t) => {
    const clock = clockOf(t, START);
    const page = await mounted(t, <State id="short" ward={makeWard()} />);
    clock.jump(3 * HOUR);
    await during(() => clock.pass(MINUTE));
    assert.equal(page.text(), "expired critical -");
    clock.jump(-4 * HOUR);
    await during(() => document.dispatchEvent(new window.Event("visibilitychange")));
    assert.equal(page.text(), "active warning 2");
    clock.jump(4 * HOUR);
    await during(() => window.dispatchEvent(new window.Event("focus")));
    assert.equal(page.text(), "expired critical -");
    await page.unmount();
    assert.equal(clock.pending, 0);
  });

  test("requests that are written anew subscribe once; what changes no answer renders nothing", async (t) => {
    const clock = clockOf(t, START);
    const ward = makeWard();
    const count = counted(ward);
    let renders = 0;
    let set;
    const answers = new Set();
    function App() {
      const [collection, setCollection] = useState("blog");
      set = setCollection;
      renders += 1;
      answers.add(useDecision({ ...DEPENDS, facts: { exists: true, collection } }));
      answers.add(useKeyStatus("k"));
      return `${[...answers].at(-2)?.reason}`;
    }
    const page = await mounted(t, <KeywardProvider ward={ward}><App /></KeywardProvider>);
    for (let round = 0; round < 5; round += 1) await page.render(<KeywardProvider ward={ward}><App /></KeywardProvider>);
    assert.deepEqual([count, renders, answers.size], [{ made: 2, live: 2 }, 6, 2]);
    await during(() => ward.update([{ set: "environment", value: { id: "f" } }]));
    await during(() => clock.pass(HOUR));
    assert.deepEqual([count.made, renders], [2, 6]);
    await during(() => set("shop"));
    assert.deepEqual([count, answers.size], [{ made: 3, live: 2 }, 3], "another question is another subscription");
    await page.unmount();
    assert.equal(count.live, 0);
    assert.equal(clock.pending, 0);
  });

  test("what many show changes in one commit", async (t) => {
    const clock = clockOf(t, START);
    const ward = makeWard();
    let commits = 0;
    const rows = Array.from({ length: 200 }, (_, row) => <Can key={row} request={{ ...READ, key: "short" }} denied="-">+</Can>);
    const page = await mounted(t, <Profiler id="rows" onRender={() => (commits += 1)}><KeywardProvider ward={ward}>{rows}</KeywardProvider></Profiler>);
    assert.deepEqual([page.text(), commits, clock.pending], ["+".repeat(200), 1, 1]);
    await during(() => clock.pass(2 * HOUR));
    assert.deepEqual([page.text(), commits], ["-".repeat(200), 2]);
    await during(() => ward.update([{ set: "key", value: record("short") }]));
    assert.deepEqual([page.text(), commits], ["+".repeat(200), 3]);
    await page.unmount();
  });

  test("a change between rendering and subscribing is seen", async (t) => {
    clockOf(t, START);
    const ward = makeWard();
    function Revoking() {
      useLayoutEffect(() => void ward.revokeKey("k", START), []);
      return <Reason request={READ} />;
    }
    const page = await mounted(t, <KeywardProvider ward={ward}><Revoking /></KeywardProvider>);
    assert.equal(page.text(), "key_revoked");
    await page.unmount();
  });

  test("several wards: the nearest, a given one, and another in its place", async (t) => {
    clockOf(t, START);
    const [first, second] = [makeWard(), makeWard()];
    const counts = [first, second].map(counted);
    second.revokeKey("k", START);
    const Name = () => (useKeyward() === first ? "first" : "second");
    const App = ({ ward }) => (
      <KeywardProvider ward={ward}>
        <Name />: <Reason request={READ} /> <Reason request={READ} ward={second} /> <KeywardProvider ward={second}><Name />: <Reason request={READ} /></KeywardProvider>
      </KeywardProvider>
    );
    const page = await mounted(t, <StrictMode><App ward={first} /></StrictMode>);
    assert.equal(page.text(), "first: permitted key_revoked second: key_revoked");
    await page.render(<StrictMode><App ward={second} /></StrictMode>);
    assert.equal(page.text(), "second: key_revoked key_revoked second: key_revoked");
    assert.deepEqual(counts.map(({ live }) => live), [0, 3]);
    first.free();
    await during(() => second.update([{ set: "key", value: record("k") }]));
    assert.equal(page.text(), "second: permitted permitted second: permitted");
    await page.unmount();
    assert.deepEqual(counts.map(({ live }) => live), [0, 0]);
  });

  test("a key that is not listed has the status null, until it is", async (t) => {
    clockOf(t, START);
    const ward = makeWard();
    const page = await mounted(t, <KeywardProvider ward={ward}><State id="new" />, <Reason request={{ ...READ, key: "new" }} /></KeywardProvider>);
    assert.equal(page.text(), "unknown, key_unknown");
    await during(() => ward.createKey({ id: "new", name: "N", kind: "management", environments: "all", permissions: ["key:read-content"], lifetime: "P30D" }));
    assert.equal(page.text(), "active none 30, permitted");
    await during(() => ward.update([{ remove: "key", id: "new" }]));
    assert.equal(page.text(), "unknown, key_unknown");
    await page.unmount();
  });

  test("with `at`, for previews, time does not count, and the ward does", async (t) => {
    const clock = clockOf(t, START);
    const ward = makeWard();
    const at = new Date(START + 100 * DAY);
    const page = await mounted(t, <KeywardProvider ward={ward}><Reason request={{ ...READ, at }} />, <State id="short" at={START} /></KeywardProvider>);
    assert.equal(page.text(), "key_expired, active warning 2");
    await during(() => clock.pass(3 * HOUR));
    assert.equal(page.text(), "key_expired, active warning 2");
    await during(() => ward.update([{ set: "key", value: record("k", { expiresAt: START + 200 * DAY }) }]));
    assert.equal(page.text(), "permitted, active warning 2");
    await page.unmount();
  });

  test("a ward that was freed, a wrong call and a missing provider are errors, and nothing is shown as allowed", async (t) => {
    clockOf(t, START);
    const ward = makeWard();
    const errors = t.silenced();
    const page = await mounted(t, <Boundary><KeywardProvider ward={ward}><Can request={READ} depends="allowed" denied="denied">allowed</Can></KeywardProvider></Boundary>);
    assert.equal(page.text(), "allowed");
    await during(() => ward.free());
    assert.equal(page.text(), "true freed");
    await page.unmount();
    const wrong = {
      "true freed": [<Reason request={READ} ward={ward} />, <State id="k" ward={ward} />],
      "true request_invalid": [
        <Reason request={READ} />, <State id="k" />, <Can request={READ}>allowed</Can>, <Can request={READ} ward={{}}>allowed</Can>,
        ...[null, undefined, 1n, {}, { ...READ, enviroment: "e" }, { ...READ, environment: undefined }].map((request) => <Can request={request} ward={makeWard()}>allowed</Can>),
      ],
      "true instant_invalid": [<State id="k" ward={makeWard()} at={NaN} />, <Reason request={{ ...READ, at: null }} ward={makeWard()} />],
    };
    for (const [text, elements] of Object.entries(wrong)) {
      for (const element of elements) {
        const page = await mounted(t, <Boundary>{element}</Boundary>);
        assert.equal(page.text(), text);
        await page.unmount();
      }
    }
    assert.ok(errors.length > 0);
  });

  test("a question that becomes a wrong call is one, though JSON would not tell", async (t) => {
    clockOf(t, START);
    t.silenced();
    const ward = makeWard();
    const request = { key: "k", operation: "list-content-items", environment: "e" };
    const page = await mounted(t, <Boundary><Reason request={{ key: "k", operation: "list-content-items" }} ward={ward} /></Boundary>);
    assert.equal(page.text(), "environment_unknown");
    await page.render(<Boundary><Reason request={{ ...request, environment: undefined }} ward={ward} /></Boundary>);
    assert.equal(page.text(), "true request_invalid");
    await page.unmount();
  });

  test("a question that JSON refuses is a wrong call, too", async (t) => {
    clockOf(t, START);
    t.silenced();
    const ward = makeWard();
    const cycle = { ...READ };
    cycle.itself = cycle;
    for (const [request, code] of [[cycle, "request_invalid"], [{ ...READ, get key() { throw new Error("mine"); } }, "input_unreadable"], [{ ...READ, facts: { toJSON() { throw new Error("mine"); } } }, "request_invalid"]]) {
      const page = await mounted(t, <Boundary><Reason request={request} ward={ward} /></Boundary>);
      assert.equal(page.text(), `true ${code}`);
      await page.unmount();
    }
  });

  test("the block of docs/hosts.md", async (t) => {
    clockOf(t, START);
    const page = await mounted(t, <PageApp />);
    assert.match(page.text(), /^`upsert-a-content-item` needs .*\.active$/);
    await during(() => pageWard.update([{ set: "key", value: record("k1", { kind: "personal", permissions: undefined, owner: "bo" }) }]));
    assert.equal(page.container.innerHTML, "<button>Try to save</button><p>active</p>");
    await during(() => pageWard.update([{ set: "key", value: record("k1", { permissions: ["key:write-content"] }) }]));
    assert.equal(page.container.innerHTML, "<button>Save</button><p>active</p>");
  });

  const App = ({ ward, renderedAt }) => (
    <KeywardProvider ward={ward} renderedAt={renderedAt}>
      <p><State id="short" /></p>
      <Can request={{ ...READ, key: "short" }} denied={<b>no</b>}><i>yes</i></Can>
    </KeywardProvider>
  );
  const hydrated = async (t, html, element) => {
    const container = document.body.appendChild(document.createElement("main"));
    t.after(() => container.remove());
    container.innerHTML = html;
    const nodes = [...container.children];
    const recovered = [];
    let root;
    await during(() => (root = hydrateRoot(container, element, { onRecoverableError: (error) => recovered.push(error) })));
    return { container, nodes, recovered, unmount: () => during(() => root.unmount()) };
  };

  test("on the server, and hydrated later: no mismatch, and then what is so now", async (t) => {
    const clock = clockOf(t, START);
    const server = makeWard();
    const count = counted(server);
    const html = renderToString(<StrictMode><App ward={server} renderedAt={START} /></StrictMode>);
    assert.equal(html, "<p>active warning 2</p><i>yes</i>");
    assert.deepEqual([count.made, clock.pending], [0, 0], "the server waits for nothing");
    server.free();
    clock.jump(90 * MINUTE + SECOND);
    const page = await hydrated(t, html, <StrictMode><App ward={makeWard()} renderedAt={START} /></StrictMode>);
    assert.equal(page.container.innerHTML, "<p>active critical 29</p><i>yes</i>");
    assert.deepEqual(page.recovered, []);
    assert.deepEqual([...page.container.children], page.nodes, "the server's nodes are those of the page");
    await during(() => clock.pass(30 * MINUTE));
    assert.equal(page.container.innerHTML, "<p>expired critical -</p><b>no</b>");
    await page.unmount();
    assert.equal(clock.pending, 0);
  });

  test("on the server a wrong call and a ward that was freed are errors, too", (t) => {
    clockOf(t, START);
    t.silenced();
    const [ward, freed] = [makeWard(), makeWard()];
    freed.free();
    const rendered = (ward, request) => () => renderToString(<KeywardProvider ward={ward} renderedAt={START}><Can request={request} depends="allowed">allowed</Can></KeywardProvider>);
    for (const request of [null, undefined, {}, { ...READ, environment: undefined }]) assert.throws(rendered(ward, request), { code: "request_invalid" });
    assert.throws(rendered(freed, READ), { code: "freed" });
    assert.equal(rendered(ward, { ...READ, at: START + 100 * DAY })(), "", "an instant in the request is the one that counts");
  });

  test("without `renderedAt` the same is a mismatch: what the test before this one would see", async (t) => {
    const clock = clockOf(t, START);
    const errors = t.silenced();
    const html = renderToString(<App ward={makeWard()} />);
    clock.jump(90 * MINUTE);
    const page = await hydrated(t, html, <App ward={makeWard()} />);
    assert.ok(page.recovered.length + errors.length > 0);
    await page.unmount();
  });
}
