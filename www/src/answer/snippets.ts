// A question and its answer as text that runs: JavaScript, curl and the guard that it calls, the element, a case for `keyward test`.
import type { Decision, Facts, Project } from "keyward/slim";
import { excerpt, keyOf, type Who } from "./excerpt.js";
import { literal } from "./literal.js";

export const KINDS = ["javascript", "curl", "guard", "element", "test"] as const;
export type SnippetKind = (typeof KINDS)[number];

export interface Asked {
  readonly project: Project;
  readonly who: Who;
  readonly method: string;
  readonly path: string;
  readonly facts: Facts;
  /** When, in milliseconds; `null`: by the clock. */
  readonly at: number | null;
  readonly decision: Pick<Decision, "allowed" | "reason">;
  /** What the operation is called. */
  readonly title: string;
}

/** The port of the guard, and the token that stands for the key there. */
const PORT = 8787, TOKEN = "example-token";

/** The text; `null` if there is none: a user has no token, and no end. */
export function snippet(kind: SnippetKind, asked: Asked): string | null {
  switch (kind) {
    case "javascript":
      return javascript(asked);
    case "curl":
      return "key" in asked.who ? curl(asked) : null;
    case "guard":
      return "key" in asked.who ? guard(asked, asked.who.key) : null;
    case "element":
      return element(asked);
    case "test":
      return testCase(asked);
  }
}

const instant = (at: number): string => new Date(at).toISOString();
const hasFacts = (facts: Facts): boolean => Object.keys(facts).length > 0;

const DATES = new Set(["createdAt", "expiresAt", "notBefore", "revokedAt"]);

/** The part of the project that decides, with dates that people can read. */
function projectText({ project, who, path }: Asked): string {
  const part = excerpt(project, who, path);
  const keys = part.keys.map((key) => Object.fromEntries(Object.entries(key).map(([name, value]) => [name, DATES.has(name) && typeof value === "number" ? instant(value) : value])));
  return literal({ ...part, keys });
}

const javascript = (asked: Asked): string => {
  const { who, method, path, facts, at, decision } = asked;
  const request = { ...who, method, path, ...(at !== null && { at: instant(at) }), ...(hasFacts(facts) && { facts }) };
  return `// npm install keyward
import { Keyward } from "keyward";

const ward = new Keyward(${projectText(asked)});

const decision = ward.decide(${literal(request)});
console.log(decision.allowed, decision.reason); // ${decision.allowed} ${decision.reason}
`;
};

/** A word of a POSIX shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

const curl = ({ method, path }: Asked): string => {
  const verb = method === "GET" ? "" : method === "HEAD" ? " --head" : ` -X ${quoted(method)}`;
  return `curl -i --path-as-is --globoff${verb} ${quoted(`http://localhost:${PORT}${path}`)} -H 'Authorization: Bearer ${TOKEN}'\n`;
};

const guard = (asked: Asked, key: string): string => {
  const { facts, at } = asked;
  return `// npm install keyward; save as guard.mjs; node guard.mjs
import { createServer } from "node:http";
import { Keyward } from "keyward";
import { expressGuard } from "keyward/node";

const ward = new Keyward(${projectText(asked)});

const guard = expressGuard({
  ward,
  // In production, look up the token's hash: see keyward/token.
  findKey: (token) => (token === ${JSON.stringify(TOKEN)} ? ${JSON.stringify(key)} : null),
  route: (request, { operation }) => ({ operation }), // one handler answers every operation; a router's route names its own
${hasFacts(facts) ? `  facts: ${literal(facts, { indent: 2 })},\n` : ""}${at === null ? "" : `  at: () => Date.parse(${JSON.stringify(instant(at))}), // remove this line to use the clock\n`}});

createServer((request, response) => {
  guard(request, response, () => response.end(\`allowed: \${request.keyward.decision.operation}\\n\`));
}).listen(Number(process.env.PORT ?? ${PORT}));
`;
};

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

/** Of a key that expires: the element reports a key without an end by a ward only. */
function element({ project, who, at }: Asked): string | null {
  const key = keyOf(project, who);
  if (key === undefined || key.expiresAt === null) return null;
  const attribute = (name: string, value: string) => ` ${name}="${escaped(value)}"`;
  const dates = attribute("created-at", instant(new Date(key.createdAt).getTime())) + attribute("expires-at", instant(new Date(key.expiresAt).getTime()));
  return `<key-expiry${attribute("name", key.name ?? key.id)}${dates}></key-expiry>
<script type="module">
  import "keyward/element";
${at === null ? "" : `  document.querySelector("key-expiry").now = ${JSON.stringify(instant(at))}; // remove this line to use the clock\n`}</script>
`;
}

const testCase = ({ project, who, method, path, facts, at, decision, title }: Asked): string => {
  const name = `${keyOf(project, who)?.name ?? Object.values(who)[0]} ${decision.allowed ? "may" : "may not"}: ${title}`;
  const found = { name, ...who, method, path, ...(hasFacts(facts) && { facts }), expect: { allowed: decision.allowed, reason: decision.reason } };
  return `${literal({ ...(at !== null && { at: instant(at) }), cases: [found] }, { json: true })}\n`;
};
