// Copies the sources of the module and reduces their path matcher to literals and whole parameters: no text around a parameter, no tails.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { inputFiles } from "../scripts/manifest.mjs";
import { Failure, root } from "../scripts/process.mjs";

/** For each file, its replacements: a text, or a range of text, that occurs once, and what replaces it. */
const CHANGES = {
  "src/routes/tree.rs": [
    ["    Pattern {\n        before: Box<[u8]>,\n        after: Box<[u8]>,\n    },\n", ""],
    [fromTo("/// A parameter with text before it, after it, or both.\n#[derive(Clone, Debug)]\nstruct Pattern {", "/// The segments of a path, spelt or folded."), "/// The segments of a path, spelt or folded."],
    ["    /// Whether its escapes still stand.\n    pub(super) is_escaped: bool,\n", ""],
    ["    /// By node, the best first.\n    patterns: BTreeMap<u32, Vec<Pattern>>,\n    /// By node, what takes all that follows.\n    tails: BTreeMap<u32, Leaf>,\n", ""],
    ["use std::cmp::Reverse;\nuse std::collections::BTreeMap;\n\n", ""],
    ["node: u32, tail: bool, leaf: Leaf) -> Option<Leaf> {\n        if !tail {\n            return ", "node: u32, leaf: Leaf) -> Option<Leaf> {\n        "],
    ["filter(|known| *known != leaf);\n        }\n        Some(*self.tails.entry(node).or_insert(leaf)).filter(|known| *known != leaf)\n", "filter(|known| *known != leaf)\n"],
    [fromTo("    /// Whether no template has a tail, or text about a parameter.\n", "    /// The reading that a path has from a root on"), "    /// The reading that a path has from a root on"],
    [fromTo("        if self.is_plain() {\n", "    /// As [`Tree::descend`], in a tree that is plain."), "        self.search(root, segments)\n    }\n\n    /// As [`Tree::descend`], in a tree that is plain."],
    [fromTo("        let patterns = self.patterns.get(&number)", "        let mut nodes ="), "        let mut nodes ="],
    ["std::iter::once(literal).chain(patterns).chain([node.parameter])", "[literal, node.parameter].into_iter()"],
    [".or_else(|| self.tails.get(&number).copied())", ""],
    [fromTo("    /// Where a parameter with text before it, after it, or both leads from a node.", "    /// Where a literal leads from a node."), "    /// Where a literal leads from a node."],
    ["                Entry::Pattern { before, after } => mapped.pattern(parent, &change(before), &change(after)),\n", ""],
    ["((number, node), entry) in (0_u32..).zip(&self.nodes).zip(&self.entries)", "(node, entry) in self.nodes.iter().zip(&self.entries)"],
    [
      fromTo("            for (leaf, is_tail) in", "        (mapped, roots)\n"),
      "            if let Some(leaf) = node.leaf && mapped.end(new, leaf).is_some()\n                && let Some(known) = mapped.node_mut(new).and_then(|node| node.leaf.as_mut()) {\n                clash(leaf, known);\n            }\n        }\n        (mapped, roots)\n",
    ],
    ["                Entry::Pattern { before, after } => {\n                    visit(before, false);\n                    visit(after, false);\n                }\n", ""],
  ],
  "src/routes.rs": [
    ["    /// How many bytes of it stand before the parameter.\n    pub(crate) before: u16,\n    /// How many bytes of it stand after the parameter.\n    pub(crate) after: u16,\n", ""],
    ["        tail: bool,\n", ""],
    ["self.spelt.end(node, tail, leaf)", "self.spelt.end(node, leaf)"],
    ["!self.spelt.has_patterns() && ", ""],
    ["is_escaped: false, ", ""],
    ["from: u32, before: &[u8], after: &[u8]) -> u32 {\n        if before.is_empty() && after.is_empty() {\n            self.spelt.parameter(from)\n        } else {\n            self.spelt.pattern(from, before, after)\n        }\n", "from: u32) -> u32 {\n        self.spelt.parameter(from)\n"],
  ],
  "src/catalog/template.rs": [
    ["let end = |it: &mut Self, tail| it.routes.end(from, tail, it.operation", "let end = |it: &mut Self| it.routes.end(from, it.operation"],
    ["None => return end(self, false),\n            Some((Segment::Tail(_), _)) => return end(self, true),", "None | Some((Segment::Tail(_), _)) => return end(self),"],
    ["let (before, name, after) = match segment {\n            Segment::Literal(text) => return", "let name = match segment {\n            Segment::Literal(text) => return"],
    ["Segment::Parameter { before, name, after } => (before, name, after),\n            Segment::Tail(name) => (\"\", name, \"\"),", "Segment::Parameter { name, .. } | Segment::Tail(name) => name,"],
    ["            let length = |text: &str| u16::try_from(text.len()).unwrap_or(u16::MAX);\n            let taken = Taken { place, before: length(before), after: length(after) };", "            let taken = Taken { place };"],
    ["self.routes.parameter(from, before.as_bytes(), after.as_bytes())", "self.routes.parameter(from)"],
  ],
  "src/path.rs": [
    ["        let segment = self.get(usize::from(taken.place))?.get(usize::from(taken.before)..)?;\n        segment.get(..segment.len().checked_sub(usize::from(taken.after))?)\n", "        self.get(usize::from(taken.place))\n"],
  ],
};

/** The range from the start of one text to the end of another that follows it. */
function fromTo(start, end) {
  return { start, end };
}

/** Copies the inputs of the build into a folder, with the reduced matcher. Fails if a text to replace is not there exactly once. */
export function copyWithPlainMatcher(folder) {
  rmSync(join(folder, "src"), { recursive: true, force: true });
  for (const path of inputFiles(root)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(join(root, path), join(folder, path));
  }
  for (const [path, changes] of Object.entries(CHANGES)) writeFileSync(join(folder, path), changed(path, readFileSync(join(folder, path), "utf8"), changes));
}

/** Applies replacements to the text of a file. */
function changed(path, text, changes) {
  return changes.reduce((now, [from, to]) => {
    const start = from.start ?? from;
    const at = now.indexOf(start);
    const end = from.end === undefined ? at + from.length : now.indexOf(from.end, at) + from.end.length;
    if (at === -1 || now.includes(start, at + 1) || end <= at) throw new Failure(`${path} has no single place with \`${start.trim().split("\n")[0]}\` any more: see bench/plain-matcher.mjs`);
    return now.slice(0, at) + to + now.slice(end);
  }, text);
}
