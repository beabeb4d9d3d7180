// Serves the workbench on this machine: `npm start`. PORT names the first port to try.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, realpath, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, relative, resolve, sep } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import { contentSecurityPolicy } from "./policy.mjs";
import { Failure, isMain, main, root } from "./process.mjs";

const compress = promisify(brotliCompress);

const HOST = "127.0.0.1";
const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".ts": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
};

/** What is served, as URL prefixes with their folders; the longest prefix wins. */
const MOUNTS = { "/": "www/dist" };

/** Brotli's quality for a page that is loaded once, as in tests. */
const QUICK = 4;
/** Brotli's quality for the smallest files. Compressing the module takes a second and a half. */
export const SHORTEST = constants.BROTLI_MAX_QUALITY;

/** Starts a server at `port` (0: any free one) that compresses with this `quality` of Brotli. Returns its URL and a function that ends it. */
export async function serve({ port = 0, mounts = MOUNTS, quality = QUICK } = {}) {
  const server = createServer((request, response) => {
    answer(request, mounts, quality).then(
      ({ status, headers, body }) => {
        response.writeHead(status, { "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", ...headers });
        response.end(request.method === "HEAD" ? undefined : body);
      },
      () => response.writeHead(500).end(),
    );
  });
  await new Promise((resolve, reject) => server.once("error", reject).listen(port, HOST, resolve));
  return {
    url: `http://${HOST}:${server.address().port}/`,
    close: () => new Promise((resolve) => (server.close(resolve), server.closeAllConnections())),
  };
}

async function answer({ method, url, headers }, mounts, quality) {
  if (method !== "GET" && method !== "HEAD") return { status: 405, headers: { Allow: "GET, HEAD" }, body: "method not allowed\n" };
  const path = await findFile(url, mounts);
  if (!path) return { status: 404, headers: { "Content-Type": "text/plain" }, body: "not found\n" };
  const body = await readFile(path);
  const tag = `"${createHash("sha256").update(body).digest("base64url")}"`;
  const type = TYPES[extname(path)] ?? "application/octet-stream";
  // The build puts a hash of the content into the names of assets.
  const common = { "Cache-Control": /\/assets\/[^/]+-[\w-]{8}\.\w+$/.test(path) ? "public, max-age=31536000, immutable" : "no-cache", ETag: tag, Vary: "Accept-Encoding" };
  if (headers["if-none-match"] === tag) return { status: 304, headers: common };
  const policy = extname(path) === ".html" ? { "Content-Security-Policy": policyOf(body.toString()) } : {};
  const shortened = /\bbr\b/.test(headers["accept-encoding"] ?? "") && body.length > 1024 ? await compressed(tag, body, quality) : null;
  const encoding = shortened === null ? {} : { "Content-Encoding": "br" };
  const sent = shortened ?? body;
  return { status: 200, headers: { ...common, ...policy, ...encoding, "Content-Type": type, "Content-Length": sent.length }, body: sent };
}

const kept = new Map();

/** Compresses each content once for each quality. */
function compressed(tag, body, quality) {
  const name = `${quality} ${tag}`;
  if (!kept.has(name)) kept.set(name, compress(body, { params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: body.length } }));
  return kept.get(name);
}

/** Compresses all files beforehand, so that the first visitor does not wait for it. */
async function compressAll(mounts) {
  for (const [prefix, folder] of Object.entries(mounts)) {
    for (const entry of await readdir(resolve(root, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = relative(resolve(root, folder), join(entry.parentPath, entry.name)).split(sep).join("/");
      await answer({ method: "GET", url: prefix + path, headers: { "accept-encoding": "br" } }, mounts, SHORTEST);
    }
  }
}

/** The file that a URL names, or `null`. */
async function findFile(url, mounts) {
  let path;
  try {
    path = decodeURIComponent(url.split("?", 1)[0]);
  } catch {
    return null;
  }
  if (path.endsWith("/")) path += "index.html";
  const isPlain = (segment) => segment !== "" && !segment.startsWith(".") && !/[\\\0]/.test(segment);
  if (!path.startsWith("/") || !path.slice(1).split("/").every(isPlain)) return null;
  const prefix = Object.keys(mounts).filter((prefix) => path.startsWith(prefix)).sort().at(-1);
  if (!prefix) return null;
  try {
    const folder = await realpath(resolve(root, mounts[prefix]));
    const file = await realpath(join(folder, path.slice(prefix.length)));
    return file.startsWith(folder + sep) && (await stat(file)).isFile() ? file : null;
  } catch {
    return null;
  }
}

/** The policy in the page's `meta` element; without one, a policy that allows only its own files and its import map. */
export function policyOf(html) {
  const own = /<meta http-equiv="Content-Security-Policy" content="([^"]+)">/.exec(html)?.[1];
  if (own !== undefined) return own.replaceAll("&#39;", "'");
  return contentSecurityPolicy({ scripts: [...html.matchAll(/<script type="importmap">(.*?)<\/script>/gs)].map(([, text]) => text) });
}

/** Starts a server at the first free port from `port` on. */
async function serveFrom(port) {
  for (let next = port; ; next += 1) {
    try {
      return await serve({ port: next, quality: SHORTEST });
    } catch (error) {
      if (error.code !== "EADDRINUSE" || next >= Math.min(port + 100, 65_535)) throw error;
    }
  }
}

if (isMain(import.meta.url)) {
  await main(async () => {
    const port = Number(process.env.PORT || 8080);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Failure("PORT is not a port: 0 to 65535");
    if (!existsSync(join(root, "www/dist/index.html"))) throw new Failure("the page is not built: run `npm run build` first");
    console.log(`keyward workbench: ${(await serveFrom(port)).url}`);
    await compressAll(MOUNTS);
  });
}
