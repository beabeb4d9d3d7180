// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/6PE6UUDW-CYwm0WsW.js","./assets/access-BTgA99hl.js","./assets/analyze-yVIMJBWP.js","./assets/ask-DuGJgpv7.js","./assets/banner-DkvZyQ71.js","./assets/change-B0bq97Nm.js","./assets/confirm-CUVt-U16.js","./assets/dialogs-B1UIHxOp.js","./assets/editor-Cyy-MsSC.js","./assets/element-DWbokYLu.js","./assets/fetch-BeS-s36N.js","./assets/help-DD66AFnJ.js","./assets/keys-D2OoWUfZ.js","./assets/leave-D5PqdjtQ.js","./assets/line-ojjH6TCt.js","./assets/link-jxZbba_T.js","./assets/own-BLLrddf_.js","./assets/parse-sPFySdth.js","./assets/prose-D1ediqS0.js","./assets/question-DwnP19FV.js","./assets/start-y4obeqQW.js","./assets/timeline-DfhEtCv-.js","./assets/trial-vx_wsNYn.js","./assets/words-CPielxB5.js","./icon.svg"];
const CACHE = "keyward-339ac240d923ce9c";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
