// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/YRLMHLTH-CoCVfUY4.js","./assets/access-542smfuj.js","./assets/analyze-DmpEa1dQ.js","./assets/ask-15LvOYa9.js","./assets/banner-Bjvf3gzO.js","./assets/change-BD-4mkaB.js","./assets/confirm-Bru1SH1E.js","./assets/dialogs-DEJx7RBE.js","./assets/editor-fEKHX7be.js","./assets/element-DGdSjwl2.js","./assets/fetch-DmymTBvz.js","./assets/help-CXMdfwo6.js","./assets/keys-BzUPSxgM.js","./assets/leave-DW4xlfSi.js","./assets/line-CgAufmCQ.js","./assets/link-CL0vqSVz.js","./assets/own-1h96fNf0.js","./assets/parse-sPFySdth.js","./assets/prose-Dg3Y7I8c.js","./assets/question-C13BVPUP.js","./assets/start-B-3bQ0D2.js","./assets/timeline-DYiOfGvw.js","./assets/trial-CGVsCa7l.js","./assets/words-CPielxB5.js","./icon.svg"];
const CACHE = "keyward-8d7bd551e19e4b4f";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
