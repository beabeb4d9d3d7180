// A middleware for Hono.
import { guard } from "./fetch.js";

export const keyward = (options) => async (context, next) => {
  const guarded = await guard(context.req.raw, typeof options === "function" ? () => options(context) : options);
  if (!guarded.allowed && guarded.response !== null) return guarded.response;
  if (guarded.allowed) context.set("keyward", guarded);
  await next();
  for (const [name, value] of Object.entries(guarded.allowed ? guarded.headers : {})) context.header(name, value, { append: name === "Vary" });
};
