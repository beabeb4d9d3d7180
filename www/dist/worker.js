// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/access-DJgvtK9s.js","./assets/ask-DOJCzQaN.js","./assets/change-udgGvFNP.js","./assets/fetch-jpg9d822.js","./assets/keys-DJjoHr6K.js","./assets/own-CpGthc--.js","./assets/parse-sPFySdth.js","./assets/question-HC0Y00GJ.js","./assets/timeline-6VF3u_Th.js","./icon.svg"];
const CACHE = "keyward-76ae039848115992";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
