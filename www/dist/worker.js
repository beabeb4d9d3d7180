// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/YRLMHLTH-D73iAdpp.js","./assets/access-B5xWithF.js","./assets/analyze-DSkppgsF.js","./assets/ask-Brgdaqae.js","./assets/banner-pT_KxQJf.js","./assets/change-CCxntBSw.js","./assets/confirm-D81xQgXs.js","./assets/dialogs-D4R-XH_p.js","./assets/editor-Bt-8B6w4.js","./assets/element-CIO1AZNA.js","./assets/fetch-D3Jx6CIW.js","./assets/help-B2K14e4a.js","./assets/keys-BcDlNUDM.js","./assets/leave-CnrQkM_B.js","./assets/line-wzlp6co8.js","./assets/link-CLogWZrk.js","./assets/own-kkMDFlVb.js","./assets/parse-sPFySdth.js","./assets/prose-DWSSVyiD.js","./assets/question-BR75zIAV.js","./assets/start-mv6s05iX.js","./assets/timeline-Cg_OHFYG.js","./assets/trial-eyKcvBXp.js","./assets/words-CPielxB5.js","./icon.svg"];
const CACHE = "keyward-0e5eda62c7b36a61";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
