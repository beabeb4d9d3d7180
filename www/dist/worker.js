// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/HUHYZFZA-DIJPxcJ-.js","./assets/access-CPg5LFiG.js","./assets/analyze-CTwjih6N.js","./assets/ask-BqO5aBD4.js","./assets/banner-DK6jVvir.js","./assets/change-7QmFh9Uj.js","./assets/confirm-CEz_5IJH.js","./assets/dialogs-Cl97-qT6.js","./assets/editor-QEyUgbH6.js","./assets/element-CC6YvDnt.js","./assets/fetch-BnoFJ_pe.js","./assets/help-Bj_e72HI.js","./assets/keys-BmizDnVy.js","./assets/leave-DBh8OPMF.js","./assets/line-B5pfJ7_Y.js","./assets/link-MK5LNVCl.js","./assets/own-qIiYTbd-.js","./assets/parse-sPFySdth.js","./assets/prose-DvYDRdJj.js","./assets/question-D9GzzcAz.js","./assets/start-Drd35bfa.js","./assets/timeline-BUJgHoQb.js","./assets/trial-Crqeit5g.js","./assets/words-CX_u6jw4.js","./icon.svg"];
const CACHE = "keyward-9ca00673f19f139b";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
