import "./ui/style.css";
import "./shell/shell.css";
import { keepOffline } from "./offline/offline.js";
import { startShell } from "./shell/shell.js";
import { startTimeBar } from "./shell/time-bar.js";
import { startWork } from "./work/start.js";
// What every view is made of comes with the page.
import "./ui/controls.js";
import "./ui/icons.js";
import "./ui/view.js";

const drawn = startShell();
startTimeBar();
// The page comes first.
void drawn.then(() => {
  startWork();
  setTimeout(() => void keepOffline().catch(() => {}), 500);
});
