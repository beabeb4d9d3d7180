// Starts the page, or says why it cannot start.

import { byId } from "./dom.js";

try {
  const [{ startDemo }, response] = await Promise.all([import("./demo.js"), fetch(new URL("sample-project.json", import.meta.url))]);
  if (!response.ok) throw new Error(`the sample answered ${response.status}`);
  startDemo(await response.text());
} catch (error) {
  byId("question").textContent = "keyward could not be loaded";
  byId("verdict-word").textContent = "No answer";
  byId("verdict-message").textContent = "Nothing was decided, so nothing is allowed. Reloading the page may help.";
  byId("verdict-message-below").textContent = byId("verdict-message").textContent;
  throw error;
} finally {
  byId("demo").removeAttribute("aria-busy");
}
