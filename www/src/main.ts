import "./ui/style.css";
import { keepOffline } from "./offline/offline.js";
import { loadView } from "./views/load.js";

// At the same time: the view does not wait for the page.
void loadView(location.hash.replace(/^#\/?/, "").split("?", 1)[0]!);
void import("./app.js");

// The page comes first.
const keep = () => setTimeout(() => void keepOffline().catch(() => {}), 500);
if (document.readyState === "complete") keep();
else addEventListener("load", keep);
