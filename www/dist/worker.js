// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/access-ChKxFaXL.js","./assets/ask-DE-8tED3.js","./assets/change-16DO9Owf.js","./assets/fetch-MR7IO5Tt.js","./assets/keys-DIBzPM4j.js","./assets/own-D0J9EY9M.js","./assets/parse-sPFySdth.js","./assets/question-B9gDTPCN.js","./assets/timeline-DwPD9FHh.js","./icon.svg"];
const CACHE = "keyward-01dd1d0f0e28e5e0";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
