// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/access-zXym18-E.js","./assets/ask-fV0_92y6.js","./assets/change-DBIZCjdd.js","./assets/fetch-D0IGbjXf.js","./assets/keys-D65uvas0.js","./assets/own-JdYBmxhW.js","./assets/parse-sPFySdth.js","./assets/question-DMjatKJd.js","./assets/timeline-D1lsFV9l.js","./icon.svg"];
const CACHE = "keyward-3a435b9c23e67b95";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
