// The declarations of the package: what TypeScript makes of facade/, with one file per entry that holds what the entry
// exports and what that names, and nothing else. An entry takes from another one what that exports already.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Failure, root, run } from "./process.mjs";

/** In this order an entry is the home of what several export. */
const ENTRIES = ["index", "fetch", "slim", "audit", "element", "hono", "messages", "node", "token", "watch", "analyze"];

/** Text of each file, by name. */
export function declarations() {
  const folder = mkdtempSync(join(tmpdir(), "keyward-"));
  try {
    run("node_modules/.bin/tsc", ["-p", "facade", "--noEmit", "false", "--emitDeclarationOnly", "--outDir", folder]);
    return rollUp(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The entries' declarations, from those of all files. */
function rollUp(folder) {
  const modules = new Map();
  const entries = ENTRIES.map((name) => readModule(folder, modules, name));
  const homes = new Map();
  for (const entry of entries) {
    for (const { declaration } of exportsOf(entry)) if (!homes.has(declaration)) homes.set(declaration, entry);
  }
  return {
    ...Object.fromEntries(entries.map((entry) => [`${entry.name}.d.ts`, rolledUp(entry, homes)])),
    "inline.d.ts": 'export * from "./index.js";\n',
    "keyward.wasm.d.ts": readFileSync(join(root, "facade/keyward.wasm.d.ts"), "utf8"),
  };
}

const IMPORT = /^import (?:type )?\{([^}]*)\} from "(\.[^"]+)";$/;
const EXPORT = /^export (type )?(?:\{([^}]*)\}|\*)(?: from "(\.[^"]+)")?;$/;
const DECLARATION = /^(?:export )?(?:declare )?(?:class|interface|type|const|function) (\w+)/;

/** The names of an import or export, each with the one that it has where it comes from. */
function namesIn(list) {
  const names = list.split(",").map((each) => each.trim().replace(/^type /, "")).filter((each) => each !== "");
  return names.map((each) => each.split(" as ")).map(([there, here = there]) => ({ here, there }));
}

/** What a file of TypeScript's output has. Several statements may have the name of one declaration: overloads, and a type beside a value. */
function readModule(folder, modules, name) {
  if (modules.has(name)) return modules.get(name);
  const module = { name, references: [], comments: [], imported: new Map(), exported: [], declared: new Map(), unnamed: [] };
  modules.set(name, module);
  const at = (path) => readModule(folder, modules, join(dirname(name), path).replace(/\.js$/, ""));
  for (const statement of statementsOf(readFileSync(join(folder, `${name}.d.ts`), "utf8"))) {
    const code = statement.replace(/^(?:\/\*\*.*?\*\/\s*)*/s, "");
    const [imports, exports, declaration] = [IMPORT, EXPORT, DECLARATION].map((pattern) => pattern.exec(code));
    if (declaration === null && module.declared.size === 0) module.comments.push(statement.slice(0, statement.length - code.length).trim());
    if (code.startsWith("///")) module.references.push(code.replace(' preserve="true"', ""));
    else if (imports !== null) for (const { here, there } of namesIn(imports[1])) module.imported.set(here, { from: at(imports[2]), name: there });
    else if (exports !== null) {
      const [, type, names, path] = exports;
      module.exported.push({ isType: type !== undefined, names: names === undefined ? undefined : namesIn(names), from: path === undefined ? module : at(path) });
    }
    else if (declaration !== null) {
      const [, found] = declaration;
      const known = module.declared.get(found) ?? { module, name: found, isExported: code.startsWith("export "), statements: [] };
      known.statements.push(statement.replace(/^export /m, ""));
      module.declared.set(found, known);
    } else if (/^declare (?:global|module)\b/.test(code)) module.unnamed.push(statement);
    else throw new Failure(`scripts/declarations.mjs does not know what to do with this, in ${name}.d.ts: ${code}`);
  }
  return module;
}

/** The statements of a file, each with the comments before it: one ends with the line before the next that is not indented, nor a brace. */
function statementsOf(text) {
  const statements = [];
  let lines = [];
  let isComment = false;
  for (const line of text.replace(/^ {4}(?:static )?#private;\n/gm, "").split("\n")) {
    lines.push(line);
    if (line.startsWith("/**")) isComment = true;
    if (isComment) {
      if (line.endsWith("*/")) isComment = false;
    } else if (/^(?:\/\/\/.*|\}|\S.*[;}])$/.test(line)) {
      statements.push(lines.join("\n").trim());
      lines = [];
    }
  }
  if (lines.join("").trim() !== "") throw new Failure(`a declaration does not end: ${lines.join("\n")}`);
  return statements;
}

/** The declaration that a name stands for in a module. */
function declarationOf(module, name) {
  const imported = module.imported.get(name);
  if (imported !== undefined) return declarationOf(imported.from, imported.name);
  if (module.declared.has(name)) return module.declared.get(name);
  return exportsOf(module).find((exported) => exported.name === name)?.declaration;
}

/** What a module exports: names, and the declarations that they stand for. What it exports as a type alone may be a value. */
function exportsOf(module) {
  const own = [...module.declared.values()].filter(({ isExported }) => isExported).map((declaration) => ({ name: declaration.name, declaration, isType: !isValue(declaration) }));
  const others = module.exported.flatMap(({ isType, names, from }) => {
    const found = names === undefined ? exportsOf(from) : names.map(({ here, there }) => ({ name: here, declaration: declarationOf(from, there) }));
    return found.map((each) => ({ ...each, isType: isType || !isValue(each.declaration) }));
  });
  return [...others, ...own];
}

const isValue = ({ statements }) => statements.some((text) => /^(?:declare )?(?:class|const|function) /m.test(text));

/** The entries of which an entry exports all types. */
const wholeEntries = (entry) => entry.exported.filter(({ names, from }) => names === undefined && ENTRIES.includes(from.name)).map(({ from }) => from);

/** The text of an entry's file. */
function rolledUp(entry, homes) {
  const included = new Set();
  const taken = new Set();
  const include = (declaration) => {
    if (included.has(declaration)) return;
    const { module, statements } = declaration;
    included.add(declaration);
    for (const other of namedBy(module, statements)) {
      if (homes.has(other) && homes.get(other) !== entry) taken.add(other);
      else include(other);
    }
  };
  const exported = exportsOf(entry);
  const whole = wholeEntries(entry);
  const passedOn = exported.filter(({ declaration, isType }) => homes.get(declaration) !== entry && !(isType && whole.includes(homes.get(declaration))));
  for (const { name, declaration } of exported) {
    if (name !== declaration.name) throw new Failure(`${entry.name} exports \`${declaration.name}\` by another name`);
    if (homes.get(declaration) === entry) include(declaration);
  }
  for (const other of namedBy(entry, entry.unnamed)) if (homes.get(other) === entry) include(other);
  const place = (declaration) => exported.findIndex((each) => each.declaration === declaration) >>> 0;
  const own = [...included].sort((a, b) => place(a) - place(b));
  const names = [...own, ...taken].map(({ name }) => name);
  const twice = names.find((name, place) => names.indexOf(name) !== place);
  if (twice !== undefined) throw new Failure(`${entry.name} has two declarations of the name \`${twice}\``);

  const isExported = (declaration) => exported.some((each) => each.declaration === declaration);
  const lines = [
    ...new Set(own.flatMap(({ module }) => module.references)),
    ...from(homes, [...taken], "import type"),
    ...whole.map(({ name }) => `export type * from "./${name}.js";`),
    ...from(homes, passedOn.filter(({ isType }) => !isType).map(({ declaration }) => declaration), "export"),
    ...from(homes, passedOn.filter(({ isType }) => isType).map(({ declaration }) => declaration), "export type"),
    ...entry.comments.filter((text) => text !== ""),
    ...own.flatMap((declaration) => merged(declaration).map((text) => (isExported(declaration) ? text.replace(/^(?:declare )?(?=(?:class|interface|type|const|function) )/m, "export ") : text))),
    ...entry.unnamed,
    ...(own.every(isExported) ? [] : ["export {};"]),
  ];
  return `${lines.join("\n\n").replace(/^( {4})+/gm, (spaces) => " ".repeat(spaces.length / 2)).replace(NAMES, onLines)}\n`;
}

/** A type that is one of many names, which TypeScript prints on one line. */
const NAMES = /^(export type \w+ =) ("\w+"(?: \| "\w+")+;)$/gm;
const onLines = (_, start, names) => `${start}\n  | ${names.replaceAll(" | ", "\n  | ")}`;

/** The statements of a declaration. What an interface adds to a class is put into the class. */
function merged({ statements }) {
  const isClass = (text) => /^declare class /m.test(text);
  if (!statements.some(isClass)) return statements;
  const added = statements.filter((text) => !isClass(text)).map((text) => /^interface \w+ \{\n(.*)^\}$/ms.exec(text)[1]);
  return [statements.find(isClass).replace(/^\}$/m, `${added.join("")}}`)];
}

/** Statements that take declarations from the entries where they are at home. */
function from(homes, declarations, word) {
  const names = [...new Set(declarations.map((declaration) => homes.get(declaration).name))];
  const at = (name) => declarations.filter((declaration) => homes.get(declaration).name === name).map((declaration) => declaration.name).sort();
  return names.map((name) => `${word} { ${at(name).join(", ")} } from "./${name}.js";`);
}

/** The declarations that some text of a module names. */
function namedBy(module, statements) {
  const code = statements.join("\n").replace(/\/\*\*.*?\*\//gs, "");
  if (/\bimport\(/.test(code)) throw new Failure(`${module.name} names a type by its file: import it`);
  const words = new Set(code.match(/(?<![.\w$])[A-Za-z_$][\w$]*(?!\??:)/g));
  return [...words].filter((word) => module.imported.has(word) || module.declared.has(word)).map((word) => declarationOf(module, word));
}
