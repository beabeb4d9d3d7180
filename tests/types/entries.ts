// Every entry, in a project that has neither the browser's types nor Node's.
import { Keyward, type Decision } from "keyward";
import * as inline from "keyward/inline";
import * as slim from "keyward/slim";
import module from "keyward/keyward.wasm";
import { diff, leastPrivilege, lint, lintRules, testCases, usage, type Difference, type Finding, type LeastPrivilege, type Log, type TestCase } from "keyward/analyze";
import { auditLine, auditLogRecord } from "keyward/audit";
import { KeyExpiry } from "keyward/element";
import { guard, type GuardOptions, type HostResponse } from "keyward/fetch";
import { keyward } from "keyward/hono";
import { noticeMessage } from "keyward/messages";
import { expressGuard, fastifyGuard } from "keyward/node";
import { catalogDifferences, fromOpenApi, openApiRules, type CatalogDifference, type OpenApiMapping, type OpenApiOptions } from "keyward/openapi";
import { createToken, hashToken, readToken } from "keyward/token";
import { watch } from "keyward/watch";

declare const bytes: Uint8Array;
slim.init(module);
const api = slim.init(bytes);
const ward: Keyward = new api.Keyward("{}");
const other: inline.Keyward = new inline.Keyward("{}");
const decision: Decision = new slim.Keyward("{}", { catalog: "{}" }).decide({ key: "k", operation: "o" });
watch(ward, "k", () => {});
export const answers = [other.allows("k", "GET", "/"), decision.allowed, api.expiryOf(0), noticeMessage];
// @ts-expect-error a name is no module
slim.init("keyward.wasm");

const options: GuardOptions = { ward, findKey: async (token) => ((await hashToken(token)) === "" ? null : { key: "k", ward, free: true }), cors: { origins: ["https://a.example"] }, tokenFrom: "X-Api-Key", statusFor: "rfc6750", reasonMember: "reason", onDecision: (entry) => void [auditLine(entry), auditLogRecord(entry).attributes["keyward.key.id"]] };
export const adapters = [keyward(options), expressGuard({ ward, findKey: () => null }), fastifyGuard({ findKey: () => "k", ward })];
export async function answered(request: Parameters<typeof guard>[0]): Promise<number> {
  const found = await guard(request, options);
  if (found.allowed) return found.decision.status;
  if (found.preflight) return found.response?.status ?? 204;
  return found.response.status;
}
const { cors: _, ...answering } = options;
export const answer = async (request: Parameters<typeof guard>[0]): Promise<HostResponse | number> => {
  const found = await guard(request, { ...answering, cors: { origins: "*" }, path: ({ url }, whole) => whole.replace(url, "") });
  return found.allowed ? found.decision.status : found.response;
};
// @ts-expect-error: a misspelt option
guard({} as Parameters<typeof guard>[0], { ward, findkey: () => null, findKey: () => null });
// @ts-expect-error: a path that is no text
guard({} as Parameters<typeof guard>[0], { ward, findKey: () => null, path: () => null });
export const routed = (request: Parameters<typeof guard>[0], params: Promise<Record<string, string | string[] | undefined>> | undefined) =>
  guard(request, { ward, findKey: () => null, route: async () => ({ operation: "o", template: "/o/{path+}", params: await params }) });
// @ts-expect-error: parameters without the template that names them
guard({} as Parameters<typeof guard>[0], { ward, findKey: () => null, route: () => ({ operation: "o", params: {} }) });
const reading = readToken(createToken({ prefix: "kw" }));
export const prefix: string = reading.valid ? reading.prefix : reading.reason;
// @ts-expect-error a look-up is needed
guard({} as Parameters<typeof guard>[0], { ward });

export const difference: Difference = diff(ward, "{}", { at: 0 });
export const findings: readonly Finding[] = lint(ward, {});
export const codes: readonly string[] = lintRules.map(({ code }) => code);
const cases = [{ key: "k", operation: ["o", "p"], environment: "all", expect: "denied" }, { user: "u", method: "GET", path: "/", expect: { reason: "permitted", needs: [] } }] as const;
export const failed: number = testCases(ward, cases).failed + testCases(ward, { at: "2026-11-23T12:00:00Z", cases }).failed;
// @ts-expect-error: neither allowed nor denied
export const misspelt: TestCase = { key: "k", operation: "o", expect: "forbidden" };
declare const log: AsyncIterable<Uint8Array>;
export async function reviewed(lines: Log): Promise<readonly LeastPrivilege[]> {
  const found = lint(ward, { usage: await usage(ward, log) });
  return found.length > 0 ? leastPrivilege(ward, lines, { keys: ["k"] }) : [];
}

const mapping = { format: "keyward/openapi-mapping@1", rules: [{ tag: ["pets"], permission: "pets" }], kinds: { key: { permissions: "own", lifetime: { default: "P6M", min: "PT1M", max: null }, schemes: ["oauth"] } } } as const satisfies OpenApiMapping;
const importing: OpenApiOptions = { withoutScopes: "permission:basic", servers: "all", mapping, read: (name) => ({ name }) };
export const imported = new Keyward("{}", { catalog: fromOpenApi({}, importing).catalog });
export const drifted: readonly CatalogDifference[] = catalogDifferences("{}", fromOpenApi({}).catalog);
export const severities: readonly string[] = openApiRules.map(({ severity }) => severity);
// @ts-expect-error: neither an answer nor a permission
fromOpenApi({}, { withoutScopes: "allow" });

export const element: KeyExpiry = new KeyExpiry();
element.ward = ward;
element.now = "2026-11-23T12:00:00Z";
element.ward = null;
