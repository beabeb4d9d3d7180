// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/access-DoDEpC-d.js","./assets/ask-B1vd6qDu.js","./assets/change-KuEXgD1D.js","./assets/fetch-CqrEy72R.js","./assets/keys-X9pIN1pf.js","./assets/own-Bl8f9Y4i.js","./assets/parse-sPFySdth.js","./assets/question-YnLea-Ba.js","./assets/timeline-brEyZokt.js","./icon.svg"];
const CACHE = "keyward-894f65893b797638";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
