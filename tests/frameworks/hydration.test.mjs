// <key-expiry> in HTML that React and Vue made on a server, and take over in a page: silently, and it shows what it is given.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { serve } from "../../scripts/serve.mjs";
import { inEachBrowser, until } from "../browser/both.mjs";
import { link } from "../hosts/linked.mjs";
import { hostProject, hosts } from "../hosts/project.mjs";

/** A ward is no text: what takes HTML over has to set it, which Vue does by itself, and React by a ref. */
const PROGRAMS = {
  React: {
    packages: ["react", "react-dom"],
    "app.js": `
      import { createElement as h } from "react";
      export const app = () => h("main", null,
        h("key-expiry", { ref: (element) => { if (element !== null) element.ward = ward; }, keyId: "k1", name: "CI" }),
        h("key-expiry", { "created-at": "2026-05-30T08:15:00Z", "expires-at": "never", name: "Search", dismissible: true }));`,
    "server.js": `import { renderToString } from "react-dom/server"; import { app } from "./app.js"; console.log(renderToString(app()));`,
    "page.js": `import { hydrateRoot } from "react-dom/client"; import { app } from "./app.js"; await shown; hydrateRoot(document.querySelector("#root"), app(), { onRecoverableError: console.error });`,
  },
  Vue: {
    packages: ["vue"],
    "app.js": `
      import { createSSRApp, h } from "vue";
      export const app = () => createSSRApp({ render: () => h("main", [
        h("key-expiry", { ward, keyId: "k1", name: "CI" }),
        h("key-expiry", { "created-at": "2026-05-30T08:15:00Z", "expires-at": "never", name: "Search", dismissible: true }),
      ]) });`,
    "server.js": `import { renderToString } from "vue/server-renderer"; import { app } from "./app.js"; console.log(await renderToString(app()));`,
    "page.js": `import { app } from "./app.js"; await shown; app().mount("#root");`,
  },
};

const SHARED = `
  import { Keyward } from "keyward/inline";
  import "keyward/element";
  import { project } from "./project.js";
  const ward = new Keyward(project);
`;
/** The element is upgraded, and shows what it has, before the framework comes. */
const FIRST = `import "./said.js";\nconst shown = new Promise((resolve) => setTimeout(resolve, 100));\n`;

/** What is written to the console. */
const SAID = `window.said = []; for (const name of ["error", "warn"]) console[name] = (...all) => window.said.push(all.join(" "));`;

for (const [framework, { packages, "app.js": app, "server.js": server, "page.js": page }] of Object.entries(PROGRAMS)) {
  inEachBrowser(`${framework} takes over a <key-expiry> that a server wrote`, {}, async (open, t, { browser }) => {
    const project = hostProject(`hydrating-${framework}-${browser}`, { "app.js": SHARED + app, "server.js": server, "said.js": SAID, "page.js": FIRST + page });
    link(hosts, project, packages);
    const html = execFileSync(process.execPath, ["server.js"], { cwd: project, encoding: "utf8" });
    assert.match(html, /<key-expiry [^>]*name="CI"/);
    writeFileSync(join(project, "index.html"), `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><div id="root">${html.trim()}</div><script type="module" src="page.out.js"></script></html>`);
    const define = { "process.env.NODE_ENV": '"development"', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "true", __VUE_OPTIONS_API__: "true", __VUE_PROD_DEVTOOLS__: "false" };
    await build({ absWorkingDir: project, entryPoints: ["page.js"], outfile: "page.out.js", bundle: true, format: "esm", define, logLevel: "error" });
    const { url, close } = await serve({ mounts: { "/": project } });
    t.after(close);
    const at = await open(url);
    await until(at, () => [...document.querySelectorAll("key-expiry")].every(({ status }) => status?.state === "active"));
    assert.deepEqual(await at.evaluate(() => [window.said, [...document.querySelectorAll("key-expiry")].map(({ shadowRoot }) => shadowRoot.querySelector(".label").textContent)]), [[], ["Active", "Active"]]);
  });
}
