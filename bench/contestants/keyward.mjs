// keyward itself, from the committed package, or from the folder that the environment names.
import { pathToFileURL } from "node:url";

const { KEYWARD_PACKAGE } = process.env;
const { Keyward } = await import(KEYWARD_PACKAGE === undefined ? "../../pkg/inline.js" : pathToFileURL(`${KEYWARD_PACKAGE}/inline.js`));

export const load = (projectText, catalogText) => (catalogText === undefined ? new Keyward(projectText) : new Keyward(projectText, { catalog: catalogText }));
