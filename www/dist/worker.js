// Keeps the page's files, so that it works without a network. The build writes in which.
const FILES = ["./","./assets/access-BdD2Smwo.js","./assets/access-CayWqbvR.css","./assets/ask-5DH8bYMX.js","./assets/ask-DCPPMM1s.css","./assets/change-C6-ox6I9.css","./assets/change-CtyYW43M.js","./assets/controls-CAbfp6PQ.js","./assets/icons-C8gZ8c18.js","./assets/index-BoHvHgLw.js","./assets/index-DlR5vXoF.css","./assets/keys-ChAVcfNA.js","./assets/keys-DX9cgAtR.css","./assets/keyward_bg-CaMlLZe3.wasm","./assets/own-BNX6N4HY.js","./assets/own-DsDkm3f8.css","./assets/question-DNfbKI_G.js","./assets/reasons-D8lMgFD6.js","./assets/rolldown-runtime-DK3Fl9T5.js","./assets/rows-CleGVwu7.js","./assets/timeline-BI4N_xjx.css","./assets/timeline-CcVmPOSn.js","./assets/view-C53ScKJo.js","./assets/words-CUdLvkne.js","./assets/words-Cmhmr2Cv.js","./assets/words-DLQTujqp.js","./assets/words-DmGDVNNl.js","./assets/words-DrrTwOHZ.js","./assets/words-wfEbRuY7.js","./icon.svg"];
const CACHE = "keyward-c058408e57488d93";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
