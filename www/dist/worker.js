// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/HUHYZFZA-C9RL1kTR.js","./assets/access-DeobWUfG.js","./assets/analyze-Br8nWQNU.js","./assets/ask-MV9vDAfR.js","./assets/banner-Drhygb3u.js","./assets/change-BgLRkKFO.js","./assets/confirm-m9frPrBj.js","./assets/dialogs-BtYKuwTo.js","./assets/editor-D-tPaV1E.js","./assets/element-DShHF05u.js","./assets/fetch-DvR5X3Fw.js","./assets/help-BfThG4u9.js","./assets/keys-BFI61D4x.js","./assets/leave-DxP_4rkQ.js","./assets/line-DI_rKX2Z.js","./assets/link-DHjADXtP.js","./assets/own-Drq3YvEp.js","./assets/parse-sPFySdth.js","./assets/prose-CIQS6Rjo.js","./assets/question-BeQpndWK.js","./assets/start-BJIQwN-n.js","./assets/timeline-bvJ1Hc9-.js","./assets/trial-D42ykyGW.js","./assets/words-CPielxB5.js","./icon.svg"];
const CACHE = "keyward-ad96bbfb75bbf77c";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
