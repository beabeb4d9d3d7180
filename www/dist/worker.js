// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/access-CXgtj5ZM.js","./assets/ask-C0I2Qxoa.js","./assets/change-BOTlO-TS.js","./assets/fetch-C9IIsBWl.js","./assets/keys-Bv1kow9Y.js","./assets/own-Bp7ft_Fx.js","./assets/parse-sPFySdth.js","./assets/question-D4a9eidx.js","./assets/timeline-M4KJ-vww.js","./icon.svg"];
const CACHE = "keyward-3c5b1868645ea2b7";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
