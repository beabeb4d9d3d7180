// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/DCSZO4I5-6DqPCRyE.js","./assets/access-8IDIudBC.js","./assets/analyze-DQmqz9K7.js","./assets/ask-BOIr2TYi.js","./assets/banner-6bHNIrZ2.js","./assets/change-CeFebFWb.js","./assets/confirm-iEp04mmh.js","./assets/dialogs-D-mqj6bb.js","./assets/editor-DeBzefXj.js","./assets/element-DhZTQjcb.js","./assets/fetch-C8X6Gck7.js","./assets/help-D2hgdvBT.js","./assets/keys-hVGoEy6f.js","./assets/leave-BQpa58aq.js","./assets/line-B8KHsBbO.js","./assets/link-C7kjxtg8.js","./assets/own-Dh3oQfhM.js","./assets/parse-sPFySdth.js","./assets/prose-CEnNoONH.js","./assets/question-CEQ-T98d.js","./assets/start-BktsNGDX.js","./assets/timeline-BAuhNeQi.js","./assets/trial-CcuBuciz.js","./assets/words-CPielxB5.js","./icon.svg"];
const CACHE = "keyward-81f3cb1af5c8d7a3";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
