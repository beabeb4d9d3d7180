/**
 * Decisions and statuses in React, rendered again when the ward or time changes them.
 * @module keyward/react
 */
"use client";
// Decisions and statuses in React, rendered again when the ward or time changes them.
import { createContext, createElement, useContext, useMemo, useSyncExternalStore, type ReactNode } from "react";
import type { Keyward } from "./lib/keyward.js";
import { decisionOf, follow, settled, statusOf, wardFrom, type Question } from "./lib/live.js";
import type { Decision } from "./types/decision.js";
import type { Instant } from "./types/instant.js";
import type { AccessRequest } from "./types/request.js";
import type { KeyStatus } from "./types/status.js";

/** What `<KeywardProvider>` takes. */
export interface KeywardProviderProps {
  /** Who is asked. Keep it outside of components, or in state: a new one is another one. */
  readonly ward: Keyward;
  /** When the server rendered the page: what counts as now there, and while the page is hydrated, so that both render the same. */
  readonly renderedAt?: Instant | undefined;
  /** What asks the ward. */
  readonly children?: ReactNode;
}

/** Which ward is asked, where it is not that of the nearest `<KeywardProvider>`. */
export interface UseOptions {
  /** The ward that is asked. */
  readonly ward?: Keyward | undefined;
}

/** Of `useKeyStatus`. */
export interface KeyStatusOptions extends UseOptions {
  /** The instant that counts as now, for previews. */
  readonly at?: Instant | undefined;
}

/** What to render: nodes, or a function of the decision. */
export type CanChildren = ReactNode | ((decision: Decision) => ReactNode);

/** What `<Can>` takes. */
export interface CanProps extends UseOptions {
  /** What is asked. It may be written anew each time. */
  readonly request: AccessRequest;
  /** Where it is allowed. */
  readonly children?: CanChildren;
  /** Where it is denied; nothing if not given. */
  readonly denied?: CanChildren;
  /** Where it depends on facts that are not known (`facts_needed`); the children if not given, as it may well be allowed. */
  readonly depends?: CanChildren;
}

const Context = createContext<Pick<KeywardProviderProps, "ward" | "renderedAt"> | undefined>(undefined);

/**
 * Has everything below it ask a ward.
 * @example
 * const app = createElement(KeywardProvider, { ward }, "…"); // <KeywardProvider ward={ward}>…</KeywardProvider>
 */
export function KeywardProvider({ ward, renderedAt, children }: KeywardProviderProps): ReactNode {
  const value = useMemo(() => ({ ward, renderedAt }), [ward, renderedAt]);
  return createElement(Context.Provider, { value }, children);
}

/**
 * The ward of the nearest `<KeywardProvider>`.
 * @throws {KeywardError} `request_invalid`: there is none
 * @example
 * const ward = useKeyward();
 */
export const useKeyward = (): Keyward => useWard(undefined);

const useWard = (ward: Keyward | undefined): Keyward => {
  const context = useContext(Context);
  return wardFrom(ward ?? context?.ward, "to a <KeywardProvider> around this component");
};

/** Renders again when the answer changes. The same question, by its text, is the same one however often it is written anew. */
function useAnswer<A>(ward: Keyward, text: unknown, make: () => Question<A>): A {
  const at = useContext(Context)?.renderedAt;
  const [subscribe, read] = useMemo(() => {
    const { ask, changesAt } = make();
    let answer: A | undefined;
    const read = (at?: Instant): A => (answer = settled(answer, ask(at)));
    return [(tell: () => void) => follow(ward, () => changesAt(read()), tell), read] as const;
  }, [ward, text]);
  return useSyncExternalStore(subscribe, () => read(), () => read(at));
}

/** As text, in which what JSON leaves out counts, too. What has none is for the ward to refuse. */
function textOf(question: unknown): unknown {
  try {
    return JSON.stringify(question, (_, value: unknown) => (value === undefined || typeof value === "bigint" ? [String(value)] : value));
  } catch {
    return question;
  }
}

/**
 * The decision on a request, kept current: it renders again when the ward was changed and when `until` has come. With an `at` in
 * the request, for previews, time does not count.
 * @throws {KeywardError} of a wrong call, and `freed`
 * @example
 * const { allowed, reason } = useDecision({ key: "k1", operation: "list-assets", environment: "e1" });
 */
export function useDecision(request: AccessRequest, options?: UseOptions): Decision {
  const ward = useWard(options?.ward);
  return useAnswer(ward, textOf(request), () => decisionOf(ward, request));
}

/**
 * The status of a key, kept current: it renders again when the ward was changed and when `changesAt` has come. `null` while the ward
 * does not list the key. With an `at`, for previews, time does not count.
 * @throws {KeywardError} `freed`, `instant_invalid`, `request_invalid`
 * @example
 * const status = useKeyStatus("k1"); // null while the ward lists no such key
 */
export function useKeyStatus(key: string, options?: KeyStatusOptions): KeyStatus | null {
  const ward = useWard(options?.ward);
  return useAnswer(ward, textOf([key, options?.at]), () => statusOf(ward, key, options?.at));
}

/**
 * Renders by the decision on a request: what is allowed, denied, or depends on facts that are not known.
 * @example
 * const save = createElement(Can, { request, denied: ({ message }) => message }, "Save"); // <Can request={request} denied={…}>Save</Can>
 */
export function Can({ request, ward, children, denied, depends = children }: CanProps): ReactNode {
  const decision = useDecision(request, { ward });
  const shown = decision.allowed ? children : decision.reason === "facts_needed" ? depends : denied;
  return (typeof shown === "function" ? shown(decision) : shown) ?? null;
}
