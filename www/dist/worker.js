// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/HUHYZFZA-B90eKUdL.js","./assets/access-BZP4AH5E.js","./assets/analyze-Bi8WgLi1.js","./assets/ask-CBPAm0GI.js","./assets/banner-C-gK6NLB.js","./assets/change-CO6SvhSG.js","./assets/confirm-CvwBYY-C.js","./assets/dialogs-C9dY_DZ5.js","./assets/editor-OqLooSYd.js","./assets/element-C4kBwLX1.js","./assets/fetch-CspXLvr_.js","./assets/help-BWjqr5fK.js","./assets/keys-hwFbJZ7v.js","./assets/leave-Dgkp_tO5.js","./assets/line-D-Wb6ks2.js","./assets/link-B-3nJkh6.js","./assets/own-B0IqbLoM.js","./assets/parse-sPFySdth.js","./assets/prose-BXE_2brW.js","./assets/question-DLS06i3T.js","./assets/start-sBLbzAAE.js","./assets/timeline-BjdPT-Hf.js","./assets/trial-CaHJMda9.js","./assets/words-CX_u6jw4.js","./icon.svg"];
const CACHE = "keyward-5eb0bc82ccae127f";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
