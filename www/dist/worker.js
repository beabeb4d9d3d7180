// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/DCSZO4I5-BKeZZb7Q.js","./assets/access-BF7VGtbJ.js","./assets/analyze-BK0C-dgh.js","./assets/ar-gJE0LU9I.js","./assets/ask-w4uvRtV3.js","./assets/banner-N-zccWcY.js","./assets/change-SiKItVKX.js","./assets/confirm-CVXRT766.js","./assets/cs-bJY8ekXE.js","./assets/de-CUm0lea5.js","./assets/dialogs-CqIeJiKl.js","./assets/editor-BYo-4Oa_.js","./assets/element-C6z7GrPe.js","./assets/fetch-s3IZ6zqZ.js","./assets/help-CM2nCktG.js","./assets/keys-DW0HUhLx.js","./assets/leave-Cl3keX-n.js","./assets/line-BEcGr54W.js","./assets/link-Cb4roTqb.js","./assets/own-EYYJs2D2.js","./assets/parse-sPFySdth.js","./assets/prose-Cij06lfe.js","./assets/question-BUvFXMcI.js","./assets/start-ZOUkdaos.js","./assets/timeline-Zds2LJrG.js","./assets/trial-SAMfKotp.js","./assets/words-DKSdU3BX.js","./icon.svg"];
const CACHE = "keyward-a3b90745bf8ce707";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
