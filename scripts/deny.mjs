// Checks the crates that keyward is built from by deny.toml: `node scripts/deny.mjs [check…]`.
import { delimiter } from "node:path";
import { isMain, main, run } from "./process.mjs";
import { ensureCargoDeny } from "./tools.mjs";

/** What can be checked without the network; `advisories` needs it, and is left to the CI. */
const OFFLINE = ["bans", "licenses", "sources"];

/** Runs some of the checks of `cargo deny`. */
export function deny(checks = OFFLINE) {
  const folder = ensureCargoDeny();
  const env = folder === null ? process.env : { ...process.env, PATH: [folder, process.env.PATH].join(delimiter) };
  run("cargo", ["deny", "--locked", "check", ...checks], { env });
}

if (isMain(import.meta.url)) await main(() => deny(process.argv.length > 2 ? process.argv.slice(2) : OFFLINE));
