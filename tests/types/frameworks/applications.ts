// Applications of the frameworks, by their own types.
import express from "express";
import fastify from "fastify";
import { Hono } from "hono";
import type { Keyward } from "keyward";
import "keyward/element";
import { guard } from "keyward/fetch";
import { keyward, type KeywardVariables } from "keyward/hono";
import { expressGuard, fastifyGuard } from "keyward/node";

declare const ward: Keyward;
const findKey = () => "k";

const hono = new Hono<{ Variables: KeywardVariables; Bindings: { KEY: string } }>();
hono.use(keyward({ ward, findKey }));
hono.get("/", (c) => c.text(c.get("keyward").decision.path ?? ""));

express().use(expressGuard({ ward, findKey, environment: (request: express.Request) => request.hostname }));
fastify().addHook("onRequest", fastifyGuard({ ward, findKey }));

export async function handle(request: Request): Promise<Response> {
  const found = await guard(request, { ward, findKey: (token, { signal }) => (signal.aborted ? null : token) });
  if (found.allowed) return found.respond(await fetch(new URL(found.decision.path!, "https://origin.example"), request));
  return found.response ?? fetch(request);
}

const expiry = document.querySelector("key-expiry")!;
expiry.ward = ward;
expiry.style.maxWidth = expiry.status?.level === "none" ? "20em" : "none";
