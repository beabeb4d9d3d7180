import { Keyward } from "keyward";
import "keyward/element";
globalThis.Keyward = Keyward;
globalThis.ready = true;
