// Keeps the page's files, so that it works without a network. The build writes in which. Those whose names say what is in them
// are taken as the browser has them.
const FILES = ["./","./assets/YRLMHLTH-ChzzXJ3j.js","./assets/access-CGpimQp2.js","./assets/analyze-BdA7K7el.js","./assets/ask-C8UgfUs2.js","./assets/banner-Dd3plGIN.js","./assets/change-B8hJMFA9.js","./assets/confirm-D59N4xn5.js","./assets/dialogs-CxSP6kZn.js","./assets/editor-ByRhiXn4.js","./assets/element-BMcLJ6vX.js","./assets/fetch-vW0J7Cc0.js","./assets/help-BbAJ0zWr.js","./assets/keys-C0X0zdsg.js","./assets/leave-BusZ3cH0.js","./assets/line-CJliLHXC.js","./assets/link-BIOrZMoC.js","./assets/own-COgDylgP.js","./assets/parse-sPFySdth.js","./assets/prose-s4lwaUKu.js","./assets/question-Co5D5WaZ.js","./assets/start-C9sNvaC3.js","./assets/timeline-C3IJbsrB.js","./assets/trial-fO_XlWJZ.js","./assets/words-CPielxB5.js","./icon.svg"];
const CACHE = "keyward-f8cdf4dfc444d621";

addEventListener("install", (event) => event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: file.startsWith("./assets/") ? "default" : "no-cache" }))))));

addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("keyward-") && name !== CACHE).map((name) => caches.delete(name))))),
);

addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(event.request, { ignoreSearch: true })) ?? fetch(event.request)));
});
