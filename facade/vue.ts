// Decisions and statuses in Vue, current when the ward or time changes them.
import { computed, defineComponent, inject, onMounted, provide, shallowRef, toRaw, toValue, watchPostEffect } from "vue";
import type { ComputedRef, InjectionKey, MaybeRefOrGetter, ShallowRef } from "vue";
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
  readonly ward?: MaybeRefOrGetter<Keyward | undefined>;
}

/** Of `useKeyStatus`. */
export interface KeyStatusOptions extends UseOptions {
  /** The instant that counts as now, for previews. */
  readonly at?: MaybeRefOrGetter<Instant | undefined>;
}

/** What `<Can>` takes. */
export interface CanProps {
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

/** Has the components below this one ask a ward: itself, a ref of it, or a getter. For `setup`. */
export function provideKeyward(ward: MaybeRefOrGetter<Keyward>, options?: ProvideOptions): void {
  const now = shallowRef(options?.renderedAt);
  onMounted(() => {
    now.value = undefined;
  });
  provide(PROVIDED, { ward, now });
}

/** The ward that was provided. @throws {KeywardError} `request_invalid`, when it is read: there is none */
export const useKeyward = (): ComputedRef<Keyward> => useWard(inject(PROVIDED, undefined));

// A ward in a `ref` comes as a proxy, which has none of its private members.
const useWard = (provided: Provided | undefined, options?: UseOptions): ComputedRef<Keyward> =>
  computed(() => wardFrom(toRaw(toValue(options?.ward) ?? toValue(provided?.ward)), "to `provideKeyward`, in a component around this one"));

function useAnswer<A>(options: UseOptions | undefined, questionOf: (ward: Keyward) => Question<A>): ComputedRef<A> {
  const provided = inject(PROVIDED, undefined);
  const ward = useWard(provided, options);
  const told = shallowRef(0);
  const question = computed(() => questionOf(ward.value));
  const answer = computed<A>((before) => {
    void told.value;
    return settled(before, question.value.ask(provided?.now.value));
  });
  const changesAt = computed(() => question.value.changesAt(answer.value));
  const tell = () => {
    told.value += 1;
  };
  watchPostEffect((onCleanup) => {
    onCleanup(follow(ward.value, () => changesAt.value, tell));
    queueMicrotask(tell); // the ward may have changed since it was asked
  });
  return answer;
}

/**
 * The decision on a request, kept current: when the request (itself, a ref, or a getter) or the ward was changed, and when `until`
 * has come. With an `at` in the request, for previews, time does not count.
 * @throws {KeywardError} when it is read: of a wrong call, and `freed`
 */
export const useDecision = (request: MaybeRefOrGetter<AccessRequest>, options?: UseOptions): ComputedRef<Decision> =>
  useAnswer(options, (ward) => decisionOf(ward, toValue(request)));

/**
 * The status of a key, kept current: when the id or the ward was changed, and when `changesAt` has come. `null` while the ward does
 * not list the key. With an `at`, for previews, time does not count.
 * @throws {KeywardError} when it is read: `freed`, `instant_invalid`, `request_invalid`
 */
export const useKeyStatus = (key: MaybeRefOrGetter<string>, options?: KeyStatusOptions): ComputedRef<KeyStatus | null> =>
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
