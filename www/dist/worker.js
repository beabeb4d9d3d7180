// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/access-CpNm0x7Q.js","./assets/ask-DMSqR148.js","./assets/change-De6iHbRu.js","./assets/fetch-aOi3PI0W.js","./assets/keys-BNgmCUv1.js","./assets/own-CKySVXTW.js","./assets/parse-sPFySdth.js","./assets/question-DEh6rM6B.js","./assets/timeline-D0P8COpU.js","./icon.svg"];
const CACHE = "keyward-4e13b93ef413fc32";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
