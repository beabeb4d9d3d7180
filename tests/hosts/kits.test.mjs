// SvelteKit, Astro and Nuxt: a page made on the server, and an endpoint; what they build runs where the project is not.
import assert from "node:assert/strict";
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import test from "node:test";
import { blocksFor } from "../docs/runners.mjs";
import { link } from "./linked.mjs";
import { OPTIONS, assertServesFiles } from "./project-files.mjs";
import { ANSWERS, hostProject, hosts } from "./project.mjs";
import { answer, assertNoWarnings, built, laterNode, serving } from "./served.mjs";
import { shownInChromium } from "./shown.mjs";

const needed = { timeout: 300_000, skip: laterNode === null ? "it needs a later node, and npm has none for this machine" : false };

const ASK = `
  import { Keyward } from "keyward";
  import { project } from "PROJECT";
  export const ward = new Keyward(project);
  const ask = (method) => ward.decide({ key: "k1", method, path: "/v2/projects/e/items" }).reason;
  export const answers = \`\${ask("GET")} \${ask("POST")}\`;
`;
const LIFETIME = `created-at="2026-05-30T08:15:00Z" expires-at="never" name="CI"`;

/** A project that names keyward among the packages that only the build needs. */
function kitProject(name, files, packages) {
  const project = hostProject(name, {});
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
  }
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "user", private: true, type: "module", devDependencies: { keyward: "0.1.0" } }));
  link(hosts, project, packages);
  return project;
}

/** What the server answers, and what its page shows. Gives its address. */
async function assertServes(t, away, script) {
  const { url, written } = await serving(t, away, script, { node: laterNode });
  assert.deepEqual(await answer(`${url}/api`), [200, ANSWERS]);
  const [status, html] = await answer(url);
  assert.equal(status, 200, html);
  assert.match(html, new RegExp(`<p id="server">${ANSWERS}</p>`));
  assert.deepEqual(await shownInChromium(t, url), { output: ANSWERS, label: "Active", said: [] });
  assertNoWarnings(written());
  return url;
}

test("SvelteKit with adapter-node", needed, async (t) => {
  const project = kitProject("svelte", {
    "vite.config.js": `
      import adapter from "@sveltejs/adapter-node";
      import { sveltekit } from "@sveltejs/kit/vite";
      export default { plugins: [sveltekit({ adapter: adapter() })] };`,
    "src/app.html": `<!doctype html><html lang="en"><head><link rel="icon" href="data:,">%sveltekit.head%</head><body><div>%sveltekit.body%</div></body></html>`,
    "src/ask.js": ASK.replace("PROJECT", "../project.js"),
    "src/routes/+page.server.js": `import { answers } from "../ask.js"; export const load = () => ({ answers });`,
    "src/routes/+page.svelte": `
      <script>
        import "keyward/element";
        import { onMount } from "svelte";
        import { answers } from "../ask.js";
        let { data } = $props();
        let shown = $state("");
        onMount(() => { shown = answers; });
      </script>
      <p id="server">{data.answers}</p><key-expiry ${LIFETIME}></key-expiry><output>{shown}</output>`,
    "options.js": OPTIONS,
    ...Object.fromEntries(blocksFor("svelte").map(({ name, body }) => [name, body])),
    "src/routes/projects/[project]/files/[...path]/+server.js": `export const GET = ({ params }) => Response.json(params);`,
    "src/routes/projects/[project]/+page.server.js": `export const load = ({ params }) => params;`,
    "src/routes/projects/[project]/+page.svelte": `<p>{"project"}</p>`,
    "src/routes/api/+server.js": `import { answers } from "../../ask.js"; export const GET = () => new Response(answers);`,
  }, ["@sveltejs/kit", "@sveltejs/adapter-node", "@sveltejs/vite-plugin-svelte", "svelte", "vite"]);
  assertNoWarnings(await built(project, ["vite/bin/vite.js", "build"], { node: laterNode }));
  const away = `${project}-away`;
  cpSync(join(project, "build"), away, { recursive: true });
  writeFileSync(join(away, "package.json"), `{ "type": "module" }`);
  rmSync(project, { recursive: true });
  const url = await assertServes(t, away, "index.js");
  await assertServesFiles(new URL(url).port);
  assert.deepEqual(await Promise.all(["", "/__data.json"].map(async (suffix) => (await fetch(`${url}/projects/a${suffix}`, { headers: { Authorization: "Bearer x" } })).status)), [200, 403]);
});

test("Astro with its adapter for Node", needed, async (t) => {
  const project = kitProject("astro", {
    "astro.config.mjs": `
      import node from "@astrojs/node";
      export default { output: "server", adapter: node({ mode: "standalone" }) };`,
    "src/ask.js": ASK.replace("PROJECT", "../project.js"),
    "src/pages/index.astro": `---
import { answers } from "../ask.js";
---
<!doctype html>
<html lang="en"><head><link rel="icon" href="data:,"></head><body>
<p id="server">{answers}</p><key-expiry ${LIFETIME}></key-expiry><output></output>
<script>
  import "keyward/element";
  import { answers } from "../ask.js";
  document.querySelector("output").textContent = answers;
</script>
</body></html>`,
    "src/pages/api.js": `import { answers } from "../ask.js"; export const GET = () => new Response(answers);`,
  }, ["astro", "@astrojs/node"]);
  assertNoWarnings(await built(project, ["astro/bin/astro.mjs", "build"], { node: laterNode }));
  const away = `${project}-away`;
  cpSync(join(project, "dist"), join(away, "dist"), { recursive: true });
  // Astro bundles no packages: its servers are deployed with them
  link(hosts, away, ["astro", "@astrojs/node"]);
  cpSync(join(project, "node_modules/keyward"), join(away, "node_modules/keyward"), { recursive: true });
  writeFileSync(join(away, "package.json"), `{ "type": "module" }`);
  rmSync(project, { recursive: true });
  await assertServes(t, away, "dist/server/entry.mjs");
});

test("Nuxt", needed, async (t) => {
  const project = kitProject("nuxt", {
    "nuxt.config.js": `export default { vue: { compilerOptions: { isCustomElement: (tag) => tag === "key-expiry" } } };`,
    "ask.js": ASK.replace("PROJECT", "./project.js"),
    "app/app.vue": `
      <script setup>
        import "keyward/element";
        import { onMounted, ref } from "vue";
        import { answers, ward } from "../ask.js";
        const shown = ref("");
        onMounted(() => { shown.value = answers; });
      </script>
      <template><div><p id="server">{{ answers }}</p><key-expiry :ward="ward" key-id="k1" name="CI"></key-expiry><output>{{ shown }}</output></div></template>`,
    "options.js": OPTIONS,
    ...Object.fromEntries(blocksFor("nuxt").map(({ name, body }) => [name, body])),
    "server/routes/api.js": `import { answers } from "../../ask.js"; export default () => answers;`,
  }, ["nuxt", "vue"]);
  assertNoWarnings(await built(project, ["nuxt/bin/nuxt.mjs", "build"], { node: laterNode }));
  const away = `${project}-away`;
  cpSync(join(project, ".output"), away, { recursive: true });
  rmSync(project, { recursive: true });
  const url = await assertServes(t, away, "server/index.mjs");
  await assertServesFiles(new URL(url).port);
});
