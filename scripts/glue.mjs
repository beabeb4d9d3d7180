// pkg/wasm/keyward.js: what wasm-bindgen writes, as a function that makes one instance after another. Its own keeps one
// instance per script, and an instance that broke has to be replaced. What the module calls of the facade is handed over,
// so that the glue imports nothing.

/** The glue as a function. `fingerprint` names the build that it belongs to. */
export async function makeGlue(folder, name, fingerprint) {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    absWorkingDir: folder,
    stdin: { contents: `export * from "./${name}";`, resolveDir: folder },
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    external: ["facade"],
    logLevel: "warning",
  });
  const [{ text }] = outputFiles;
  const imports = [...text.matchAll(/^import \{(.*)\} from .*$/gm)];
  const [exported] = text.match(/^export \{[^}]*\};$/m);
  const enums = text.match(/^var \w+ = Object\.freeze\(\{[^}]*\}\);$/gm) ?? [];
  const body = [...imports.map(([line]) => line), exported, ...enums].reduce((rest, part) => rest.replace(part, ""), text);
  const isEnum = (given) => enums.some((text) => text.startsWith(`var ${given} `));
  const names = exported.slice(8, -2).split(",").map((given) => given.trim()).filter((given) => !isEnum(given) && !given.startsWith("initSync"));
  return [
    "// wasm-bindgen's glue, by scripts/glue.mjs",
    `\nexport const BUILD = ${JSON.stringify(fingerprint)};`,
    ...enums.map((text) => `export ${text.replace("var", "const")}`),
    `\n/** Makes an instance of the module that shares nothing with another one, and calls these functions. */\nexport function instantiate(module, {${imports.map(([, names]) => names.replaceAll(" as ", ": ")).join(",")}}) {${body.replace(/^(?=.)/gm, "  ").trimEnd()}`,
    `  const { memory } = initSync({ module });\n  return { memory, ${names.join(", ")} };\n}\n`,
  ].join("\n");
}
