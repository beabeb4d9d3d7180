import "./ui/style.css";
import "./app.js";
