// keyward itself, from the committed package.
import { Keyward } from "../../pkg/inline.js";

export const load = (projectText, catalogText) => (catalogText === undefined ? new Keyward(projectText) : new Keyward(projectText, { catalog: catalogText }));
