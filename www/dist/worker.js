// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/access-C7bxtEVr.js","./assets/ask-BbnPj8PB.js","./assets/change-Bx8RI5jE.js","./assets/fetch-CpVuz_Jq.js","./assets/keys-CW0Mni82.js","./assets/own-B3BGhGyL.js","./assets/parse-sPFySdth.js","./assets/question-CeNbva8Q.js","./assets/timeline-B5AoT6d7.js","./icon.svg"];
const CACHE = "keyward-a5e9dc7ab4287f55";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
