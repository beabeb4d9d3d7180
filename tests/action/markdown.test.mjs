// Whatever ids and names hold, the report has no other markup than its own: it is read as GitHub reads it, and looked at.
import assert from "node:assert/strict";
import test from "node:test";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { code, prose } from "../../action/markdown.js";
import { reportOf } from "../../action/report.js";

const HOSTILE = [
  "<script>alert(1)</script>", "<!-- x", "-->", "`", "``` ` ```", "`x` @team `y`", "@acme/team", "#123", "acme/api#4", "[a](https://evil.test)", "![a](https://evil.test/x.png)", "<https://evil.test>",
  "https://evil.test", "www.evil.test", "_www.evil.test", "GH-12", "a@evil.test", "*a* _b_ ~~c~~ **d**", "a | b", "\n# heading", "- item\n- item", "1. x", "> quote", "\u202Etxt.exe", "&amp;&lt;b&gt;", "$x^2$", "\\", "\\`", "a\\", " ", "", "\u0000\u001b[31m", "`" + "x".repeat(200), "$&", "{{7*7}}", "::error::x", "\ud800",
];

const html = (markdown) => micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });
/** The text that a reader sees, without the spaces of no width. */
const text = (rendered) => rendered.replace(/<[^>]*>/g, "").replaceAll("\u200B", "").replace(/&(lt|gt|amp|quot);/g, (_, name) => ({ lt: "<", gt: ">", amp: "&", quot: '"' })[name]);
const shown = (given) => given.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (character) => (/\s/.test(character) ? " " : `\\u{${character.codePointAt(0).toString(16)}}`)).trim();

/** Outside code, GitHub makes a link of these although Markdown does not. */
function assertQuiet(rendered, what) {
  const outside = rendered.replace(/<code>[^]*?<\/code>/g, "").replace(/<[^>]*>/g, "\u2063");
  assert.doesNotMatch(outside, /@\w|#\d|https?:\/\/|www\.|GH-\d/, what);
}

const tagsIn = (rendered) => [...new Set([...rendered.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, name]) => name))].sort();

for (const hostile of HOSTILE) {
  const name = JSON.stringify(hostile.slice(0, 30));
  test(`${name} as code, and within a sentence, is text`, () => {
    const rendered = html(`- **x** ${code(hostile)} y`);
    assert.deepEqual(tagsIn(rendered).filter((tag) => tag !== "code"), ["li", "strong", "ul"]);
    assertQuiet(rendered, rendered);
    if (hostile.length < 100) assert.equal(text(rendered).trim().replace(/\s+/g, " "), `x ${shown(hostile) === "" ? "(empty)" : shown(hostile)} y`.replace(/\s+/g, " "));
    for (const sentence of [hostile, `the key \`${hostile}\` has ${hostile}`, `\`${hostile}`]) {
      const said = html(`- because ${prose(sentence)}`);
      assert.deepEqual(tagsIn(said).filter((tag) => tag !== "code"), ["li", "ul"], said);
      assertQuiet(said, said);
    }
  });
}

test("a report of hostile names has its own markup alone, and one marker", () => {
  const through = HOSTILE.map((id) => ({ what: "key", id, member: null, before: null, after: "/keys/0", message: `the key \`${id}\` was added by ${id}` }));
  const operations = HOSTILE.map((operation) => ({ operation, before: "denied", after: "permitted", when: null, through: [0] }));
  const keys = HOSTILE.map((id) => ({
    key: id, change: "changed", before: "/keys/0", after: "/keys/0", message: "", through,
    environments: HOSTILE.map((environment) => ({ environment, gained: operations, lost: operations })),
    lifetime: { before: { from: 0, until: null }, after: null, through: [] },
    notices: { before: [], after: [{ at: 0, rule: "x", recipients: HOSTILE }], through: [] },
  }));
  const comparison = { difference: { at: 0, keys, users: [], message: `something changes for \`${HOSTILE[0]}\`` }, problems: { before: [], after: [] }, isNew: false, isGone: false, isCatalogNew: false };
  for (const size of [65_536, 10_000_000]) {
    const report = reportOf({ project: "a-->b`@team`.json", commits: { before: "0".repeat(40), after: "1".repeat(40) } }, comparison, { size });
    assert.ok(report.length <= size);
    const [marker, ...lines] = report.split("\n");
    assert.equal(marker, "<!-- keyward-access-diff a--%3Eb%60%40team%60.json -->");
    const rendered = html(lines.join("\n"));
    assert.deepEqual(tagsIn(rendered), ["code", "h3", "h4", "li", "p", "strong", "sub", "ul"]);
    assertQuiet(rendered, "report");
    assert.equal(rendered.includes("<!--"), false);
  }
});

test("the check sees what is not escaped", () => {
  assert.throws(() => assertQuiet(html("hello @team"), ""));
  assert.deepEqual(tagsIn(html("- a [b](https://x.test) <b>")), ["a", "b", "li", "ul"]);
});
