// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/DCSZO4I5-Df97WHTW.js","./assets/access-BKY3rer7.js","./assets/analyze-D3DLeHYm.js","./assets/ar-BaSaw2eA.js","./assets/ask-L2EEIyiH.js","./assets/banner-C6XeviDe.js","./assets/change-bdTc5ZJ5.js","./assets/confirm-Crs0IfCS.js","./assets/cs-BWLsXynx.js","./assets/de-DwV8M7hI.js","./assets/dialogs-DOs07Cw7.js","./assets/editor-BgdxwF2o.js","./assets/element-C5x6WSLT.js","./assets/fetch-DQ8zcC6F.js","./assets/help-DB3XNbTf.js","./assets/keys-CZ5w1B6v.js","./assets/leave-CFUJgbwb.js","./assets/line-Bb32pmMm.js","./assets/link-CeGb2t1f.js","./assets/own-CA4Bjeq8.js","./assets/parse-sPFySdth.js","./assets/prose-BZGGCZUe.js","./assets/question-B1tR4rC_.js","./assets/start-C8RkUQnr.js","./assets/timeline-Dk1mLrmK.js","./assets/trial-BFu7Uz9e.js","./assets/words-CWb487U4.js","./icon.svg"];
const CACHE = "keyward-e3882420a67ce7a3";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
