// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/YRLMHLTH-Ah6-_MWB.js","./assets/access-CKZ-GR1a.js","./assets/analyze-W4r2SLOb.js","./assets/ask-DCorrtne.js","./assets/banner-GsiRjpoM.js","./assets/change-Cv7GmhJs.js","./assets/confirm-i8JT7O7L.js","./assets/dialogs-BTLQVV9P.js","./assets/editor-C4AnMkg4.js","./assets/element-geAsoKDS.js","./assets/fetch-C-vcUhfU.js","./assets/help-DALFn9EO.js","./assets/keys-CGz5GzO5.js","./assets/leave-DcO_NelJ.js","./assets/line-BC3sVdoj.js","./assets/link-B7g3Lu8i.js","./assets/own-CVj0VT4e.js","./assets/parse-sPFySdth.js","./assets/prose-DbGVgTTY.js","./assets/question-CAzuhQfa.js","./assets/start-CASlyymX.js","./assets/timeline-BYgSrRUQ.js","./assets/trial-2bSLkAr6.js","./assets/words-CPielxB5.js","./icon.svg"];
const CACHE = "keyward-1452ce46f8d578d9";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
