// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/access-DGF8RdBc.js","./assets/ask-Ct4-Iin3.js","./assets/change-CsLJNxMc.js","./assets/fetch-Bp-uklcR.js","./assets/keys-C_M8Z07U.js","./assets/own-Ds0n-qUZ.js","./assets/parse-sPFySdth.js","./assets/question-B3j9Ecg2.js","./assets/timeline-LhTgCcv4.js","./icon.svg"];
const CACHE = "keyward-43ea8de9294458d8";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
