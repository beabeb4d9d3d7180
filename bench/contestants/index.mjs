// Everybody who is measured. `full`: answers with a reason; the others answer yes or no. `flags`: what Node needs
// to run one to the end (its compiler now and then crashes when it inlines Cedar's calls, of which each takes 100 µs).

export const CONTESTANTS = {
  keyward: { title: "keyward", full: true, import: () => import("./keyward.mjs") },
  strongest: { title: "strongest JavaScript", full: true, import: () => import("./strongest/index.mjs") },
  plain: { title: "plain JavaScript", full: true, import: () => import("./plain.mjs") },
  casl: { title: "CASL", full: false, package: "@casl/ability", import: () => import("./casl.mjs") },
  accesscontrol: { title: "AccessControl", full: false, package: "accesscontrol", import: () => import("./accesscontrol.mjs") },
  casbin: { title: "Casbin", full: false, package: "casbin", import: () => import("./casbin.mjs") },
  cedar: { title: "Cedar", full: false, package: "@cedar-policy/cedar-wasm", flags: ["--no-turbo-inline-js-wasm-calls"], import: () => import("./cedar.mjs") },
};

/** A contestant with a project loaded, both documents as text. */
export async function load(name, projectText, catalogText) {
  const { load } = await CONTESTANTS[name].import();
  return load(projectText, catalogText);
}
