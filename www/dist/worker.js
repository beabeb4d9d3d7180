// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/YRLMHLTH-BbAEofS7.js","./assets/access-DSLJfO0e.js","./assets/analyze-DPXOkZN-.js","./assets/ask-BiwXIxJW.js","./assets/banner-CN59Q_I1.js","./assets/change-C1HnJ7-o.js","./assets/confirm-BZgJrzT_.js","./assets/dialogs-BOVgwy0F.js","./assets/editor-DU3_RhGA.js","./assets/element-CzELUckZ.js","./assets/fetch-Crb3P8rE.js","./assets/help-DmBvL1ik.js","./assets/keys-BxW1T9BU.js","./assets/leave-BzcrSJU_.js","./assets/line-Cw5JD5NT.js","./assets/link-BRQKvJnd.js","./assets/own-C0H2MZIX.js","./assets/parse-sPFySdth.js","./assets/prose-B7MzC-tx.js","./assets/question-C0moUhUW.js","./assets/start-CNEshL_V.js","./assets/timeline-C2IeIpnA.js","./assets/trial-B2S4cD9O.js","./assets/words-CPielxB5.js","./icon.svg"];
const CACHE = "keyward-0b3591bdfdb3e689";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
