// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/access-C_OBfGh6.js","./assets/ask-B-A-ibup.js","./assets/change-9IbShfgW.js","./assets/fetch-zhWu6fY6.js","./assets/keys-CWwBuBKT.js","./assets/own-DcWG-cAY.js","./assets/parse-sPFySdth.js","./assets/question-CYRTDMB5.js","./assets/timeline-y40rQTg2.js","./icon.svg"];
const CACHE = "keyward-9da59f36fa842db7";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
