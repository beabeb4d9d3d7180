// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/DCSZO4I5-DdHMBHPz.js","./assets/access-Bar0nvp3.js","./assets/analyze-BEPZ7Eov.js","./assets/ar-BEDAivnw.js","./assets/ask-DAlBe9Kp.js","./assets/banner-DruLhpft.js","./assets/change-CEqLonJ1.js","./assets/confirm-Cjzz2F-j.js","./assets/cs-BmypQ6DS.js","./assets/de-DsOpR6ZT.js","./assets/dialogs-BWCKxsNi.js","./assets/editor-Bindq_kb.js","./assets/element--dliacmV.js","./assets/fetch-BWSqviFS.js","./assets/help-CbAXAtRt.js","./assets/keys-VPUhJhLK.js","./assets/leave-DCqyuNHv.js","./assets/line-CJdsdtUc.js","./assets/link-CvbwZAqB.js","./assets/own-C_E-QIFo.js","./assets/parse-sPFySdth.js","./assets/prose-BnXXQoUe.js","./assets/question-CJX4_qTx.js","./assets/start-CeOwkpic.js","./assets/timeline-Cz04f23C.js","./assets/trial-5gwA7gQ_.js","./assets/words-C2o2i4e5.js","./icon.svg"];
const CACHE = "keyward-21f3801c164d96fc";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
