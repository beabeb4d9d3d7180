// Keeps the page's files, so that it works without a network. The build writes in which.
const FILES = ["./","./assets/access-DQfaEMV2.css","./assets/access-go0yIJmX.js","./assets/app-DVrU66HY.js","./assets/ask-C6rZXGfP.css","./assets/ask-D_VwucAb.js","./assets/change-BEytSVBf.js","./assets/change-C6-ox6I9.css","./assets/controls-BqXrk4y4.js","./assets/icons-uvXbYBpX.js","./assets/index-CVf9et-_.css","./assets/index-Ca0xsVET.js","./assets/keys-DIIzCv2I.css","./assets/keys-DqTWxn7R.js","./assets/keyward_bg-CaMlLZe3.wasm","./assets/load-CFT9z9rs.js","./assets/own-BO4BB9kO.css","./assets/own-CM2pBk_4.js","./assets/question-Btul-2A3.js","./assets/reasons-3Gul3R0u.js","./assets/rolldown-runtime-DK3Fl9T5.js","./assets/rows-O_fwarJS.js","./assets/timeline-7of3s92N.js","./assets/timeline-BI4N_xjx.css","./assets/view-t8rlS2B5.js","./assets/words-CTGeW6DO.js","./assets/words-Cmhmr2Cv.js","./assets/words-DFNvDIIu.js","./assets/words-DLQTujqp.js","./assets/words-DmGDVNNl.js","./assets/words-wfEbRuY7.js","./icon.svg"];
const CACHE = "keyward-bda4bb9ed00c71eb";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
