// What a strict Vue project writes.
import type { Decision, KeyStatus, Keyward } from "keyward";
import { Can, provideKeyward, useDecision, useKeyStatus, useKeyward, type CanProps } from "keyward/vue";
import { computed, defineComponent, h, reactive, ref, shallowRef, type Ref } from "vue";

declare const ward: Keyward;
const READ = { key: "k", operation: "list-content-items", environment: "e" } as const;

export const Provider = defineComponent((_, { slots }) => {
  provideKeyward(ward);
  provideKeyward(shallowRef(ward), { renderedAt: Date.now() });
  provideKeyward(() => ward);
  return () => slots["default"]?.();
});

export const Publish = defineComponent(() => {
  const id = ref("k");
  const decision: Readonly<Ref<Decision>> = useDecision(() => ({ ...READ, key: id.value }));
  const others = [useDecision(READ), useDecision(ref(READ)), useDecision(reactive({ ...READ })), useDecision(computed(() => READ), { ward: () => undefined })];
  const status: Readonly<Ref<KeyStatus | null>> = useKeyStatus(id, { ward, at: () => undefined });
  const level = computed(() => status.value?.level ?? "none");
  const { createKey } = useKeyward().value;
  void createKey;
  // @ts-expect-error: a decision is read, not set
  decision.value = others[0]!.value;
  // @ts-expect-error: a status may be null
  status.value.level;
  return () => h(Can, { request: READ }, { default: () => level.value, denied: ({ decision }: { decision: Decision }) => decision.reason });
});

export const props: CanProps & InstanceType<typeof Can>["$props"] = { request: READ, ward };
export const reason = (slots: InstanceType<typeof Can>["$slots"], decision: Decision): unknown => slots.depends?.({ decision });
// @ts-expect-error: a request is needed
export const none: CanProps = {};
// @ts-expect-error: a misspelt member
useDecision({ ...READ, enviroment: "e" });
// @ts-expect-error: no id
useKeyStatus(1);
