// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/4PIRDWYQ-DDJgaJqX.js","./assets/access-Cql_z7Kb.js","./assets/analyze-D_NIPRyp.js","./assets/ask-Dd52U-KO.js","./assets/banner-9tPfAhFR.js","./assets/change-C6zX00ch.js","./assets/confirm-B4GTlamE.js","./assets/dialogs-DWPbOJ53.js","./assets/editor-Bjt0RI2H.js","./assets/element-CzU51XKu.js","./assets/fetch-7KrpHvbT.js","./assets/help-DJm34iD8.js","./assets/keys-C5KbAqc9.js","./assets/leave-B5maFTpj.js","./assets/line-Dq-xLJa7.js","./assets/link-CWFTafik.js","./assets/own-DSo8OVSA.js","./assets/parse-sPFySdth.js","./assets/prose-C04vsqVE.js","./assets/question-DVqLyJcz.js","./assets/start-DCbzfrts.js","./assets/timeline-CRQXDhpx.js","./assets/trial-DDKOx9hj.js","./assets/words-CX_u6jw4.js","./icon.svg"];
const CACHE = "keyward-0dc02def093d0298";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
