// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/access-DNLUPXSh.js","./assets/ask-XjBZ0HRE.js","./assets/change-Dp6MNrdn.js","./assets/fetch-mzcyn7qX.js","./assets/keys-B7odBrmV.js","./assets/own-COYxbtp4.js","./assets/parse-sPFySdth.js","./assets/question-NiuZocfi.js","./assets/timeline-QtYhW3n9.js","./icon.svg"];
const CACHE = "keyward-4b46448a4d623818";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
