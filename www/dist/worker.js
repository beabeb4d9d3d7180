// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/DCSZO4I5-BHeS8EKL.js","./assets/access-CxgaVlqK.js","./assets/analyze-Aw70kSuj.js","./assets/ar-DyqVx2hK.js","./assets/ask-CQuyokAm.js","./assets/banner-AqmVYXBh.js","./assets/change-JrR6Iq44.js","./assets/confirm-CLZUz_s8.js","./assets/cs-DothMtvA.js","./assets/de-Dg0-KuC4.js","./assets/dialogs-C-aX_c1-.js","./assets/editor-DlK-bXnH.js","./assets/element-hqN7nZc8.js","./assets/fetch-DUfgzzvw.js","./assets/help-C8YhpFt8.js","./assets/keys-BaI5tyoX.js","./assets/leave-ES3wYS1P.js","./assets/line-Bs85q0f9.js","./assets/link-B80AhB6U.js","./assets/own-BdLEXwBO.js","./assets/parse-sPFySdth.js","./assets/prose-NLbQNt6v.js","./assets/question-BmM7VKq3.js","./assets/start-SjeXTMXy.js","./assets/timeline-pJb0Ugi7.js","./assets/trial-Dc9-H4aO.js","./assets/words-DbQ7-5ez.js","./icon.svg"];
const CACHE = "keyward-164285abb606cdbf";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
