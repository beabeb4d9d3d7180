// Registers the worker that keeps the page's files, and tells when it has newer ones.

export const offline = new EventTarget();
let waiting: ServiceWorker | null = null;

export const hasNewer = (): boolean => waiting !== null;

/** Loads the newer page. */
export function takeNewer(): void {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  waiting?.postMessage("take over");
}

export async function keepOffline(): Promise<void> {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  const registration = await navigator.serviceWorker.register("./worker.js");
  const look = () => {
    if (registration.waiting === null || navigator.serviceWorker.controller === null) return;
    waiting = registration.waiting;
    offline.dispatchEvent(new Event("change"));
  };
  look();
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", look));
}
