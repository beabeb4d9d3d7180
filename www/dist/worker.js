// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/access-CV7IJZWf.js","./assets/ask-CXDeOeBN.js","./assets/change-C9aVZ5m0.js","./assets/fetch-BWwRdAf0.js","./assets/keys-DcthFdbA.js","./assets/own-C5QBSyUA.js","./assets/parse-sPFySdth.js","./assets/question-CecYlthO.js","./assets/timeline-BPvk5kuH.js","./icon.svg"];
const CACHE = "keyward-2e8fd2591845cc81";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
