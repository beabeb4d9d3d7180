// Next.js with both of its bundlers: its standalone build of a project runs away from that project. With both values of each
// setting for slashes and case, no handler runs whose operation was not permitted.
import assert from "node:assert/strict";
import { cpSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import test from "node:test";
import { blocksFor } from "../docs/runners.mjs";
import { catalogOf, KEYS, SEED } from "../js/routing.mjs";
import { link } from "./linked.mjs";
import { askWithEachSetting, ROUTE_FILES } from "./next-routes.mjs";
import { ANSWERS, block, hostProject, hosts } from "./project.mjs";
import { answer, assertNoWarnings, built, serving } from "./served.mjs";
import { shownInChromium } from "./shown.mjs";

const FILES = {
  "next.config.js": `export default { output: "standalone" };`,
  "ask.js": `
    import { Keyward } from "keyward";
    import { project } from "./project.js";
    export const ward = new Keyward(project);
    const ask = (method) => ward.decide({ key: "k1", method, path: "/v2/projects/e/items" }).reason;
    export const answers = \`\${ask("GET")} \${ask("POST")}\`;`,
  "app/layout.js": `export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html>; }`,
  "app/page.js": `
    import { answers } from "../ask.js";
    import { Shown } from "./shown.js";
    export default function Page() { return <main><p id="server">{answers}</p><Shown /></main>; }`,
  "app/shown.js": `"use client";
    import { useEffect, useState } from "react";
    import "keyward/element";
    import { answers, ward } from "../ask.js";
    export function Shown() {
      const [isLive, live] = useState(false);
      useEffect(() => live(true), []);
      return <><p id="client">{answers}</p><key-expiry ref={(element) => { if (element !== null) element.ward = ward; }} keyId="k1"></key-expiry><output>{isLive ? answers : ""}</output></>;
    }`,
  "app/api/route.js": `
    import { answers } from "../../ask.js";
    export const dynamic = "force-dynamic";
    export const GET = () => new Response(answers);`,
  "app/guarded/route.js": `
    const reached = () => new Response("reached");
    export { reached as GET, reached as DELETE };`,
  "proxy.js": `
    import { guard } from "keyward/fetch";
    import { NextResponse } from "next/server";
    import { ward } from "./ask.js";
    import { judge } from "./routed.js";
    export const config = { matcher: ["/guarded", "/routed/:path*"] };
    export async function proxy(request) {
      if (request.nextUrl.pathname !== "/guarded") return routed(request);
      const found = await guard(request, { ward, findKey: () => "k1", path: () => "/v2/projects/e/items" });
      return found.allowed ? NextResponse.next() : found.response;
    }
    async function routed(request) {
      const headers = new Headers(request.headers);
      headers.delete("judged");
      if (!headers.has("control")) return NextResponse.next({ request: { headers } });
      const found = await judge(request);
      if (found.allowed) headers.set("judged", found.decision.operation);
      return found.allowed ? NextResponse.next({ request: { headers } }) : found.response;
    }`,
  "routed.js": ROUTE_FILES["routed.js"],
  ...Object.fromEntries(blocksFor("next").map(({ name, body }) => [name, body])),
  "app/options.js": `
    import { Keyward } from "keyward";
    const catalog = ${JSON.stringify(catalogOf([{ id: "read-item", method: "GET", path: "/items/{id}" }, { id: "delete-all", method: "GET", path: "/items/all" }]))};
    export const options = { ward: new Keyward(${JSON.stringify(KEYS(["read-item", "delete-all"], Date.now()))}, { catalog }), findKey: () => "good", onError: () => {} };`,
};

/** The Edge Runtime, which Next.js reports as deprecated, builds with Turbopack only. */
const EDGE = { "app/edge/route.js": block("route.js").replace("./project.js", "../../project.js") };
const ABOUT_EDGE = /.*edge runtime.*\n/gi;

for (const [bundler, args, files] of [["Turbopack", [], { ...FILES, ...EDGE, ...ROUTE_FILES }], ["webpack", ["--webpack"], FILES]]) {
  test(`Next.js with ${bundler}`, { timeout: 600_000 }, async (t) => {
    const project = hostProject(`next-${bundler}`, {});
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(project, name)), { recursive: true });
      writeFileSync(join(project, name), text);
    }
    link(hosts, project, ["next", "react", "react-dom"]);
    assertNoWarnings((await built(project, ["next/dist/bin/next", "build", ...args])).replace(ABOUT_EDGE, ""));
    const away = `${project}-away`;
    renameSync(join(project, ".next/standalone"), away);
    cpSync(join(project, ".next/static"), join(away, ".next/static"), { recursive: true });
    rmSync(project, { recursive: true });

    const { url, written } = await serving(t, away, "server.js");
    const [status, html] = await answer(url);
    assert.equal(status, 200, html);
    assert.match(html, new RegExp(`<p id="server">${ANSWERS}</p><p id="client">${ANSWERS}</p>`));
    assert.deepEqual(await answer(`${url}/api`), [200, ANSWERS]);
    if ("app/edge/route.js" in files) assert.deepEqual(await answer(`${url}/edge`, { headers: { "Key-Id": "k1" } }), [200, "permitted"]);
    const headers = { Authorization: "Bearer x" };
    assert.deepEqual(await answer(`${url}/guarded`, { headers }), [200, "reached"]);
    assert.equal((await answer(`${url}/guarded`, { method: "DELETE", headers }))[0], 403);
    assert.deepEqual(await answer(`${url}/items/7`, { headers }), [200, `{"id":"7"}`]);
    assert.equal((await answer(`${url}/items/all`, { headers }))[0], 403, "the wider route runs for an operation that has none");
    assert.deepEqual(await shownInChromium(t, url), { output: ANSWERS, label: "Active", said: [] });
    assertNoWarnings(written());
    if (files !== FILES) await assertRoutesAgree(t, away);
  });
}

/** A route that guards itself runs as the operation that was judged. The control shows that a guard in `proxy` alone does not suffice: it sees `/items` for `/items.rsc`. */
async function assertRoutesAgree(t, away) {
  const table = await askWithEachSetting(t, away);
  for (const { settings, wrong, withSlash, withoutSlash, control } of table) {
    const { trailingSlash, skipTrailingSlashRedirect } = settings;
    const about = `${JSON.stringify(settings)} SEED=${SEED}`;
    assert.deepEqual(wrong.slice(0, 3), [], about);
    const redirects = (hasSlash) => !skipTrailingSlashRedirect && hasSlash !== trailingSlash;
    assert.deepEqual([withSlash.status, withoutSlash.status], [redirects(true) ? 308 : 200, redirects(false) ? 308 : 200], about);
    assert.notEqual(control.ran, control.judged, about);
  }
  const [handled, refused] = ["handled", "refused"].map((name) => table.reduce((sum, each) => sum + each[name], 0));
  assert.ok(handled > 40 && refused > 10, `${handled} were handled, ${refused} refused: SEED=${SEED}`);
}
