// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/DCSZO4I5-dhQLEVuI.js","./assets/access-DtcY9mtL.js","./assets/analyze-DoFEqbpm.js","./assets/ask-B67mCvoV.js","./assets/banner-CxXZv8rM.js","./assets/change-CUM2JnYD.js","./assets/confirm-ChqeEqD1.js","./assets/dialogs-DuqNM2F1.js","./assets/editor-DvNILeQC.js","./assets/element-BqYTXPIi.js","./assets/fetch-C3d2yZno.js","./assets/help-D0WErLtT.js","./assets/keys-CDox4wci.js","./assets/leave-CYBEPLdV.js","./assets/line-YGEfnyWx.js","./assets/link-BS0NTCsV.js","./assets/own-CebX0C6-.js","./assets/parse-sPFySdth.js","./assets/prose-DK8ug9Hg.js","./assets/question-o77nj4Dv.js","./assets/start-CgPP-hKM.js","./assets/timeline-CkN2wEbF.js","./assets/trial-B5O1Grwn.js","./assets/words-CPielxB5.js","./icon.svg"];
const CACHE = "keyward-66f0e3c492285b17";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
