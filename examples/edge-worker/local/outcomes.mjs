// A request for each outcome, as a curl line, with the status that it gets and a piece of the answer.
import { createToken } from "keyward/token";
import { ADMIN_SECRET } from "./start.mjs";

/** In order: some depend on those before. */
export function outcomes({ url, cutUrl, secrets }) {
  const items = "/v2/projects/shop/items";
  const as = (key) => ["-H", `Authorization: Bearer ${secrets[key] ?? key}`];
  const admin = ["-H", `Authorization: Bearer ${ADMIN_SECRET}`];
  const get = (title, status, shows, key, path = items, more = []) => ({ title, status, shows, args: [...more, ...(key === null ? [] : as(key)), url + path] });
  return [
    get("permitted", 200, "/v2/projects/shop/items", "reader"),
    get("permitted, and the key ends soon", 200, "Keyward-Expires", "ending"),
    get("permitted to a person: the taxonomy", 200, "user ben", "personal", "/v2/projects/shop/taxonomies"),
    get("no token", 401, "An API key is needed", null),
    get("mistyped", 401, "cut off or mistyped", secrets.reader.slice(0, -1) + (secrets.reader.endsWith("0") ? "1" : "0")),
    get("unknown", 401, "not known", createToken()),
    get("expired", 403, "has expired", "ended"),
    get("revoked", 403, "has been revoked", "revoked"),
    get("its owner is no longer active", 403, "no longer active", "left"),
    get("the path is not canonical", 400, "canonical", "reader", "/v2/projects/shop//items", ["--path-as-is"]),
    get("no such operation", 403, "no operation", "reader", "/v2/projects/shop/nothing"),
    get("another project's subscription", 403, "no access to this part of the project", "reader", "/v2/subscriptions/another/projects"),
    get("permission missing", 403, "key:write-content", "reader", items, ["-X", "POST", "-d", "{}"]),
    get("an environment out of scope", 403, "no access to this part of the project", "reader", "/v2/projects/staging/items"),
    get("an environment that is none", 403, "no access to this part of the project", "reader", "/v2/projects/nowhere/items"),
    get("the API is deactivated", 404, "deactivated", "everywhere", "/v2/projects/archive/items"),
    { title: "preflight", status: 204, shows: "Access-Control-Allow-Methods", args: ["-X", "OPTIONS", "-H", "Origin: https://app.example.com", "-H", "Access-Control-Request-Method: POST", url + items] },
    { title: "the ledger cannot be reached", status: 503, shows: "Retry-After", args: [...as("reader"), cutUrl + items] },
    { title: "admin: create a key", status: 201, shows: '"token":"kw_', args: [...admin, "-d", JSON.stringify({ id: "build", name: "Build", kind: "management", environments: ["shop"], permissions: ["key:read-assets"] }), `${url}/admin/keys`] },
    { title: "admin: regenerate it", status: 201, shows: '"retired"', args: [...admin, "-d", JSON.stringify({ id: "build-2", lifetime: "P1M" }), `${url}/admin/keys/build/regenerate`] },
    { title: "admin: revoke a key", status: 200, shows: '"revokedAt"', args: [...admin, "-X", "POST", `${url}/admin/keys/everywhere/revoke`] },
    get("refused from that moment on", 403, "has been revoked", "everywhere"),
    { title: "admin: without the secret", status: 401, shows: "admin secret", args: ["-X", "POST", `${url}/admin/keys/reader/revoke`] },
  ];
}

/** The line to paste into a shell. */
export const curlLine = ({ args }) => ["curl", "-i", ...args.map((arg) => (/^[\w\-:/.=]+$/.test(arg) ? arg : `'${arg.replaceAll("'", `'\\''`)}'`))].join(" ");
