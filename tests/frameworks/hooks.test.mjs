// keyward/react and keyward/vue of the published package in real browsers, as built for production: a key ends while the page is open, and is listed anew.
import assert from "node:assert/strict";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { inEachBrowser, until } from "../browser/both.mjs";
import { serve } from "../../scripts/serve.mjs";
import { hostProject, hosts } from "../hosts/project.mjs";

const SHARED = `
  import { Keyward } from "keyward/inline";
  const key = { id: "k1", kind: "management", environments: "all", createdAt: Date.now() - 1000, permissions: ["key:read-content"] };
  const ward = new Keyward({ format: "keyward/project@1", id: "shop", environments: [{ id: "e" }], roles: [], users: [], keys: [{ ...key, expiresAt: Date.now() + 2000 }] });
  const request = { key: "k1", method: "GET", path: "/v2/projects/e/items" };
  window.renew = () => ward.update([{ set: "key", value: { ...key, expiresAt: Date.now() + 2000 } }]);
  window.seen = [];
  new MutationObserver(() => window.seen.push(document.querySelector("main").textContent)).observe(document.querySelector("main"), { subtree: true, childList: true, characterData: true });
`;

const PROGRAMS = {
  React: `
    import { createElement, StrictMode } from "react";
    import { createRoot } from "react-dom/client";
    import { Can, KeywardProvider, useKeyStatus } from "keyward/react";
    const State = () => useKeyStatus("k1").state;
    createRoot(document.querySelector("main")).render(createElement(StrictMode, null,
      createElement(KeywardProvider, { ward }, createElement(Can, { request, denied: "denied " }, "allowed "), createElement(State))));
  `,
  Vue: `
    import { createApp, h } from "vue";
    import { Can, provideKeyward, useKeyStatus } from "keyward/vue";
    const State = { setup: () => ((status) => () => status.value.state)(useKeyStatus("k1")) };
    createApp({
      setup() {
        provideKeyward(ward);
        return () => [h(Can, { request }, { default: () => "allowed ", denied: () => "denied " }), h(State)];
      },
    }).mount("main");
  `,
};

for (const [framework, program] of Object.entries(PROGRAMS)) {
  inEachBrowser(`hooks in ${framework}`, {}, async (open, t, { browser }) => {
    const project = hostProject(`hooks-${framework}-${browser}`, { "app.js": SHARED + program, "index.html": `<!doctype html><link rel="icon" href="data:,"><main></main><script defer src="main.js"></script>` });
    for (const name of ["react", "react-dom", "scheduler", "vue", "@vue"]) symlinkSync(join(hosts, "node_modules", name), join(project, "node_modules", name));
    await build({ absWorkingDir: project, entryPoints: ["app.js"], outfile: "main.js", bundle: true, define: { "process.env.NODE_ENV": '"production"' }, logLevel: "error" });
    const { url, close } = await serve({ mounts: { "/": project } });
    t.after(close);
    const page = await open(url);
    await until(page, () => document.querySelector("main").textContent === "denied expired");
    await page.evaluate(() => {
      window.seen = [];
      window.renew();
    });
    await until(page, () => window.seen.length > 1);
    assert.deepEqual([...new Set(await page.evaluate(() => window.seen))], ["allowed active", "denied expired"], "nothing in between is shown");
  });
}
