// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/access-Cz_X5jxm.js","./assets/ask-DHktiEGN.js","./assets/change-CniuPALK.js","./assets/fetch-B2dZJK2A.js","./assets/keys-BkOttk3v.js","./assets/own-BrwdKBoI.js","./assets/parse-sPFySdth.js","./assets/question-eyO2jq92.js","./assets/timeline-Vt5nzgg_.js","./icon.svg"];
const CACHE = "keyward-a601b297ac96577c";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
