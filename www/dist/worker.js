// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/access-BhRSDbDH.js","./assets/ask-b4jsEEBU.js","./assets/change-DQAeO83H.js","./assets/fetch-BcgEXfsB.js","./assets/keys-BgXsDqhK.js","./assets/own-CgjoI2Zw.js","./assets/parse-sPFySdth.js","./assets/question-CnFNsxup.js","./assets/timeline-BF4pkYiy.js","./icon.svg"];
const CACHE = "keyward-14d508d00725e1df";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
