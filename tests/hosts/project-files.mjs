// The API that the blocks of docs/routers.md for Nuxt, SvelteKit and Bun serve: the files of projects, of which the key reaches one.
import assert from "node:assert/strict";
import { KEYS, catalogOf } from "../js/routing.mjs";
import { send } from "../js/sockets.mjs";

const CATALOG = { ...catalogOf([{ id: "read-project", method: "GET", path: "/projects/{project}" }, { id: "read-part", method: "GET", path: "/projects/{project}/{part}" }, { id: "read-file", method: "GET", path: "/projects/{project}/files/{path+}" }, { id: "read-log", method: "GET", path: "/projects/{project}/files/log" }]), environmentParameter: "project" };
const { keys, ...project } = KEYS(["read-project", "read-part", "read-file", "read-log"], Date.now());
const PROJECT = { ...project, environments: [{ id: "a" }, { id: "b" }], keys: keys.map((key) => ({ ...key, environments: ["a"] })) };

/** The module `options.js` of those blocks. */
export const OPTIONS = `
  import { Keyward } from "keyward";
  export const options = { ward: new Keyward(${JSON.stringify(PROJECT)}, { catalog: ${JSON.stringify(CATALOG)} }), findKey: () => "good", onError: () => {} };`;

/** The key's own project is served, and no target leads its handler to another project or operation. */
export async function assertServesFiles(port) {
  const ask = async (target) => {
    const { status, body } = await send(port, target, { headers: { Authorization: "Bearer x" } });
    return [status, /\{"project".*\}/.exec(body)?.[0] ?? null];
  };
  assert.deepEqual(await ask("/projects/a/files/x/y"), [200, `{"project":"a","path":"x/y"}`]);
  const resolved = `{"project":"a","path":"x"}`; // where a host resolves dot segments for its router, too
  const targets = [["/projects/b/files/../../a/files/x", resolved], ["/projects/b/files/%2e%2e/%2e%2e/a/files/x", resolved], ["/projects/b/files/x"], ["/projects/b/files/..%2f..%2fa/files/x"], ["/projects/a/files/../../b/files/x"], ["/projects/a/files/x#/../y"], ["/projects/a/files/log"], ["/projects/a/files/x/../log"]];
  for (const [target, mayReach] of targets) {
    const [status, reached] = await ask(target);
    assert.ok(reached === null ? status >= 400 : reached === mayReach, `${target}: ${status} ${reached}`);
  }
}
