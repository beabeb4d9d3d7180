// Every two templates of a random catalog as routes of a Next.js project, and its server with every setting for slashes and case.
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { catalogOf, KEYS, randomCatalog, randomOf, richRequests, SEED } from "../js/routing.mjs";
import { send } from "../js/sockets.mjs";
import { requireHost } from "./project.mjs";
import { serving } from "./served.mjs";

const { default: loadCustomRoutes } = requireHost("next/dist/lib/load-custom-routes.js");
const { buildCustomRoute } = requireHost("next/dist/lib/build-custom-route.js");

/** Next.js knows a parameter by one name at each place. */
const named = (path) => path.replace(/\{x\d*\}/g, "{x}").split("/").map((text, place) => text.replace("{x}", `{x${place}}`)).join("/");
const folderOf = (path) => path.replace(/\{(\w+)\+\}/g, "[...$1]").replace(/\{(\w+)\}/g, "[$1]");

/** Operations of all templates below a prefix for each pair, where the two of that pair have a route. The last template is not permitted. */
function pairs(random) {
  const own = randomCatalog(random).map(({ path }) => named(path)).filter((path) => !["/items", "/{x1}"].includes(path));
  const templates = ["/items", "/{x1}", ...own.slice(0, 2), ["/{path+}", "/items/{path+}"][random(2)]];
  const all = templates.flatMap((first, place) => templates.slice(place + 1).map((second) => [first, second]));
  const operations = all.flatMap((_, pair) => templates.map((path, place) => ({ id: `op-${pair}-${place}`, method: "GET", path: `/routed/${pair}${path}` })));
  const routes = all.flatMap((pair, number) => operations.filter(({ path }) => pair.some((template) => path === `/routed/${number}${template}`)));
  return { operations, routes, permitted: operations.map(({ id }) => id).filter((id) => !id.endsWith(`-${templates.length - 1}`)) };
}

const random = randomOf(SEED);
const { operations, routes, permitted } = pairs(random);
/** What the routes are judged by: the names of the catalogs are sent with a request. */
const CATALOGS = { ignore: { ...catalogOf(operations, "ignore"), encodedSlash: "keep" }, reject: { ...catalogOf(operations, "reject"), encodedSlash: "reject" } };

/** For the project: each route compares the operation judged with its own, or, for the control, says what `proxy` has judged. */
export const ROUTED = {
  "routed.js": `
    import { Keyward } from "keyward";
    import { guard } from "keyward/fetch";
    const catalogs = ${JSON.stringify(CATALOGS)};
    const project = ${JSON.stringify(KEYS(permitted, Date.now()))};
    const wards = Object.fromEntries(Object.entries(catalogs).map(([name, catalog]) => [name, new Keyward(project, { catalog })]));
    export const judge = (request, more = {}) => guard(request, { ward: wards[request.headers.get("catalog")], findKey: () => "good", onError: () => {}, ...more });
    export const handler = (operation) => async (request) => {
      if (request.headers.has("judged")) return new Response("", { headers: { ran: operation, judged: request.headers.get("judged") } });
      const found = await judge(request, { route: () => ({ operation }) });
      return found.allowed ? new Response("", { headers: { ran: operation, judged: found.decision.operation } }) : found.response;
    };`,
  ...Object.fromEntries(routes.map(({ id, path }) => [`app${folderOf(path)}/route.js`, `import { handler } from "../${"../".repeat(path.split("/").length - 1)}routed.js"; export const GET = handler("${id}");`])),
};

/** Paths of the routes, some spoilt, each with and without a slash at its end, and as Next.js spells what it fetches itself. */
function targets() {
  const paths = routes.flatMap((route) => richRequests({ operations: [route], identifiers: {} }, random, 3));
  return [...paths, ...paths.flatMap((path) => [`${path}/`, path.replace(/\/(?=[^/]*$)/, "%2F"), `${path}.rsc`][random(3)]), "/routed/0/items.rsc", "/routed/0/items"];
}

const BOTH = [false, true];
const SETTINGS = BOTH.flatMap((trailingSlash) => BOTH.map((skipTrailingSlashRedirect) => ({ trailingSlash, skipTrailingSlashRedirect, experimental: { caseSensitiveRoutes: trailingSlash !== skipTrailingSlashRedirect } })));

/** The server in `away` as a build with these settings has it: they are in its configuration, and in the redirects that Next.js makes of them. */
async function withSettings(away, folder, settings) {
  mkdirSync(folder);
  for (const name of [".next", "package.json"]) cpSync(join(away, name), join(folder, name), { recursive: true });
  symlinkSync(join(away, "node_modules"), join(folder, "node_modules"));
  const required = JSON.parse(readFileSync(join(away, ".next/required-server-files.json"), "utf8"));
  const config = { ...required.config, ...settings, experimental: { ...required.config.experimental, ...settings.experimental } };
  writeFileSync(join(folder, ".next/required-server-files.json"), JSON.stringify({ ...required, config }));
  const server = readFileSync(join(away, "server.js"), "utf8");
  writeFileSync(join(folder, "server.js"), server.replace(/^const nextConfig = .*$/m, () => `const nextConfig = ${JSON.stringify(config)}`));
  const manifest = JSON.parse(readFileSync(join(away, ".next/routes-manifest.json"), "utf8"));
  const { redirects } = await loadCustomRoutes(config);
  writeFileSync(join(folder, ".next/routes-manifest.json"), JSON.stringify({ ...manifest, caseSensitive: config.experimental.caseSensitiveRoutes, redirects: redirects.map((redirect) => buildCustomRoute("redirect", redirect, ["/_next"])) }));
}

/** What each setting's server answers: how many handlers ran, those that ran as another operation or without being permitted, and redirects. */
export function nextTable(t, away) {
  const asked = targets().flatMap((target) => Object.keys(CATALOGS).map((catalog) => ({ target, catalog })));
  return Promise.all(SETTINGS.map(async (settings, place) => {
    const folder = `${away}-${place}`;
    await withSettings(away, folder, settings);
    const { url } = await serving(t, folder, "server.js");
    const ask = async ({ target, catalog }, more) => {
      const { status, headers } = await send(new URL(url).port, target, { headers: { Authorization: "Bearer x", catalog, ...more } });
      return { target, catalog, status, ran: headers.ran, judged: headers.judged };
    };
    const answers = await inTurns(asked, (each) => ask(each, {}));
    const control = await ask({ target: "/routed/0/items.rsc", catalog: "reject" }, { control: "1" });
    const isWrong = ({ ran, judged, status }) => status >= 500 || (ran !== undefined && (ran !== judged || !permitted.includes(ran)));
    return { settings, handled: answers.filter(({ ran }) => ran !== undefined).length, refused: answers.filter(({ status }) => status === 403).length, slashes: await ask({ target: "/routed/0/items/", catalog: "ignore" }), plain: await ask({ target: "/routed/0/items", catalog: "ignore" }), wrong: answers.filter(isWrong), control };
  }));
}

/** Eight at a time. */
async function inTurns(list, ask) {
  const [queue, answers] = [[...list], []];
  await Promise.all(Array.from({ length: 8 }, async () => {
    for (let each = queue.pop(); each !== undefined; each = queue.pop()) answers.push(await ask(each));
  }));
  return answers;
}
