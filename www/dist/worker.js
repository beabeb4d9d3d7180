// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/access-DBoo_0RY.js","./assets/ask-9OjRfhlR.js","./assets/change-DC2U9WPM.js","./assets/fetch-BjzuLpSh.js","./assets/keys-Bd5V-_84.js","./assets/own-Y6zlyuGu.js","./assets/parse-sPFySdth.js","./assets/question-CPl3kvXq.js","./assets/timeline-D3I3fpZo.js","./icon.svg"];
const CACHE = "keyward-b12d500b3b5ce885";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
