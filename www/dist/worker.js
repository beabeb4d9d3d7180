// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/YRLMHLTH-rn5wQCNZ.js","./assets/access-Cn1GG_Y0.js","./assets/analyze-D5cMnjXP.js","./assets/ask-BTBEjIxU.js","./assets/banner-ChNkt4GS.js","./assets/change-Dncytuxv.js","./assets/confirm-BzSP4Unp.js","./assets/dialogs-D_LELl1a.js","./assets/editor-0C4Hd9UA.js","./assets/element-C37dbr6V.js","./assets/fetch-CtIh3_KC.js","./assets/help-B00rFkTU.js","./assets/keys-DJyLqCOY.js","./assets/leave-Bfej53c0.js","./assets/line-nkmzJx0r.js","./assets/link-D5yT9Ozd.js","./assets/own-D5N_Px2c.js","./assets/parse-sPFySdth.js","./assets/prose-B4tOfghX.js","./assets/question-BY2uuhW0.js","./assets/start-B-kw3-VB.js","./assets/timeline-DXyviniR.js","./assets/trial-b308Fx2P.js","./assets/words-CPielxB5.js","./icon.svg"];
const CACHE = "keyward-a92cedaa6ce600c0";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
