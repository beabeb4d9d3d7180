// The script that every view needs stands in the page, and is no file: the other files take from `keywardPage` what they would import from it.
// What it exports is constant, so that it may be taken once: a test sees to that.

const GLOBAL = "globalThis.keywardPage";

/** The chunk with all that index.html names: its own does nothing but import it. */
export function entryOf(bundle) {
  const { imports, fileName } = Object.values(bundle).find(({ isEntry }) => isEntry);
  if (imports.length !== 1) throw new Error(`${fileName} imports ${imports.join(", ") || "nothing"}, and not one file`);
  return bundle[imports[0]];
}

/** Takes the entry out of the bundle, and gives its code as it can stand in a page; the other chunks no longer import it. */
export function inline(bundle) {
  const entry = entryOf(bundle);
  for (const { fileName } of [entry, ...Object.values(bundle).filter(({ isEntry }) => isEntry)]) delete bundle[fileName];
  const [folder, name] = [entry.fileName.replace(/[^/]*$/, ""), entry.fileName.replace(/.*\//, "")];
  if (entry.imports.length > 0) throw new Error(`${name} imports ${entry.imports.join(", ")}, and would be a step behind the page`);
  for (const chunk of Object.values(bundle)) {
    if (chunk.type !== "chunk") continue;
    const from = `["'\`]\\./${name.replaceAll(".", "\\.")}["'\`]`;
    chunk.code = chunk.code.replace(new RegExp(`import\\s*\\{([^}]*)\\}\\s*from\\s*${from};?`, "g"), (_, names) => `const{${names.replace(/\s+as\s+/g, ":")}}=${GLOBAL};`);
    if (chunk.code.includes(name)) throw new Error(`${chunk.fileName} names ${name}, which is no file`);
  }
  const exported = /export\s*\{([^}]*)\};?\s*$/;
  if (!exported.test(entry.code)) throw new Error(`${name} exports nothing that can be found`);
  const code = entry.code
    .replace(exported, (_, names) => `${GLOBAL}={${names.split(",").map((each) => each.trim().split(/\s+as\s+/)).map(([own, given = own]) => `${given}:${own}`).join(",")}};`)
    .replace(/,\s*__VITE_PRELOAD__,\s*import\.meta\.url/g, "") // for Vite, which comes later, to write down what to load before
    .replace(/\bimport\((["'`])\.\//g, (_, quote) => `import(${quote}./${folder}`);
  if (code.includes("import.meta")) throw new Error(`${name} asks where it is`);
  return code.trim().replace(/<(?=!--|\/?script)/gi, "\\x3C");
}
