import "./ui/style.css";
import "./app.js";
import { keepOffline } from "./offline/offline.js";

// The page comes first.
addEventListener("load", () => setTimeout(() => void keepOffline().catch(() => {}), 500));
