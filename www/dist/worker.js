// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/6PE6UUDW-QlBNBV7c.js","./assets/access-uPDusYnj.js","./assets/analyze-CbENm-xv.js","./assets/ask-a2n48aFw.js","./assets/banner-Coq0GrDC.js","./assets/change-DJKL0l01.js","./assets/confirm-CTGDn9CN.js","./assets/dialogs-CCjsNY4t.js","./assets/editor-Dyvzm_hs.js","./assets/element-C_-u_PAL.js","./assets/fetch-i62p0Y75.js","./assets/help-BePmocD-.js","./assets/keys-3D-_rbb6.js","./assets/leave-VhD77GGa.js","./assets/line-Cbg-9g5O.js","./assets/link-CxLdy2uP.js","./assets/own-CqBtujI3.js","./assets/parse-sPFySdth.js","./assets/prose-IMHhxAWI.js","./assets/question-Dcr47vJD.js","./assets/start-Bd2Ptvww.js","./assets/timeline-BLjGCB9O.js","./assets/trial-B-IC9C3e.js","./assets/words-CPielxB5.js","./icon.svg"];
const CACHE = "keyward-2b91346c22ef614d";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
