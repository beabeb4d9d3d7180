// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/DCSZO4I5-BAMWMU5g.js","./assets/access-7rlI3hbR.js","./assets/analyze-WRnKJIGa.js","./assets/ask-DjZQHUCh.js","./assets/banner-BNA0DBhZ.js","./assets/change-Bh27-Uty.js","./assets/confirm-TxnJZcUi.js","./assets/dialogs-BLa1YNqJ.js","./assets/editor-BzmxWDqp.js","./assets/element-BdoXvSnX.js","./assets/fetch-DwhEOOBa.js","./assets/help-4ZcOcEEm.js","./assets/keys-CEBALztN.js","./assets/leave-hYFfJj94.js","./assets/line-DUaEVquF.js","./assets/link-BsfwQnfI.js","./assets/own-B5L64OKd.js","./assets/parse-sPFySdth.js","./assets/prose-CGyFniam.js","./assets/question-Dtjvoz5q.js","./assets/start-KPLb3aqJ.js","./assets/timeline-DWsscdLI.js","./assets/trial-DZw6t6sY.js","./assets/words-CPielxB5.js","./icon.svg"];
const CACHE = "keyward-8a6df344975af870";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
