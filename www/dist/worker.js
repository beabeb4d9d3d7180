// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/access-1Luoasbo.js","./assets/ask-CpWOG_s6.js","./assets/change-BPahc4q6.js","./assets/fetch-CmVbOsfX.js","./assets/keys-B0aSKO2M.js","./assets/own-BT7OdUKP.js","./assets/parse-sPFySdth.js","./assets/question-yb4zF32z.js","./assets/timeline-BsWRlyhX.js","./icon.svg"];
const CACHE = "keyward-4e4df753e19d0eb1";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
