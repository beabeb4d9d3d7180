// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/HUHYZFZA-GpLBkxNb.js","./assets/access-CJlynnQH.js","./assets/analyze-OfaZJr__.js","./assets/ask-BRMlE4M4.js","./assets/banner-Bl6plQ-P.js","./assets/change-CDbwJImf.js","./assets/confirm--O3xiK8I.js","./assets/dialogs-7c-ou1uU.js","./assets/editor-DsC9NS9u.js","./assets/element-CLCRQNNW.js","./assets/fetch-Deg5wJwd.js","./assets/help-CGuxVa0l.js","./assets/keys-DKGLk2sg.js","./assets/leave-D_ThrnFH.js","./assets/line-Bm-oikQV.js","./assets/link-BFXHrhVm.js","./assets/own-u4OhyY1f.js","./assets/parse-sPFySdth.js","./assets/prose-D91YnXLn.js","./assets/question-vQvBmpLO.js","./assets/start-DCkXexP_.js","./assets/timeline-BgPudLpL.js","./assets/trial-CI2UR3TY.js","./assets/words-CX_u6jw4.js","./icon.svg"];
const CACHE = "keyward-b4a8dd7e0cdc5a69";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
