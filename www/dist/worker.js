// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/access-CaPYdMQd.js","./assets/ask-B5jsWlit.js","./assets/change-DBfDDeNr.js","./assets/fetch-CLYfWYKP.js","./assets/keys-BBHDJkqS.js","./assets/own-DEAIogK-.js","./assets/parse-sPFySdth.js","./assets/question-K8EEjQx8.js","./assets/timeline-qojJm38E.js","./icon.svg"];
const CACHE = "keyward-d366978ddd4c5ffc";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
