// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/access-Ce1qCEIe.js","./assets/ask-BTB_B44s.js","./assets/change-CrqOtlqn.js","./assets/fetch-uLvYhBwI.js","./assets/keys-DcB7w1n1.js","./assets/own-CZlEB97R.js","./assets/parse-sPFySdth.js","./assets/question-DIo4jRm8.js","./assets/timeline-cjOPz5kA.js","./icon.svg"];
const CACHE = "keyward-bdf6a77cf2cb41dd";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
