// Targets as a client may send them, in workerd: what its URL makes of them is what was judged.
import assert from "node:assert/strict";
import test from "node:test";
import { Miniflare } from "miniflare";
import { root } from "../../scripts/process.mjs";
import { bundleForWorkerd } from "../../scripts/workerd.mjs";
import { AT } from "../js/guarded.mjs";
import { catalogOf, KEYS, randomOf, SEED } from "../js/routing.mjs";
import { send } from "../js/sockets.mjs";

const OPERATIONS = [["all", "/items/all"], ["one", "/items/{id}"], ["sub", "/items/{id}/parts"], ["list", "/items"], ["secret", "/admin/{id}"]].map(([id, path]) => ({ id, method: "GET", path }));
const PERMITTED = ["one", "list"];
const PIECES = ["/", "/", "/", "items", "all", "admin", "parts", "x", ".", "..", "%2e", "%2E%2e", "%2F", "%5C", "\\", "\t", "%09", "%61ll", "All", ";", ":", "@", "//", "?", "%3F", "#", "%", "%00", "é", "&", "|", "^", "\"", "<", "{id}", "http://other/"];

/** Targets of pieces, most of which begin as a known path does. workerd itself answers 500 to one that begins with no slash. */
function targetOf(random) {
  const start = ["/items/x", "/items/all", "/admin/x", "/items", ""][random(5)];
  return `${start === "" ? "/" : ""}${start}${Array.from({ length: random(5) }, () => PIECES[random(PIECES.length)]).join("")}`;
}

test(`workerd: what was judged is what the worker's URL leads to: seed ${SEED}`, { timeout: 300_000 }, async (t) => {
  const bindings = { CATALOG: JSON.stringify(catalogOf(OPERATIONS, "reject")), PROJECT: JSON.stringify(KEYS(PERMITTED, AT)), AT: String(AT) };
  const modules = await bundleForWorkerd(root, "tests/edge/router-worker.js");
  const quiet = (stdout, stderr) => (stdout.resume(), stderr.resume());
  const miniflare = new Miniflare({ port: 0, host: "127.0.0.1", handleRuntimeStdio: quiet, workers: [{ name: "main", modules, compatibilityDate: "2026-04-01", bindings, unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }] }] });
  t.after(() => miniflare.dispose());
  await miniflare.ready;
  const port = Number((await miniflare.unsafeGetDirectURL("main")).port);
  const random = randomOf(SEED);
  const counts = { ran: 0, withoutUrl: 0 };
  for (let count = 0; count < 800; count += 1) {
    const target = count % 50 === 0 ? "/items/x" : targetOf(random);
    const { status, body } = await send(port, target, { ends: true, headers: { Authorization: "Bearer token" } });
    assert.ok(Number.isNaN(status) || status < 500, `${target}: ${status}`);
    if (status === 200) {
      const { ran, judged } = JSON.parse(body.slice(body.indexOf("{"), body.lastIndexOf("}") + 1));
      assert.deepEqual([ran, PERMITTED.includes(judged)], [judged, true], target);
      counts.ran += 1;
    }
    if (/[^!-~]/.test(target)) continue;
    // the control judges the text before the worker's URL has read it
    const control = await send(port, target, { ends: true, headers: { Authorization: "Bearer token", "X-Control": target.replace(/[\\]|%5C|%2e/gi, "x").replace(/\/\.{1,2}(?=\/|$)/g, "/x") } });
    if (control.status !== 200) continue;
    const { ran, judged } = JSON.parse(control.body.slice(control.body.indexOf("{"), control.body.lastIndexOf("}") + 1));
    if (ran !== judged) counts.withoutUrl += 1;
  }
  assert.ok(counts.ran >= 30 && counts.withoutUrl > 0, JSON.stringify(counts));
});
