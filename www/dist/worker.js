// Keeps the page's files, so that it works without a network. The build writes in which.
const FILES = ["./","./assets/access-BzYI-W8W.js","./assets/access-DQfaEMV2.css","./assets/app-Cc9jGRwz.js","./assets/ask-Bd9lbYBc.js","./assets/ask-C6rZXGfP.css","./assets/change-C6-ox6I9.css","./assets/change-CtyYW43M.js","./assets/controls-CAbfp6PQ.js","./assets/icons-C8gZ8c18.js","./assets/index-9QjAja9L.js","./assets/index-DAY1MBJr.css","./assets/keys-DIIzCv2I.css","./assets/keys-DsBc8GSe.js","./assets/keyward_bg-CaMlLZe3.wasm","./assets/load-BdPL2OhY.js","./assets/own-BO4BB9kO.css","./assets/own-C_SU_Llp.js","./assets/question-DNfbKI_G.js","./assets/reasons-D8lMgFD6.js","./assets/rolldown-runtime-DK3Fl9T5.js","./assets/rows-CleGVwu7.js","./assets/timeline-BI4N_xjx.css","./assets/timeline-BSqPaxE5.js","./assets/view-C53ScKJo.js","./assets/words-CTGeW6DO.js","./assets/words-Cmhmr2Cv.js","./assets/words-DFNvDIIu.js","./assets/words-DLQTujqp.js","./assets/words-DmGDVNNl.js","./assets/words-wfEbRuY7.js","./icon.svg"];
const CACHE = "keyward-7c5b8ddf9e110f0b";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
