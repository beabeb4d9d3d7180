// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/YRLMHLTH-BS9XDfjZ.js","./assets/access-BcpNs_Up.js","./assets/analyze-pXFU2w0Z.js","./assets/ask-CSeu43TI.js","./assets/banner-BN8W3zqn.js","./assets/change-DlDEeERn.js","./assets/confirm-D1gttgsB.js","./assets/dialogs-DN-YwFm1.js","./assets/editor-n8UFvuCa.js","./assets/element-Dh8eycda.js","./assets/fetch-BvFRANAJ.js","./assets/help-Cy0QfT7V.js","./assets/keys-CeWWZfVS.js","./assets/leave-C4QBR8Zs.js","./assets/line-Cu1eg0kn.js","./assets/link-BOhiX3B9.js","./assets/own-BbFrutB_.js","./assets/parse-sPFySdth.js","./assets/prose-DMPjHzSY.js","./assets/question-DvpI6IdL.js","./assets/start-CyM7Wyds.js","./assets/timeline-Cabth5xe.js","./assets/trial--i3ggrhe.js","./assets/words-CPielxB5.js","./icon.svg"];
const CACHE = "keyward-7f5c89971c6e8b9a";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
