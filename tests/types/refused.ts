// What must not compile: each line below a comment fails, or this file does.
import { Keyward, KeywardError, kontentManagement } from "keyward";
import type { AccessRequest, Catalog, Change, Decision, Facts, Instant, Key, Project, Reason } from "keyward";

declare const project: Project;
declare const ward: Keyward;
declare const decision: Decision;
declare const mayBeText: string | undefined;
const call = { method: "GET", path: "/" } as const;

// Who asks.

// @ts-expect-error: nobody
ward.decide({ method: "GET", path: "/" });
// @ts-expect-error: a key and a user
ward.decide({ key: "k", user: "u", method: "GET", path: "/" });
// @ts-expect-error: a key that is no text
ward.decide({ key: 1, method: "GET", path: "/" });
// @ts-expect-error: a key that may be undefined
ward.decide({ key: mayBeText, ...call });
// @ts-expect-error: a user that is undefined beside a key
ward.decide({ key: "k", user: undefined, ...call });

// What for.

// @ts-expect-error: nothing
ward.decide({ key: "k" });
// @ts-expect-error: a method without a path
ward.decide({ key: "k", method: "GET" });
// @ts-expect-error: a path without a method
ward.decide({ key: "k", path: "/" });
// @ts-expect-error: a path and an operation
ward.decide({ key: "k", operation: "list", path: "/" });
// @ts-expect-error: a method and an operation
ward.decide({ key: "k", operation: "list", method: "GET" });
// @ts-expect-error: all three
ward.decide({ key: "k", operation: "list", method: "GET", path: "/" });
// @ts-expect-error: an operation that is undefined beside a call
ward.decide({ key: "k", operation: undefined, ...call });
// @ts-expect-error: a path that is a URL
ward.decide({ key: "k", method: "GET", path: new Date() });

// With what.

// @ts-expect-error: an unknown member
ward.decide({ key: "k", ...call, enviroment: "e" });
// @ts-expect-error: an environment that is undefined
ward.decide({ key: "k", ...call, environment: undefined });
// @ts-expect-error: an environment that may be undefined
ward.decide({ key: "k", ...call, environment: mayBeText });
// @ts-expect-error: an environment that is null
ward.decide({ key: "k", ...call, environment: null });
// @ts-expect-error: no instant
ward.decide({ key: "k", ...call, at: null });
// @ts-expect-error: no instant either
export const instant: Instant = 1n;

// Facts.

// @ts-expect-error: a collection that is no text
ward.decide({ key: "k", ...call, facts: { collection: true } });
// @ts-expect-error: a language that is no text
export const language: Facts = { language: 1 };
// @ts-expect-error: a fact that is a number
export const counted: Facts = { exists: 1 };
// @ts-expect-error: a fact that is null
export const unknown: Facts = { exists: null };
// @ts-expect-error: facts in a list
ward.decide({ key: "k", ...call, facts: ["exists"] });

// Other calls.

// @ts-expect-error: one request, not a list
ward.decideMany({ key: "k", ...call });
// @ts-expect-error: a list with a wrong request
ward.decideMany([{ key: "k", ...call }, { key: "k" }]);
// @ts-expect-error: no path
ward.allows("k", "GET");
// @ts-expect-error: no environment
ward.reach({ key: "k" });
// @ts-expect-error: a key and a user
ward.reach({ key: "k", user: "u", environment: "e" });
// @ts-expect-error: an operation
ward.reach({ key: "k", environment: "e", operation: "list" });
// @ts-expect-error: an unknown member
ward.explain({ key: "k", ...call, verbose: true });

// @ts-expect-error: whether details are wanted is true or false
ward.reach({ key: "k", environment: "e", detail: "all" });
// @ts-expect-error: a lifetime and an end
ward.regenerateKey("k", { lifetime: "same", expiresAt: 1 });
// @ts-expect-error: an overlap is a duration
ward.regenerateKey("k", { overlap: 5 });

// Documents.

// @ts-expect-error: no project
new Keyward();
// @ts-expect-error: an unknown option
new Keyward(project, { catalogue: kontentManagement });
// @ts-expect-error: another format
export const other: Project = { ...project, format: "keyward/project@2" };
// @ts-expect-error: an unknown member
export const misspelt: Project = { ...project, enviroments: [] };
// @ts-expect-error: no kind
export const kindless: Key = { id: "k", environments: "all", createdAt: 0, expiresAt: 1 };
// @ts-expect-error: "any" is for collections and languages
export const anywhere: Key = { id: "k", kind: "management", environments: "any", createdAt: 0, expiresAt: 1 };
// @ts-expect-error: a name that is undefined
export const nameless: Key = { id: "k", kind: "management", environments: "all", createdAt: 0, expiresAt: 1, name: undefined };
// @ts-expect-error: a response to what is permitted
export const responses: Catalog["responses"] = { permitted: { status: 204 } };
// @ts-expect-error: a change of nothing in particular
export const change: Change = { set: "collection", value: { id: "c" } };
// @ts-expect-error: a role's change with a user
export const mixed: Change = { set: "role", value: { id: "u", roles: [] } };
// @ts-expect-error: only environments are cloned
export const clone: Change = { clone: "role", from: "r", id: "s" };

// Answers are read, not written.

// @ts-expect-error: a decision stands
decision.allowed = true;
// @ts-expect-error: a decision stands
decision.reason = "permitted";
// @ts-expect-error: a list of a decision stands
decision.missing.push([]);
// @ts-expect-error: so do the lists in it
decision.missing[0]?.push("key:read-content");
// @ts-expect-error: what is needed stands
decision.needs.sort();
// @ts-expect-error: the actor stands
decision.actor!.id = "someone";
// @ts-expect-error: `allowed` is no text
export const allowed: string = decision.allowed;
// @ts-expect-error: no such reason
export const reason: Reason = "allowed";
// @ts-expect-error: a reason that cannot be
export const isForbidden = decision.reason === "forbidden";
// @ts-expect-error: an environment may be null
export const environment: string = decision.environment;
// @ts-expect-error: no such member
decision.permissions;
// @ts-expect-error: a decision is plain
decision.toJSON();
// @ts-expect-error: what explains it stands
ward.explain({ key: "k", ...call }).grants.pop();
// @ts-expect-error: a request stands
((request: AccessRequest) => (request.path = "/"))({ key: "k", ...call });
// @ts-expect-error: the built-in catalog stands
kontentManagement.operations.pop();

// @ts-expect-error: errors are thrown, not made
new KeywardError("request_invalid", []);
// @ts-expect-error: what is not exported is not there
export type { Disposal } from "keyward";
