// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/access-ChZzGFDM.js","./assets/ask-DRbcugZ3.js","./assets/change-B4K7kIvk.js","./assets/fetch-4oDOKRzl.js","./assets/keys-BrTmTpSG.js","./assets/own-D0ee2LM_.js","./assets/parse-sPFySdth.js","./assets/question-BCO_5p-C.js","./assets/timeline-D9piszVB.js","./icon.svg"];
const CACHE = "keyward-e96a6ba5fbe1107e";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
