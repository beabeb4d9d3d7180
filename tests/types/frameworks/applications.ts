// Applications of the frameworks, by their own types.
import express from "express";
import fastify from "fastify";
import { Hono } from "hono";
import { Keyward, type KeyStatus, type Project } from "keyward";
import type { KeyExpiryAttributes } from "keyward/element";
import { guard, type GuardOptions } from "keyward/fetch";
import { keyward, type KeywardVariables } from "keyward/hono";
import { expressGuard, fastifyGuard, type WithKeyward } from "keyward/node";
import museum from "../../../www/samples/museum.json" with { type: "json" };

declare global {
  namespace Express {
    interface Request extends WithKeyward {}
  }
}
declare module "fastify" {
  interface FastifyRequest extends WithKeyward {}
}

const ward = new Keyward(museum as Project);
const findKey = () => "k";
/** For every host. */
const shared: GuardOptions<unknown> = { ward, findKey, tokenPrefix: "acme" };

interface Bindings {
  readonly KEY: string;
}
const optionsFor = async (environment: Bindings): Promise<GuardOptions<unknown>> => ({ ...shared, findKey: () => environment.KEY });
const hono = new Hono<{ Variables: KeywardVariables; Bindings: Bindings }>();
hono.use(keyward({ ward, findKey }));
hono.use(keyward(shared));
hono.use(keyward((c) => optionsFor(c.env)));
hono.get("/", (c) => c.text(c.get("keyward").decision.path ?? ""));

const app = express();
app.use(expressGuard(shared));
app.use("/api", expressGuard({ ward, findKey, environment: (request: express.Request) => request.hostname, path: (request) => request.path }));
app.use((request, response) => void response.json(request.keyward?.decision.path));

const server = fastify();
server.decorateRequest("keyward", null);
server.addHook("onRequest", fastifyGuard({ ward, findKey }));
server.addHook("onRequest", fastifyGuard(shared));
server.get("/", async (request) => request.keyward?.decision.path);

export async function handle(request: Request): Promise<Response> {
  const found = await guard(request, { ward, findKey: (token, { signal }) => (signal.aborted ? null : token), path: ({ url }) => new URL(url).pathname });
  if (!found.allowed) return found.response;
  return found.respond(await fetch(new URL(found.decision.path!, "https://origin.example"), request));
}

export async function later(request: Request): Promise<Response> {
  const found = await guard(request, async () => ({ ward, findKey, cors: { origins: ["https://a.example"] } }));
  return found.allowed ? new Response() : found.response;
}

export async function shown(request: Request): Promise<Response> {
  const options = { ...shared, cors: undefined, at: () => Date.now() } satisfies GuardOptions<unknown>;
  const found = await guard(request, options);
  return found.allowed ? new Response() : found.response;
}

export async function passing(request: Request): Promise<Response> {
  const options = [{ ward, findKey, cors: "pass" }, shared] as const;
  const found = await guard(request, options[0]);
  // @ts-expect-error: a preflight that is passed on has no response
  if (!found.allowed) return found.response;
  const other = await guard(request, shared);
  // @ts-expect-error: it may have `cors: "pass"`
  if (!other.allowed) return other.response;
  const given = await guard(request, async () => options[0]);
  return given.allowed ? given.respond(new Response()) : (given.response ?? fetch(request));
}

const expiry = document.querySelector("key-expiry")!;
expiry.ward = ward;
expiry.style.maxWidth = expiry.status?.level === "none" ? "20em" : "none";
expiry.addEventListener("key-expiry-change", (event) => {
  const { level }: KeyStatus = event.detail;
  expiry.title = level;
  event.stopPropagation();
});
expiry.addEventListener("click", (event) => event.clientX);
document.addEventListener("key-expiry-dismiss", ({ detail }) => detail.endsAt);
const told = ({ detail }: CustomEvent<{ readonly error: unknown }>): void => console.error(detail.error);
expiry.addEventListener("key-expiry-error", told);
expiry.removeEventListener("key-expiry-error", told);
// @ts-expect-error: a status has no `left`
expiry.addEventListener("key-expiry-change", ({ detail }) => detail.left);

export const given: KeyExpiryAttributes = { ward, keyId: "k", variant: "badge", now: 0, "created-at": "2026-11-23T12:00:00Z", dismissible: true };
// @ts-expect-error: no such variant
export const toast: KeyExpiryAttributes = { variant: "toast" };
