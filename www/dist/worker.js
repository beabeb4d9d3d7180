// Keeps the page's files, so that it works without a network. The build writes in which.
const FILES = ["./","./assets/access-DQfaEMV2.css","./assets/access-DnvRv5fs.js","./assets/app-B9xAxJur.js","./assets/ask-BTvY_YlC.js","./assets/ask-C6rZXGfP.css","./assets/change-C6-ox6I9.css","./assets/change-C_v1jP0x.js","./assets/controls-BtE8E7_1.js","./assets/icons-VJhcmI0l.js","./assets/index-BO-PD69Y.js","./assets/index-CVf9et-_.css","./assets/keys-C1GVTCZt.js","./assets/keys-DIIzCv2I.css","./assets/keyward_bg-CaMlLZe3.wasm","./assets/load-BDRQB9tS.js","./assets/own-BO4BB9kO.css","./assets/own-DD518GBU.js","./assets/question-D12QVwRW.js","./assets/reasons-2AaFS88J.js","./assets/rolldown-runtime-DK3Fl9T5.js","./assets/rows-BAXmjjfY.js","./assets/timeline-BI4N_xjx.css","./assets/timeline-C5UzLPFe.js","./assets/view-ZiMqXfzo.js","./assets/words-CTGeW6DO.js","./assets/words-Cmhmr2Cv.js","./assets/words-DFNvDIIu.js","./assets/words-DLQTujqp.js","./assets/words-DmGDVNNl.js","./assets/words-wfEbRuY7.js","./icon.svg"];
const CACHE = "keyward-c095f06b3c266f00";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
