// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/access-Bq25oZdy.js","./assets/ask-DnJoZZSa.js","./assets/change-C3vr3CSL.js","./assets/fetch-BmeMii1y.js","./assets/keys-kku1oGsL.js","./assets/own-BgbpSgIU.js","./assets/parse-sPFySdth.js","./assets/question-DX_bQ9XN.js","./assets/timeline-BS3QGsVQ.js","./icon.svg"];
const CACHE = "keyward-15d26e204ab8c5e0";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
