// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/V5VUIA4L-B2q559hU.js","./assets/access-BYhgkmtS.js","./assets/analyze-DaKi8mUJ.js","./assets/ask-XjB0XjOm.js","./assets/banner-DCYVe2bz.js","./assets/change-CLCPzdFK.js","./assets/confirm-C9jyQU0D.js","./assets/dialogs-CJg1-HnE.js","./assets/editor-JmY7lzXu.js","./assets/element-HnBnWCrh.js","./assets/fetch-CdYTkZYv.js","./assets/help-i4tzoWqh.js","./assets/keys-DeJQBnqc.js","./assets/leave-BaWHr2-9.js","./assets/line-BBeoP0tG.js","./assets/link-CNe_UzcX.js","./assets/own-QZ-yXPCC.js","./assets/parse-sPFySdth.js","./assets/prose-Zq_ewao-.js","./assets/question-B4na4oO_.js","./assets/start-x4WSZkdO.js","./assets/timeline-BJHvpVXW.js","./assets/trial-_-3a-zjo.js","./assets/words-CPielxB5.js","./icon.svg"];
const CACHE = "keyward-4c9aebcfd04b5bfd";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
