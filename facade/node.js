// Guards for Express and Fastify. They judge the request's target as it was sent, which is what their routers see, and compare the route that runs.
import { expressPatterns } from "./lib/guard/routes.js";
import { judge } from "./lib/guard/judge.js";

export const expressGuard = (options) => {
  const guard = (request, response, next) => guardExpress(guard, options, request, response, next);
  return guard;
};

function guardExpress(guard, options, request, response, next) {
  const source = sourceOf(request, `${request.baseUrl ?? ""}${request.url}`, request);
  const routes = () => {
    const any = expressPatterns(request, source.path, guard);
    return any.length === 0 ? [] : [{ dialect: "express", any }];
  };
  judge({ ...source, routes }, typeof options === "function" ? () => options(request) : options)
    .then((judged) => {
      if (!judged.allowed && judged.response !== null) {
        const { status, headers, body } = judged.response;
        for (const [name, value] of Object.entries(headers)) setHeader(response, name, value);
        response.statusCode = status;
        return void response.end(body ?? undefined);
      }
      if (judged.allowed) {
        for (const [name, value] of Object.entries(judged.headers)) setHeader(response, name, value);
        request.keyward = judged;
      }
      next();
    })
    .catch(next);
}

export const fastifyGuard = (options) => async (request, reply) => {
  const source = sourceOf(request.raw, request.raw.url, request);
  const url = request.is404 === true ? undefined : (request.routeOptions?.url ?? request.routerPath);
  const routes = () => (url === undefined ? [] : [{ dialect: "fastify", any: [url] }]);
  const judged = await judge({ ...source, routes }, typeof options === "function" ? () => options(request) : options);
  if (!judged.allowed && judged.response !== null) {
    const { status, headers, body } = judged.response;
    for (const [name, value] of Object.entries(headers)) setHeader(reply.raw, name, value);
    reply.hijack();
    reply.raw.statusCode = status;
    reply.raw.end(body ?? undefined);
    return reply;
  }
  if (judged.allowed) {
    for (const [name, value] of Object.entries(judged.headers)) reply.header(name, name === "Vary" ? [reply.getHeader("Vary"), value].filter(Boolean).join(", ") : value);
    request.keyward = judged;
  }
};

function sourceOf(message, target, native) {
  return { method: message.method, path: target.split("?", 1)[0], header: (name) => headerOf(message, name), native };
}

/** All values of a header, as they came: `headers` keeps only the first Authorization of several. */
function headerOf({ rawHeaders }, name) {
  const values = rawHeaders.filter((_, place) => place % 2 === 1 && rawHeaders[place - 1].toLowerCase() === name.toLowerCase());
  return values.length === 0 ? null : values.join(", ");
}

function setHeader(response, name, value) {
  const others = name === "Vary" ? [response.getHeader("Vary") ?? []].flat() : [];
  response.setHeader(name, [...others, value].join(", "));
}
