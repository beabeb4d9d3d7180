// docs/hosts.md: each of its blocks for a host is a program that a test here runs.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";
import { pack, temporaryFolder } from "../package/packed.mjs";
import { blockNames, requireHost } from "./project.mjs";

test("each block for a host is run by a test", () => {
  const tests = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".test.mjs")).map((name) => readFileSync(`${import.meta.dirname}/${name}`, "utf8")).join("");
  for (const name of blockNames()) assert.ok(tests.includes(`block("${name}")`), `no test runs the block ${name}`);
});

test("arethetypeswrong finds nothing in the tarball", { timeout: 120_000 }, async (t) => {
  const { checkPackage, createPackageFromTarballData } = await import(requireHost.resolve("@arethetypeswrong/core"));
  const { tarball } = pack(temporaryFolder(t));
  const { problems } = await checkPackage(createPackageFromTarballData(new Uint8Array(readFileSync(tarball))));
  assert.deepEqual(problems, []);
});
