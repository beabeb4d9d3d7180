// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/access-COFyuJXv.js","./assets/ask-CaVYskkn.js","./assets/change-C2zdDaae.js","./assets/fetch-DQtYKCVF.js","./assets/keys-qC2AYDJh.js","./assets/own-DgQGHJI3.js","./assets/parse-sPFySdth.js","./assets/question-zOqq-86E.js","./assets/timeline-C9_wZ0h7.js","./icon.svg"];
const CACHE = "keyward-2e2a56c175db316a";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
