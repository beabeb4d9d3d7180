// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/HUHYZFZA-CbmWqGJO.js","./assets/access-ChtiIQZj.js","./assets/analyze-BZ9ejoAK.js","./assets/ask-4F5ABGUD.js","./assets/banner-eRUUDRfd.js","./assets/change-CvZVzLi4.js","./assets/confirm-BfjP-C1o.js","./assets/dialogs-B4xRMLDm.js","./assets/editor-o5rXJ5lJ.js","./assets/element-CLRYpYog.js","./assets/fetch-D68HkdMD.js","./assets/help-rXE5mplN.js","./assets/keys-D2rw4vbu.js","./assets/leave-CrPBHqJx.js","./assets/line-CS_F-tzZ.js","./assets/link-BLkowtcK.js","./assets/own-64WFyQ0Y.js","./assets/parse-sPFySdth.js","./assets/prose-CcqrxnIq.js","./assets/question-CKsMbJ39.js","./assets/start-CzspKg-E.js","./assets/timeline-C0Yh-tD9.js","./assets/trial-cgiG_1us.js","./assets/words-CX_u6jw4.js","./icon.svg"];
const CACHE = "keyward-ac77236ea5cee3fa";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
