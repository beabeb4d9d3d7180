// Ids of a catalog whose text TypeScript knows: what is misspelt is refused, what is known only when the program runs is taken.
import { Keyward, kontentManagement } from "keyward";
import type { AccessRequest, Catalog, Decision, Facts, Key, KontentManagement, OperationId } from "keyward";

declare const text: string;
declare const facts: Facts;
declare const branded: string & { readonly brand: "operation" };
declare const either: "list-content-types" | "list-content-tpyes";
declare const request: AccessRequest;
declare const record: Key;

const ward = new Keyward("{}");
ward.decide({ key: "k", operation: "publish-a-content-type" as string });
ward.decide({ key: "k", operation: text, facts });
ward.decide({ key: "k", operation: `list-${text}` });
ward.decide({ key: "k", operation: branded });
ward.createKey({ kind: "management", environments: "all", permissions: [`key:${text}`, "key:read-content"] });
ward.decide(request);
ward.decideMany([request, { key: "k", operation: "list-content-types" }, { user: "u", method: "GET", path: "/", facts: { exists: true } }]);
ward.decide({ key: "k", operation: "list-content-types", facts: { exists: true, workflow: undefined, collection: "c" } });
ward.createKey({ kind: "personal", environments: "all", owner: "u" });
ward.createKey({ kind: record.kind, environments: record.environments, permissions: record.permissions ?? [] });
ward.createKey({ kind: "management", environments: "all", permissions: ["key:read-content"], expiresAt: { day: "2027-03-31", timeZone: "Europe/Prague" } });
// @ts-expect-error no operation of the built-in catalog
ward.decide({ key: "k", operation: "publish" });
// @ts-expect-error one of the two is misspelt
ward.decide({ key: "k", operation: either });
// @ts-expect-error nor here
ward.explain({ key: "k", operation: "publish" });
// @ts-expect-error nor here
ward.prepare({ key: "k", operation: "publish" });
// @ts-expect-error nor among several
ward.decideMany([{ key: "k", operation: "list-content-types" }, { key: "k", operation: "publish" }]);
// @ts-expect-error no fact of the built-in catalog
ward.decide({ key: "k", operation: "list-content-types", facts: { exist: true } });
// @ts-expect-error no kind
ward.createKey({ kind: "managment", environments: "all" });
// @ts-expect-error one of two is no permission
ward.createKey({ kind: "management", environments: "all", permissions: ["key:read-content", "key:read"] });
// @ts-expect-error no permission
ward.createKey({ kind: "management", environments: "all", permissions: ["key:read"] });
// @ts-expect-error a misspelt member is refused as before
ward.decide({ key: "k", operation: "list-content-types", enviroment: "e" });
const operation: OperationId<KontentManagement> | null = ward.decide(request).operation;
const id: OperationId<typeof kontentManagement> = "list-content-types";

const own = {
  format: "keyward/catalog@1",
  id: "notes",
  permissions: [{ id: "read" }, { id: "write" }],
  kinds: { robot: { permissions: "own", lifetime: { default: "P6M", min: "PT1M", max: null } } },
  operations: [
    { id: "list", method: "GET", path: "/notes", requires: { robot: [["read"]] } },
    { id: "edit", method: "PUT", path: "/notes/{id}", requires: { robot: [{ when: { draft: true }, allOf: ["write"] }] } },
  ],
} as const satisfies Catalog;
const notes = new Keyward("{}", { catalog: own });
const edited: Decision<"list" | "edit", "read" | "write", "draft"> = notes.decide({ key: "k", operation: "edit", facts: { draft: false } });
notes.createKey({ kind: "robot", environments: "all", permissions: ["write"] });
for (const { kind } of notes.keysEnding({ within: "P30D" })) ((known: "robot") => known)(kind);
// @ts-expect-error an operation of another catalog
notes.decide({ key: "k", operation: "list-content-types" });
// @ts-expect-error a fact of another catalog
notes.decide({ key: "k", operation: "edit", facts: { exists: true } });
// @ts-expect-error a kind of another catalog
notes.createKey({ kind: "management", environments: "all" });

// A catalog without facts, written in place.
const lean = new Keyward("{}", { catalog: { ...own, operations: [{ id: "list", method: "GET", path: "/notes", requires: { robot: [["read"]] } }] } });
lean.decide({ key: "k", operation: "list", facts: {} });
lean.decide({ key: "k", operation: "list", facts: { collection: "c" } });
// @ts-expect-error it has no facts
lean.decide({ key: "k", operation: "list", facts: { draft: true } });
// @ts-expect-error an operation that is not in its list
lean.decide({ key: "k", operation: "edit" });

// What takes any ward takes these.
const allows = <C extends Catalog>(any: Keyward<C>, path: string): boolean => any.allows("k", "GET", path);
const any: Keyward[] = [ward, notes, new Keyward("{}", { catalog: "{}" }), new Keyward("{}", { catalog: kontentManagement as Catalog })];
any[0]?.decide({ key: "k", operation: "of any catalog", facts: { whatever: true } });
const typed: Keyward<typeof own> = notes;
const read: Pick<Keyward, "decide" | "status"> = typed;
export const used = [allows(notes, "/notes"), allows(ward, "/"), operation, id, edited, read, Keyward.forKey(record, { environments: [] }, { catalog: own })];
