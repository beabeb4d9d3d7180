// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/DCSZO4I5-DIVGdqCa.js","./assets/access-C9itq8uE.js","./assets/analyze-DU1Swkx4.js","./assets/ar-BZ2JqE-f.js","./assets/ask-Btl-k4m7.js","./assets/banner-1qbo3hKQ.js","./assets/change-B6lsRQIZ.js","./assets/confirm-D5ygNy46.js","./assets/cs-BQsGbaY0.js","./assets/de-CPiDLU4V.js","./assets/dialogs-Sjs_EA9Q.js","./assets/editor-BfYqTLQi.js","./assets/element-HZC0vsDt.js","./assets/fetch-BUYggt7h.js","./assets/help-Cai8skIP.js","./assets/keys-ByLN7j2e.js","./assets/leave-BNy4ataM.js","./assets/line-FApXocCS.js","./assets/link-6d8IUSJg.js","./assets/own-CeNwBw_U.js","./assets/parse-BytxRgHc.js","./assets/prose-BGKok4ET.js","./assets/question-tGmeAsXa.js","./assets/start-oXzNqGO6.js","./assets/timeline-CR9JPVlj.js","./assets/trial-2UnXhVg1.js","./assets/words-D0IuXjE_.js","./icon.svg"];
const CACHE = "keyward-f4a0e0e909c9ddb8";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
