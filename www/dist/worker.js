// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/DCSZO4I5-T4-j-apm.js","./assets/access-DHhrd4FT.js","./assets/analyze-DotU86YE.js","./assets/ar-C3mOeXDx.js","./assets/ask-BnZShPxk.js","./assets/banner-ASOirsLE.js","./assets/change-K7FHm2OL.js","./assets/confirm-B-_7qoXi.js","./assets/cs-kIlXG9Op.js","./assets/de-8qvEpDXM.js","./assets/dialogs-9IIrli7M.js","./assets/editor-CaM65rh5.js","./assets/element-BV0uIMDz.js","./assets/fetch-DN5V3tul.js","./assets/help-BKmSC-bn.js","./assets/keys-CUzUSj8R.js","./assets/leave-DO2v_tCX.js","./assets/line-BmRcM6zl.js","./assets/link-BcPSgyI2.js","./assets/own-rIRec91O.js","./assets/parse-BytxRgHc.js","./assets/prose-DuCaJNJb.js","./assets/question-eUpwpfxS.js","./assets/start-CiJw8lmQ.js","./assets/timeline-CcENCHpr.js","./assets/trial-DpTDDMHh.js","./assets/words-Dz4tHsil.js","./icon.svg"];
const CACHE = "keyward-75a2d59a2670d9bb";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
