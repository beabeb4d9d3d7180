// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/access-H5q2nFCj.js","./assets/ask-IZ4cXU5y.js","./assets/change-Abu9yIxF.js","./assets/fetch-CcwBqI9l.js","./assets/keys-HU0N1hQw.js","./assets/own-votAGuAa.js","./assets/parse-sPFySdth.js","./assets/question-CXSrmm2K.js","./assets/timeline-B-qCphg3.js","./icon.svg"];
const CACHE = "keyward-2def62a4fb76e7df";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
