// <key-expiry> of the published package, in the frameworks that people use: properties, attributes, events, removal.
import assert from "node:assert/strict";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { inEachBrowser, until } from "../browser/both.mjs";
import { serve } from "../../scripts/serve.mjs";
import { hostProject, hosts } from "../hosts/project.mjs";

/** What each mounts: a ward as a property, an attribute, an instant that changes with a click, an event, and removal with another click. */
const PROGRAMS = {
  React: `
    import { createElement, useState } from "react";
    import { createRoot } from "react-dom/client";
    function App() {
      const [now, setNow] = useState(early);
      const [there, setThere] = useState(true);
      return createElement("div", null,
        createElement("button", { id: "late", onClick: () => setNow(late) }),
        createElement("button", { id: "gone", onClick: () => setThere(false) }),
        there && createElement("key-expiry", { ward, keyId: "k1", name: "CI", lang: "en", now, "onkey-expiry-change": told }));
    }
    createRoot(document.querySelector("main")).render(createElement(App));
  `,
  Vue: `
    import { createApp, h, ref } from "vue";
    const [now, there] = [ref(early), ref(true)];
    createApp({
      render: () => h("div", [
        h("button", { id: "late", onClick: () => (now.value = late) }),
        h("button", { id: "gone", onClick: () => (there.value = false) }),
        there.value ? h("key-expiry", { ward, "key-id": "k1", name: "CI", lang: "en", now: now.value, "onKey-expiry-change": told }) : null,
      ]),
    }).mount("main");
  `,
  Lit: `
    import { html, render } from "lit";
    let [now, there] = [early, true];
    const show = () => render(html\`
      <button id="late" @click=\${() => ((now = late), show())}></button>
      <button id="gone" @click=\${() => ((there = false), show())}></button>
      \${there ? html\`<key-expiry .ward=\${ward} key-id="k1" name="CI" lang="en" .now=\${now} @key-expiry-change=\${told}></key-expiry>\` : ""}\`, document.querySelector("main"));
    show();
  `,
};

const SHARED = `
  import { Keyward } from "keyward/inline";
  import "keyward/element";
  import { project } from "./project.js";
  const [late, early] = [1000, 10 * 86_400_000].map((before) => project.keys[0].expiresAt + 1 - before);
  const ward = new Keyward(project);
  window.told = [];
  const told = ({ detail }) => window.told.push(detail.level);
`;

for (const [framework, program] of Object.entries(PROGRAMS)) {
  inEachBrowser(`<key-expiry> in ${framework}`, {}, async (open, t, { browser }) => {
    const project = hostProject(`${framework}-${browser}`, { "app.js": SHARED + program, "index.html": `<!doctype html><link rel="icon" href="data:,"><main></main><script defer src="main.js"></script>` });
    for (const name of ["react", "react-dom", "scheduler", "vue", "@vue"]) symlinkSync(join(hosts, "node_modules", name), join(project, "node_modules", name));
    await build({ absWorkingDir: project, entryPoints: ["app.js"], outfile: "main.js", bundle: true, define: { "process.env.NODE_ENV": '"production"' }, nodePaths: [join(import.meta.dirname, "../../node_modules")], logLevel: "error" });
    const { url, close } = await serve({ mounts: { "/": project } });
    t.after(close);
    const page = await open(url);
    await until(page, () => document.querySelector("key-expiry")?.shadowRoot.querySelector(".label")?.textContent === "Active");
    assert.equal(await page.$eval("key-expiry", ({ keyId, ward }) => `${keyId} ${typeof ward.decide}`), "k1 function");
    await page.$eval("#late", (button) => button.click());
    await until(page, () => document.querySelector("key-expiry").matches(":state(critical)"));
    assert.deepEqual(await page.evaluate(() => window.told), ["none", "critical"]);
    await page.$eval("#gone", (button) => button.click());
    await until(page, () => document.querySelector("key-expiry") === null);
  });
}
