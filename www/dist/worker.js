// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/access-CokCTdQ1.js","./assets/ask-CLHsFEPQ.js","./assets/change-DOAL8a_0.js","./assets/fetch-C2fq8Ddj.js","./assets/keys-DLN2gnh7.js","./assets/own-rukg4HYR.js","./assets/parse-sPFySdth.js","./assets/question-UiaG3rnN.js","./assets/timeline-DrP2mFC9.js","./icon.svg"];
const CACHE = "keyward-22f2c14db7d39886";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
