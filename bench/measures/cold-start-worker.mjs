// From nothing to the first answer: import, load 1,000 keys, decide. Node's own start is not counted.
import { readFileSync } from "node:fs";

const start = performance.now();
const { contestant, projectFile, catalogFile, request } = JSON.parse(process.argv[2]);
const { CONTESTANTS } = await import("../contestants/index.mjs");
const { load } = await CONTESTANTS[contestant].import();
const imported = performance.now();
const ward = await load(readFileSync(projectFile, "utf8"), contestant === "keyward" ? undefined : readFileSync(catalogFile, "utf8"));
const loaded = performance.now();
const { allowed } = ward.decide(request);
const decided = performance.now();

console.log(JSON.stringify({ allowed, import: imported - start, load: loaded - imported, first: decided - loaded, total: decided - start }));
