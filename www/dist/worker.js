// Keeps the page's files, so that it works without a network. The build writes in which.
const FILES = ["./","./assets/access-D-546CB3.js","./assets/access-DQfaEMV2.css","./assets/ask-C-LG7iK1.js","./assets/ask-C6rZXGfP.css","./assets/change-C6-ox6I9.css","./assets/change-CtyYW43M.js","./assets/controls-CAbfp6PQ.js","./assets/icons-C8gZ8c18.js","./assets/index-DAY1MBJr.css","./assets/index-DAYZlW2b.js","./assets/keys-DIIzCv2I.css","./assets/keys-DsBc8GSe.js","./assets/keyward_bg-CaMlLZe3.wasm","./assets/own-BO4BB9kO.css","./assets/own-Cc9iRK0u.js","./assets/question-DNfbKI_G.js","./assets/reasons-D8lMgFD6.js","./assets/rolldown-runtime-DK3Fl9T5.js","./assets/rows-CleGVwu7.js","./assets/timeline-BI4N_xjx.css","./assets/timeline-BSqPaxE5.js","./assets/view-C53ScKJo.js","./assets/words-CTGeW6DO.js","./assets/words-Cmhmr2Cv.js","./assets/words-DFNvDIIu.js","./assets/words-DLQTujqp.js","./assets/words-DmGDVNNl.js","./assets/words-wfEbRuY7.js","./icon.svg"];
const CACHE = "keyward-93258b1ca0a07a6e";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
