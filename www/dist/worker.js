// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/access-DbWQHVzN.js","./assets/ask-DepLP1eq.js","./assets/change-RZVTt2Rh.js","./assets/fetch-D5buao8D.js","./assets/keys-DNGf7d3s.js","./assets/own-C_gTH4I3.js","./assets/parse-sPFySdth.js","./assets/question-CwC6vK88.js","./assets/timeline-DIzfm0v_.js","./icon.svg"];
const CACHE = "keyward-f37c8346124e48c5";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
