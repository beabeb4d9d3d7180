// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/access-CeMcX2MS.js","./assets/ask-DHXwcz87.js","./assets/change-9Xhfcy_7.js","./assets/fetch-CDSVjfE6.js","./assets/keys-6fodgoqn.js","./assets/own-C4RvkFWj.js","./assets/parse-sPFySdth.js","./assets/question-ZV89dfCf.js","./assets/timeline-Cz6Uhv3c.js","./icon.svg"];
const CACHE = "keyward-74fe33c5c2cd9223";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
