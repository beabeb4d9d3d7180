// The links of the texts for readers lead somewhere.
import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { build } from "esbuild";
import { Keyward } from "../../pkg/inline.js";
import { allPages, anchorsOf, isOutside, linksOf, resolveLink } from "../../scripts/pages.mjs";
import { root } from "../../scripts/process.mjs";

const links = allPages().flatMap(linksOf);
const WORKBENCH = "www/dist/index.html";
const OUTSIDE = join(root, "tests/docs/outside-links.txt");

/** A module of the page. */
async function moduleOf(path) {
  const { outputFiles } = await build({ entryPoints: [join(root, "www/src", path)], bundle: true, write: false, format: "esm", platform: "neutral" });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}

test("every relative link and picture leads to a file, and to a heading of it", () => {
  assert.ok(links.length > 100);
  for (const { page, line, target } of links.filter(({ target }) => !isOutside(target))) {
    const { file, hash } = resolveLink(page, target);
    assert.ok(!file.startsWith("..") && existsSync(join(root, file)), `${page}:${line}: ${target}`);
    if (hash !== null && file.endsWith(".md")) assert.ok(anchorsOf(file).includes(hash), `${page}:${line}: ${target} names no heading; there are ${anchorsOf(file).join(", ")}`);
  }
});

test("links to other sites are those of outside-links.txt, by https", () => {
  const found = `${[...new Set(links.map(({ target }) => target).filter(isOutside))].sort().join("\n")}\n`;
  if (process.env.UPDATE_GOLDEN) writeFileSync(OUTSIDE, found);
  assert.equal(found, readFileSync(OUTSIDE, "utf8"), "if this is on purpose: UPDATE_GOLDEN=1 node --test tests/docs/links.test.mjs");
  for (const target of found.trim().split("\n")) assert.match(target, /^https:\/\//);
});

test("links to the workbench are addresses that it knows", async () => {
  const [{ hashOf, readHash, VIEWS }, sample] = [await moduleOf("model/hash.ts"), JSON.parse(readFileSync(join(root, "www/samples/museum.json"), "utf8"))];
  const ward = new Keyward(sample);
  const ids = (entries) => entries.map(({ id }) => id);
  const known = { key: ids(sample.keys), one: ids(sample.keys), other: ids(sample.keys), user: ids(sample.users), range: ["month", "quarter", "year", "all"] };
  const addresses = links.map((link) => ({ ...link, ...(isOutside(link.target) ? {} : resolveLink(link.page, link.target)) })).filter(({ file }) => file === WORKBENCH);
  assert.ok(addresses.length >= 12);
  for (const { page, line, hash } of addresses) {
    const place = `${page}:${line}`;
    const { view, values } = readHash(`#${hash}`);
    assert.equal(`/${view}`, hash.split("?")[0], place);
    assert.deepEqual([...readHash(hashOf(view, values)).values], [...values], place);
    for (const [name, value] of values) if (Object.hasOwn(known, name)) assert.ok(known[name].includes(value), `${place}: ${name}=${value}`);
    for (const name of values.keys()) assert.ok([...Object.keys(known), "method", "path"].includes(name), `${place}: ${name}`);
    const { key = sample.keys[0].id, user, method = "GET", path } = Object.fromEntries(values);
    if (path !== undefined) assert.doesNotThrow(() => ward.decide({ ...(user ? { user } : { key }), method, path }), place);
  }
  assert.ok(VIEWS.length >= 6);
  assert.equal(readHash("#/nowhere").view, VIEWS[0], "an unknown view is not the one that is named");
});
