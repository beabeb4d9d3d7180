/**
 * Decisions and statuses in Vue, current when the ward or time changes them.
 * @module keyward/vue
 */
// Decisions and statuses in Vue, current when the ward or time changes them.
import { computed, customRef, defineComponent, getCurrentInstance, getCurrentScope, hasInjectionContext, inject, onMounted, provide, shallowRef, toRaw, toValue, watchPostEffect } from "vue";
import type { InjectionKey, MaybeRefOrGetter, Ref, ShallowRef } from "vue";
import type { Keyward } from "./lib/keyward.js";
import { decisionOf, follow, settled, statusOf, wardFrom, type Question } from "./lib/live.js";
import type { Decision } from "./types/decision.js";
import type { Instant } from "./types/instant.js";
import type { AccessRequest } from "./types/request.js";
import type { KeyStatus } from "./types/status.js";

/** How `provideKeyward` provides. */
export interface ProvideOptions {
  /** When the server rendered the page: what counts as now there, and while the page is hydrated, so that both render the same. */
  readonly renderedAt?: Instant | undefined;
}

/** Which ward is asked, where it is not the provided one. */
export interface UseOptions {
  /** The ward that is asked. */
  readonly ward?: MaybeRefOrGetter<Keyward | undefined>;
}

/** Of `useKeyStatus`. */
export interface KeyStatusOptions extends UseOptions {
  /** The instant that counts as now, for previews. */
  readonly at?: MaybeRefOrGetter<Instant | undefined>;
}

/** What `<Can>` takes. */
export interface CanProps {
  /** What is asked. */
  readonly request: AccessRequest;
  /** Who is asked, if not the ward that was provided. */
  readonly ward?: Keyward | undefined;
}

/** The slots of `<Can>`, each with the decision. */
export interface CanSlots {
  /** Where it is allowed. */
  default?(scope: { readonly decision: Decision }): unknown;
  /** Where it is denied; nothing if not given. */
  denied?(scope: { readonly decision: Decision }): unknown;
  /** Where it depends on facts that are not known (`facts_needed`); the default slot if not given, as it may well be allowed. */
  depends?(scope: { readonly decision: Decision }): unknown;
}

interface Provided {
  readonly ward: MaybeRefOrGetter<Keyward>;
  /** What counts as now until the page is hydrated. */
  readonly now: ShallowRef<Instant | undefined>;
}

const PROVIDED: InjectionKey<Provided> = Symbol.for("keyward/vue");

/** Nothing outside of components. */
const injected = (): Provided | undefined => (hasInjectionContext() ? inject(PROVIDED, undefined) : undefined);

/**
 * Has the components below this one ask a ward: itself, a ref of it, or a getter. For `setup`.
 * @example
 * provideKeyward(ward, { renderedAt: Date.now() });
 */
export function provideKeyward(ward: MaybeRefOrGetter<Keyward>, options?: ProvideOptions): void {
  const now = shallowRef(options?.renderedAt);
  onMounted(() => (now.value = undefined));
  provide(PROVIDED, { ward, now });
}

/**
 * The ward that was provided.
 * @throws {KeywardError} `request_invalid`, when it is read: there is none
 * @example
 * const ward = useKeyward(); // ward.value
 */
export function useKeyward(): Readonly<Ref<Keyward>> {
  const provided = injected();
  return readOnly(() => wardOf(provided));
}

// What has the methods of a ward comes as a proxy from a `ref`, and that has no private members.
const wardOf = (provided: Provided | undefined, options?: UseOptions): Keyward =>
  wardFrom(toRaw(toValue(options?.ward) ?? toValue(provided?.ward)), "to `provideKeyward`, in a component around this one");

/** A ref that nobody sets. */
const readOnly = <A>(get: () => A): Readonly<Ref<A>> => customRef(() => ({ get, set: () => {} }));

/** An error is an outcome like an answer: a `computed` that throws would give its last value to whoever reads it next. */
type Outcome<A> = { readonly ward: Keyward; readonly answer: A; readonly changesAt: number | null } | { readonly error: unknown };

function useAnswer<A>(options: UseOptions | undefined, questionOf: (ward: Keyward) => Question<A>): Readonly<Ref<A>> {
  const provided = injected();
  const changes = shallowRef(0);
  const outcome = computed<Outcome<A>>((before) => {
    void changes.value;
    try {
      const ward = wardOf(provided, options);
      const { ask, changesAt } = questionOf(ward);
      const known = before !== undefined && "answer" in before ? before : undefined;
      const answer = settled(known?.answer, ask(provided?.now.value));
      const next = changesAt(answer);
      return known?.ward === ward && known.answer === answer && known.changesAt === next ? known : { ward, answer, changesAt: next };
    } catch (error) {
      return { error };
    }
  });
  const tell = (): void => {
    changes.value += 1;
  };
  const start = (): void => {
    watchPostEffect((onCleanup) => {
      if ("error" in outcome.value) return;
      onCleanup(follow(outcome.value.ward, () => ("error" in outcome.value ? null : outcome.value.changesAt), tell));
      queueMicrotask(tell); // the ward may have changed since it was asked
    });
  };
  // A component is never mounted on the server. Its scope may be that of a store, which lives on without it.
  const scope = getCurrentScope();
  if (getCurrentInstance() === null) start();
  else onMounted(() => scope?.run(start));
  return readOnly(() => {
    if ("error" in outcome.value) throw outcome.value.error;
    return outcome.value.answer;
  });
}

/**
 * The decision on a request, kept current: when the request (itself, a ref, or a getter) or the ward was changed, and when `until`
 * has come. With an `at` in the request, for previews, time does not count.
 * @throws {KeywardError} when it is read: of a wrong call, and `freed`
 * @example
 * const decision = useDecision(() => ({ key: "k1", operation: "list-assets", environment: "e1" })); // decision.value.allowed
 */
export const useDecision = (request: MaybeRefOrGetter<AccessRequest>, options?: UseOptions): Readonly<Ref<Decision>> =>
  useAnswer(options, (ward) => decisionOf(ward, toValue(request)));

/**
 * The status of a key, kept current: when the id or the ward was changed, and when `changesAt` has come. `null` while the ward does
 * not list the key. With an `at`, for previews, time does not count.
 * @throws {KeywardError} when it is read: `freed`, `instant_invalid`, `request_invalid`
 * @example
 * const status = useKeyStatus("k1"); // status.value, null while the ward lists no such key
 */
export const useKeyStatus = (key: MaybeRefOrGetter<string>, options?: KeyStatusOptions): Readonly<Ref<KeyStatus | null>> =>
  useAnswer(options, (ward) => statusOf(ward, toValue(key), toValue(options?.at)));

/** Renders by the decision on a request: what is allowed, denied, or depends on facts that are not known. */
export const Can: new () => { $props: CanProps; $slots: CanSlots } = defineComponent(
  (props: CanProps, { slots }) => {
    const decision = useDecision(() => props.request, { ward: () => props.ward });
    return () => {
      const { allowed, reason } = decision.value;
      const slot = allowed ? slots.default : reason === "facts_needed" ? (slots.depends ?? slots.default) : slots.denied;
      return slot?.({ decision: decision.value });
    };
  },
  { name: "Can", props: ["request", "ward"] },
) as never;
