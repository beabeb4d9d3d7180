// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/HUHYZFZA-BzolBbvi.js","./assets/access-S-g5QSGR.js","./assets/analyze-Ch8wLj3T.js","./assets/ask-CRFqsULV.js","./assets/banner-CWuO2h4R.js","./assets/change-C_Rio0Bi.js","./assets/confirm-D15BZYc1.js","./assets/dialogs-BMfc51xl.js","./assets/editor-DgPf6Wah.js","./assets/element-qK_Nj9mv.js","./assets/fetch-CN9Hbb0g.js","./assets/help-CFgXAkGD.js","./assets/keys-RZj67Cfc.js","./assets/leave-Dgm8rDlq.js","./assets/line-DaYTRelN.js","./assets/link-CWTwriS2.js","./assets/own-B_7fL611.js","./assets/parse-sPFySdth.js","./assets/prose-vPRZMgUe.js","./assets/question-BoP89RQ3.js","./assets/start-BwEJIoY6.js","./assets/timeline-DrFo1uJk.js","./assets/trial-DDLRm5YC.js","./assets/words-CPielxB5.js","./icon.svg"];
const CACHE = "keyward-29e293b25525f69c";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
