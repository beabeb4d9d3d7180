// Guards for Express and Fastify. They judge the request's target as it was sent, which is what their routers see, and compare the route that runs.
import { holdRoutes, placeOf, routesOf } from "./lib/guard/express.js";
import { judge } from "./lib/guard/judge.js";

export const expressGuard = (options) => {
  const guard = (request, response, next) => guardExpress(guard, options, request, response, next);
  return guard;
};

function guardExpress(guard, options, request, response, next) {
  const source = sourceOf(request, pathOf(request), request);
  const place = placeOf(guard, request, next);
  let mayRun;
  const routes = (decision, agrees) => {
    const found = routesOf(request, source.path, place);
    mayRun = comparison(request, source, decision, agrees, found.all, place);
    return found.first === undefined ? [] : [{ dialect: "express", any: found.first.patterns }];
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
        holdRoutes(request, mayRun);
      }
      next();
    })
    .catch(next);
}

const pathOf = ({ baseUrl = "", url }) => `${baseUrl}${url}`.split("?", 1)[0];
const withoutSlash = (path) => (path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path);

/**
 * Whether a route may run for the request that was judged. Routes that match it are compared at once, because the ward may be freed afterwards;
 * those of mounted applications, which cannot be seen before they run, when they do.
 */
function comparison(request, { method, path }, decision, agrees, steps, place) {
  const listed = new Map();
  const list = (path, steps, isJudged) => {
    const routes = steps.filter(({ patterns }) => patterns.some((pattern) => agrees(pattern, "express", isJudged))).map(({ route }) => route);
    listed.set(withoutSlash(path), { isJudged, routes: new Set(routes), seen: new Set(steps.map(({ route }) => route)) });
  };
  list(path, steps, false);
  // A host whose paths have a prefix may route by the decision's path.
  if (!listed.has(withoutSlash(decision.path))) list(decision.path, routesOf(request, decision.path, { ...place, base: "" }).all, true);
  return (route, patterns) => {
    const reading = listed.get(withoutSlash(pathOf(request)));
    if (reading === undefined || request.method !== method) return false;
    if (reading.seen.has(route)) return reading.routes.has(route);
    try {
      return patterns.some((pattern) => agrees(pattern, "express", reading.isJudged));
    } catch {
      return false; // the ward is freed: what it judged cannot be asked again
    }
  };
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
