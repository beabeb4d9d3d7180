// Random catalogs against the route matching of Next.js: a permitted request is routed to no page of another operation.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import test from "node:test";
import { Keyward } from "../../pkg/inline.js";
import { catalogOf, KEYS, randomCatalog, randomOf, requestsFor, SEED } from "../js/routing.mjs";

const require = createRequire(import.meta.url);
const utils = "next/dist/shared/lib/router/utils";
const { getSortedRoutes } = require(`${utils}/sorted-routes.js`);
const { getRouteRegex } = require(`${utils}/route-regex.js`);
const { getRouteMatcher } = require(`${utils}/route-matcher.js`);

const AT = 1_795_435_200_000;
const ROUNDS = 300;

/** Finds the operation whose page Next renders for a path; null if there is none. Null too for catalogs that Next has no pages for. */
function nextRouter(operations) {
  const pageOf = (path) => path.replace(/\{(\w+)\+\}/g, "[...$1]").replace(/\{(\w+)\}/g, "[$1]");
  // a place in a path has one name there
  const pages = new Map(operations.map(({ id, path }) => [pageOf(path), id]));
  try {
    const routes = getSortedRoutes([...pages.keys()]).map((page) => [pages.get(page), getRouteMatcher(getRouteRegex(page))]);
    return (path) => {
      try {
        return routes.find(([, matches]) => matches(path))?.[0] ?? null;
      } catch {
        return null; // an escape that Next cannot decode
      }
    };
  } catch {
    return null;
  }
}

test(`Next.js routes what was permitted to the operation that was judged (SEED=${SEED})`, () => {
  let [compared, differing] = [0, 0];
  for (let round = 0; round < ROUNDS; round += 1) {
    const random = randomOf(SEED + round);
    const operations = randomCatalog(random);
    const route = nextRouter(operations);
    if (route === null) continue;
    const ward = new Keyward(KEYS(operations.map(({ id }) => id), AT), { catalog: catalogOf(operations) });
    for (const path of requestsFor(operations, random, 30)) {
      const decision = ward.decide({ key: "good", method: "GET", path, at: AT });
      if (!decision.allowed) continue;
      // Next redirects to the path without the slash before it looks for a page
      const routed = route(path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path);
      compared += 1;
      assert.ok(routed === null || routed === decision.operation, `${path} is ${decision.operation}, and Next renders ${routed} of ${operations.map(({ path }) => path).join(" ")}`);
      // the control: a router that reads another string than the one judged
      if (route(path.toLowerCase()) !== decision.operation) differing += 1;
    }
    ward.free();
  }
  assert.ok(compared > 500, `${compared} were compared`);
  assert.ok(differing > 20, `${differing} differ for a router that reads another string`);
});
