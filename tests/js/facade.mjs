// What facade/ has and the package does not export, for tests of it.
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** The exports of files of facade/, given without their ending, as those of one module. */
export async function importFacade(...names) {
  const contents = names.map((name) => `export * from "./facade/${name}.js";`).join("\n");
  const { outputFiles } = await build({ stdin: { contents, resolveDir: root }, bundle: true, write: false, format: "esm", target: "es2022", charset: "utf8", logLevel: "warning" });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}
