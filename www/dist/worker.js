// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/DCSZO4I5-7AaAcUY_.js","./assets/access-5MNvq6Hp.js","./assets/analyze-Zbb2HcBl.js","./assets/ar-7oyvtX7K.js","./assets/ask-Dg46IzSq.js","./assets/banner-CR4VAbkf.js","./assets/change-BIclw8pQ.js","./assets/confirm-DOgs0nAb.js","./assets/cs-xbCRioot.js","./assets/de-Bwj2YbxA.js","./assets/dialogs-b6hQ-hkk.js","./assets/editor-BIWpGXy4.js","./assets/element-quRfo20W.js","./assets/fetch-RSbhhysK.js","./assets/help-CJktSWSo.js","./assets/keys-D2D4Wphe.js","./assets/leave-C3Fi139O.js","./assets/line-CTmWWBae.js","./assets/link-DumaplNE.js","./assets/own-DhiodNik.js","./assets/parse-sPFySdth.js","./assets/prose-cZ9_zUHE.js","./assets/question-CZsmY808.js","./assets/start-DnVzYt1e.js","./assets/timeline-BTpraaKb.js","./assets/trial-CSqZ7htF.js","./assets/words-B9c8Eflt.js","./icon.svg"];
const CACHE = "keyward-6865918a14ad3b5e";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
