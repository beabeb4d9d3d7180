// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/access-BgkcNB9I.js","./assets/ask-4lJW_QaC.js","./assets/change-BqkCcYWs.js","./assets/fetch-BH7L6_LB.js","./assets/keys-CSIDIge_.js","./assets/own-CInkFR3x.js","./assets/parse-sPFySdth.js","./assets/question-BZgEbUWH.js","./assets/timeline-DOCqauU7.js","./icon.svg"];
const CACHE = "keyward-247dcdbe4a9fe552";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
