// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/access-ynRsasgD.js","./assets/ask-D_-p8Szi.js","./assets/change-szWPhfx5.js","./assets/fetch-DacxyM4p.js","./assets/keys-CqhAoltI.js","./assets/own-CBPqcmBc.js","./assets/parse-sPFySdth.js","./assets/question-DJKKKdYu.js","./assets/timeline-OLZF-9Wb.js","./icon.svg"];
const CACHE = "keyward-287260dcb0991bc9";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
