// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/HUHYZFZA-CcF-N-42.js","./assets/access-rhZgeQLQ.js","./assets/analyze-BLxc93qZ.js","./assets/ask-Ct2D2Y9M.js","./assets/banner-iJpEHpvg.js","./assets/change-C3Ce3Y_k.js","./assets/confirm-BFlP0GGw.js","./assets/dialogs-CQgV1x76.js","./assets/editor-CRsdArTn.js","./assets/element-hqJs7y5t.js","./assets/fetch-D3TquuNz.js","./assets/help-R1rKFBeo.js","./assets/keys-2GUBJ4NE.js","./assets/leave-DbVitioT.js","./assets/line-A0utfcR_.js","./assets/link-CPcEOjTs.js","./assets/own-DzUC1q53.js","./assets/parse-sPFySdth.js","./assets/prose-C2LmnKS7.js","./assets/question-DgUFmlqI.js","./assets/start-CwPi5O_F.js","./assets/timeline-BC_rJThx.js","./assets/trial--aX3D4Co.js","./assets/words-CPielxB5.js","./icon.svg"];
const CACHE = "keyward-44b1de03e793a169";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
