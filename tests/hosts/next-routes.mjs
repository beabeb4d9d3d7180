// Next.js projects with two templates of a random catalog as routes, for each pair, served with both values of each setting for slashes and case.
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { catalogOf, KEYS, randomCatalog, randomOf, richRequests, SEED, shapeOf } from "../js/routing.mjs";
import { send } from "../js/sockets.mjs";
import { requireHost } from "./project.mjs";
import { serving } from "./served.mjs";

const { default: loadCustomRoutes } = requireHost("next/dist/lib/load-custom-routes.js");
const { buildCustomRoute } = requireHost("next/dist/lib/build-custom-route.js");

/** Renames parameters by their place: Next.js accepts one name at each place. */
const withPlacedNames = (path) => path.replace(/\{x\d*\}/g, "{x}").split("/").map((text, place) => text.replace("{x}", `{x${place}}`)).join("/");
const folderOf = (path) => path.replace(/\{(\w+)\+\}/g, "[...$1]").replace(/\{(\w+)\}/g, "[$1]");

/** For each pair of templates a prefix, below which all templates are operations and the two of the pair have a route. The last template is not permitted. */
function pairs(random) {
  const first = ["/items", "/{x1}"];
  const own = randomCatalog(random).map(({ path }) => withPlacedNames(path)).filter((path) => !first.some((other) => shapeOf(other) === shapeOf(path)));
  const templates = [...first, ...own.slice(0, 2), ["/{path+}", "/items/{path+}"][random(2)]];
  const all = templates.flatMap((first, place) => templates.slice(place + 1).map((second) => [first, second]));
  const operations = all.flatMap((_, pair) => templates.map((path, place) => ({ id: `op-${pair}-${place}`, method: "GET", path: `/routed/${pair}${path}` })));
  const routes = all.flatMap((pair, number) => operations.filter(({ path }) => pair.some((template) => path === `/routed/${number}${template}`)));
  return { operations, routes, permitted: operations.map(({ id }) => id).filter((id) => !id.endsWith(`-${templates.length - 1}`)) };
}

const random = randomOf(SEED);
const { operations, routes, permitted } = pairs(random);
/** The catalogs to judge by. Each request names one of them in a header. */
const CATALOGS = { ignore: { ...catalogOf(operations, "ignore"), encodedSlash: "keep" }, reject: { ...catalogOf(operations, "reject"), encodedSlash: "reject" } };

/** The files of the project. Each route guards itself, and names its operation and its parameters or, for the control, returns what `proxy` has judged. */
export const ROUTE_FILES = {
  "routed.js": `
    import { Keyward } from "keyward";
    import { guard } from "keyward/fetch";
    const catalogs = ${JSON.stringify(CATALOGS)};
    const project = ${JSON.stringify(KEYS(permitted, Date.now()))};
    const wards = Object.fromEntries(Object.entries(catalogs).map(([name, catalog]) => [name, new Keyward(project, { catalog })]));
    export const judge = (request, more = {}) => guard(request, { ward: wards[request.headers.get("catalog")], findKey: () => "good", onError: () => {}, ...more });
    export const handler = (operation, template) => async (request, { params }) => {
      if (request.headers.has("judged")) return new Response("", { headers: { ran: operation, judged: request.headers.get("judged") } });
      const found = await judge(request, { route: async () => ({ operation, template, params: await params }) });
      return found.allowed ? new Response("", { headers: { ran: operation, judged: found.decision.operation } }) : found.response;
    };`,
  ...Object.fromEntries(routes.map(({ id, path }) => [`app${folderOf(path)}/route.js`, `import { handler } from "../${"../".repeat(path.split("/").length - 1)}routed.js"; export const GET = handler("${id}", "${path}");`])),
};

/** Paths of the routes, some of them changed at random, and for each a variant: a slash at its end, an encoded slash, or the suffix with which Next.js fetches pages. */
function targets() {
  const paths = routes.flatMap((route) => richRequests({ operations: [route], identifiers: {} }, random, 3));
  return [...paths, ...paths.flatMap((path) => [`${path}/`, path.replace(/\/(?=[^/]*$)/, "%2F"), `${path}.rsc`][random(3)]), "/routed/0/items.rsc", "/routed/0/items"];
}

const BOTH = [false, true];
/** Four servers have both values of each setting, and every combination of the first two. */
const SETTINGS = BOTH.flatMap((trailingSlash) => BOTH.map((skipTrailingSlashRedirect) => ({ trailingSlash, skipTrailingSlashRedirect, experimental: { caseSensitiveRoutes: trailingSlash !== skipTrailingSlashRedirect } })));

/** Copies the server in `away` as a build with these settings would have made it: with its configuration and the redirects that Next.js derives from it. */
async function copyWithSettings(away, folder, settings) {
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

/** Asks the server of each setting. Counts what ran and what was refused, and collects what ran as another operation or without permission. */
export function askWithEachSetting(t, away) {
  const asked = targets().flatMap((target) => Object.keys(CATALOGS).map((catalog) => ({ target, catalog })));
  return Promise.all(SETTINGS.map(async (settings, place) => {
    const folder = `${away}-${place}`;
    await copyWithSettings(away, folder, settings);
    const { url } = await serving(t, folder, "server.js");
    const ask = async ({ target, catalog }, more) => {
      const { status, headers } = await send(new URL(url).port, target, { headers: { Authorization: "Bearer x", catalog, ...more } });
      return { target, catalog, status, ran: headers.ran, judged: headers.judged };
    };
    const answers = await eightAtATime(asked, (each) => ask(each, {}));
    const control = await ask({ target: "/routed/0/items.rsc", catalog: "reject" }, { control: "1" });
    const isWrong = ({ ran, judged, status }) => status >= 500 || (ran !== undefined && (ran !== judged || !permitted.includes(ran)));
    return {
      settings,
      handled: answers.filter(({ ran }) => ran !== undefined).length,
      refused: answers.filter(({ status }) => status === 403).length,
      wrong: answers.filter(isWrong),
      withSlash: await ask({ target: "/routed/0/items/", catalog: "ignore" }),
      withoutSlash: await ask({ target: "/routed/0/items", catalog: "ignore" }),
      control,
    };
  }));
}

/** The answers to all of a list, in any order. */
async function eightAtATime(list, ask) {
  const [queue, answers] = [[...list], []];
  await Promise.all(Array.from({ length: 8 }, async () => {
    for (let each = queue.pop(); each !== undefined; each = queue.pop()) answers.push(await ask(each));
  }));
  return answers;
}
