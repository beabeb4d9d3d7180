// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/DCSZO4I5-B-5yLQeS.js","./assets/access-sMZYGSf_.js","./assets/analyze-CYcyMB3-.js","./assets/ask-BfG85Ngq.js","./assets/banner-DXEegxg3.js","./assets/change-ChkJC1Yn.js","./assets/confirm-DG7cRIuS.js","./assets/dialogs-DtpkS0JE.js","./assets/editor-GEqLbRur.js","./assets/element-DravbFWw.js","./assets/fetch-EGbQnCHV.js","./assets/help-z8a85qdv.js","./assets/keys-Dc15fGTZ.js","./assets/leave-DixSyQKJ.js","./assets/line-CZb2n7I9.js","./assets/link-DiaCH9lp.js","./assets/own-Dpjrx_cg.js","./assets/parse-sPFySdth.js","./assets/prose-B6_BLPu4.js","./assets/question-gY3K6lth.js","./assets/start-D81QmeE3.js","./assets/timeline-BUT8PbKv.js","./assets/trial-ChMKnpgF.js","./assets/words-CPielxB5.js","./icon.svg"];
const CACHE = "keyward-87aeb21afda31a40";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
