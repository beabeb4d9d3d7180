// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/YRLMHLTH-D7bb-Isb.js","./assets/access-DECr1kcx.js","./assets/analyze-Du06tDqb.js","./assets/ask-6ie65PYB.js","./assets/banner-CTJ3yPA8.js","./assets/change-CURVGfSW.js","./assets/confirm-CpY79GHW.js","./assets/dialogs-DGfe_McT.js","./assets/editor-BEhyXe2k.js","./assets/element-C_-rjHwp.js","./assets/fetch-B7udC_xL.js","./assets/help-CFoW9Y8E.js","./assets/keys-BXfIUBZ7.js","./assets/leave-DIE8SeJ7.js","./assets/line-BuiZ22Ya.js","./assets/link-BDSDlwXl.js","./assets/own-D8OAHFpx.js","./assets/parse-sPFySdth.js","./assets/prose-BMuJ52Dd.js","./assets/question-BVQc3o-_.js","./assets/start-Cus19Tmh.js","./assets/timeline-C9xlQMjp.js","./assets/trial-7l6ZIxK_.js","./assets/words-CPielxB5.js","./icon.svg"];
const CACHE = "keyward-bb6c5671b3d16e49";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
