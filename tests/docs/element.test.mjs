// The page of docs/element.md shows how long its key is good.
import assert from "node:assert/strict";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { root } from "../../scripts/process.mjs";
import { inEachBrowser, until } from "../browser/both.mjs";
import { blocksFor } from "./runners.mjs";

const PACKAGE = /^\/node_modules\/keyward\/((?:[\w-]+\/)*[\w-]+\.js)$/;

/** The page as it stands, with the package in `node_modules`, and no policy: its script is in the page. */
async function serve(t, html) {
  const server = createServer(({ url }, response) => {
    const file = join(root, "pkg", PACKAGE.exec(url)?.[1] ?? "");
    if (url === "/page.html") response.setHeader("Content-Type", "text/html; charset=utf-8").end(html);
    else if (url === "/favicon.ico") response.writeHead(204).end();
    else if (PACKAGE.test(url) && existsSync(file)) response.setHeader("Content-Type", "text/javascript").end(readFileSync(file));
    else response.writeHead(404).end();
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  t.after(() => (server.close(), server.closeAllConnections()));
  return `http://127.0.0.1:${server.address().port}/page.html`;
}

inEachBrowser("the page of docs/element.md", {}, async (open, t) => {
  const [{ body }] = blocksFor("element");
  const page = await open(await serve(t, body));
  await until(page, () => document.querySelector("key-expiry")?.shadowRoot?.querySelector(".detail")?.textContent);
  const detail = await page.$eval("key-expiry", (element) => element.shadowRoot.querySelector(".detail").textContent);
  assert.match(detail, /Search indexer/);
});
