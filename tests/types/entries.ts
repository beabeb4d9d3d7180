// Every entry, in a project that has neither the browser's types nor Node's.
import { Keyward, type Decision } from "keyward";
import * as inline from "keyward/inline";
import * as slim from "keyward/slim";
import { noticeMessage } from "keyward/messages";
import { watch } from "keyward/watch";

declare const bytes: Uint8Array;
const api = slim.init(bytes);
const ward: Keyward = new api.Keyward("{}");
const other: inline.Keyward = new inline.Keyward("{}");
const decision: Decision = new slim.Keyward("{}").decide({ key: "k", operation: "o" });
watch(ward, "k", () => {});
export const answers = [other.allows("k", "GET", "/"), decision.allowed, api.expiryOf(0), noticeMessage];
// @ts-expect-error a name is no module
slim.init("keyward.wasm");
