// Which language an element is in, and when that changes: pages switch languages by `lang` of something around the element.

/** The root that an element stands in, that of its host, and so on. */
function rootsOf(element: Element): Node[] {
  const root = element.getRootNode();
  const { host } = root as Partial<ShadowRoot>;
  return [root, ...(host === undefined ? [] : rootsOf(host))];
}

/** The nearest `lang`, through the shadow roots that the element stands in; undefined if there is none. */
function nearestLang(element: Element): string | undefined {
  const near = element.closest("[lang]");
  if (near !== null) return near.getAttribute("lang")!;
  const { host } = element.getRootNode() as Partial<ShadowRoot>;
  return host && nearestLang(host);
}

const isTag = (tag: string): boolean => {
  try {
    return tag !== "" && Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
};

/** Tags that can be used, the first one first: the nearest `lang`, or else what the person prefers. */
export function languagesOf(element: Element): string[] {
  return [nearestLang(element) ?? "", ...(globalThis.navigator?.languages ?? [])].filter(isTag);
}

const followers = new Set<() => void>();
let observer: MutationObserver | undefined;

/** Calls back when a `lang` changes somewhere around, until the function it gives is called. All share one observer. */
export function onLanguage(element: Element, changed: () => void): () => void {
  followers.add(changed);
  observer ??= new MutationObserver(() => followers.forEach((follower) => follower()));
  for (const root of rootsOf(element)) observer.observe(root, { subtree: true, attributeFilter: ["lang"] });
  return () => {
    followers.delete(changed);
    if (followers.size > 0) return;
    observer?.disconnect();
    observer = undefined;
  };
}
