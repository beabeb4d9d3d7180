// The part of GitHub's REST API that the action uses.
import { once } from "node:events";
import { createServer } from "node:http";

const TOKEN = "ghs_test";

/**
 * `comments` is what the pull request has, `calls` what was asked for.
 * @param login whom the token stands for; null: an app, as the workflow's own token
 * @param fault called before each request; what it gives, `[status, headers]`, is the answer, but `[status, headers, true]` does what was asked for all the same; or `{ status, text }`
 */
export async function startGithub(t, { login = null, comments = [], fault = () => undefined } = {}) {
  const calls = [];
  let number = comments.length;
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const part of request) text += part;
    const url = new URL(request.url, "http://github");
    const call = `${request.method} ${url.pathname}`;
    calls.push(call);
    const answer = (status, body, headers = {}) => response.writeHead(status, { "Content-Type": "application/json", ...headers }).end(body === undefined ? "" : JSON.stringify(body));
    if (request.headers.authorization !== `Bearer ${TOKEN}`) return answer(401, { message: "Bad credentials" });
    const failed = fault(call, calls.filter((each) => each === call).length);
    const [status, headers, isDone = false] = Array.isArray(failed) ? failed : [];
    if (failed?.text !== undefined) return response.writeHead(failed.status).end(failed.text);
    if (failed !== undefined && !isDone) return answer(status, { message: "a fault" }, headers);
    const [code, body] = perform(request.method, url, text === "" ? undefined : JSON.parse(text));
    answer(status ?? code, body, headers);
  });

  function perform(method, { pathname, searchParams }, body) {
    if (pathname === "/user") return login === null ? [403, { message: "Resource not accessible by integration" }] : [200, { login }];
    const list = /^\/repos\/acme\/api\/issues\/7\/comments$/.test(pathname);
    if (list && method === "GET") {
      const [size, page] = ["per_page", "page"].map((name) => Number(searchParams.get(name)));
      return [200, comments.slice((page - 1) * size, page * size)];
    }
    if (body !== undefined && (typeof body.body !== "string" || body.body.length > 65_536)) return [422, { message: "Validation Failed" }];
    if (list && method === "POST") {
      comments.push({ id: (number += 1), html_url: `https://github.test/comment/${number}`, user: login === null ? { login: "github-actions[bot]", type: "Bot" } : { login, type: "User" }, body: body.body.trimEnd() });
      return [201, comments.at(-1)];
    }
    const id = Number(/^\/repos\/acme\/api\/issues\/comments\/(\d+)$/.exec(pathname)?.[1]);
    const place = comments.findIndex((each) => each.id === id);
    if (place === -1) return [404, { message: "Not Found" }];
    if (method === "DELETE") return comments.splice(place, 1), [204];
    return (comments[place] = { ...comments[place], body: body.body }), [200, comments[place]];
  }

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => (server.closeAllConnections(), server.close()));
  /** The calls that changed something. */
  const writes = () => calls.filter((call) => !call.startsWith("GET "));
  return { url: `http://127.0.0.1:${server.address().port}`, token: TOKEN, comments, calls, writes };
}
