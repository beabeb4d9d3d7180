// What can be pasted into the view Ask.
import assert from "node:assert/strict";
import { test } from "../browser/both.mjs";
import { moduleOf } from "./open.mjs";

const { parsePasted } = await moduleOf("views/ask/parse.ts");
const P = "/v2/projects/e/items";
const CASES = [
  [`https://manage.kontent.ai${P}`, "GET", P],
  [P, "GET", P],
  [`${P}?depth=1#x`, "GET", P],
  [`DELETE https://manage.kontent.ai${P}`, "DELETE", P],
  [`put ${P} HTTP/1.1\r\nHost: manage.kontent.ai\r\nAuthorization: Bearer secret\r\n\r\n{}`, "PUT", P],
  [`curl https://manage.kontent.ai${P}`, "GET", P],
  [`$ curl -sS -X PATCH "https://manage.kontent.ai${P}" -H 'Authorization: Bearer secret' -H "Content-Type: application/json" -d '{"a": "-X GET"}'`, "PATCH", P],
  [`curl --request POST \\\n  --url https://manage.kontent.ai${P} \\\n  --header 'authorization: Bearer secret' \\\n  --data '{ "name": "it'\\''s" }'`, "POST", P],
  [`curl "https://manage.kontent.ai${P}" ^\r\n  -H "Authorization: Bearer secret" ^\r\n  --data-raw "{}"`, "POST", P],
  [`curl -H 'A: b' --json '{}' https://manage.kontent.ai${P}`, "POST", P],
  [`curl -XDELETE https://manage.kontent.ai${P}`, "DELETE", P],
  [`curl -G -d a=b https://manage.kontent.ai${P}`, "GET", P],
  [`curl -I https://manage.kontent.ai${P}`, "HEAD", P],
  [`curl --request=PUT $'https://manage.kontent.ai${P}'`, "PUT", P],
  [`fetch("https://manage.kontent.ai${P}", {\n  "headers": { "authorization": "Bearer secret" },\n  "method": "POST"\n});`, "POST", P],
  [`await fetch('${P}')`, "GET", P],
  ["https://manage.kontent.ai/v2/projects/e//items/../x", "GET", "/v2/projects/e//items/../x"],
  ["https://manage.kontent.ai", "GET", "/"],
];

test("a request is read out of what people paste", () => {
  for (const [text, method, path] of CASES) assert.deepEqual(parsePasted(text), { method, path }, text);
});

test("what is no request is none, and no credential comes through", () => {
  for (const text of ["", "hello", "hello world", "curl", "curl -H 'Authorization: Bearer secret'", "GET", "{}", "fetch(url)"]) assert.equal(parsePasted(text), null, text);
  for (const [text] of CASES) assert.ok(!JSON.stringify(parsePasted(text)).includes("secret"), text);
});
