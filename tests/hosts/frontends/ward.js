// The ward of the blocks of docs/hosts.md for React and Vue, with the key `k1`.
import { makeWard, record } from "./setting.js";

export const ward = makeWard();
ward.update([{ set: "key", value: record("k1") }]);
