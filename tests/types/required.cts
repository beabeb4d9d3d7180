// A CommonJS project.
import keyward = require("keyward");
import { statusMessage } from "keyward/messages";

const ward: keyward.Keyward = new keyward.Keyward("{}");
export const label: string = statusMessage(ward.status("k")).label;
