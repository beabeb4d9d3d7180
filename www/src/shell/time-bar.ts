// What counts as now, and how it is moved.
import { language } from "../language/language.js";
import { say } from "../language/page.js";
import { SAMPLE_MOMENT } from "../model/now.js";
import { player } from "../model/player.js";
import { workbench } from "../model/workbench.js";
import { ICONS } from "../ui/icon-paths.js";
import { tool, writeTime } from "./dress.js";

const bar = document.querySelector<HTMLElement>(".time-bar")!;

function draw(): void {
  const { now, isLive } = workbench;
  writeTime(language(), now, isLive);
  tool("live").ariaPressed = String(isLive);
  // It keeps its place: what is pressed must not move other buttons.
  tool("sample-moment").ariaDisabled = String(now === SAMPLE_MOMENT);
  tool("sample-moment").hidden = workbench.source.kind !== "sample";
  const play = tool("play");
  play.querySelector("path")!.setAttribute("d", ICONS[player.isPlaying ? "pause" : "play"]);
  play.ariaLabel = player.isPlaying ? say().pause : say().play;
  play.dataset.playing = String(player.isPlaying);
}

export function startTimeBar(): void {
  for (const button of bar.querySelectorAll<HTMLElement>("[data-by]")) button.addEventListener("click", () => workbench.setNow(workbench.now + Number(button.dataset.by)));
  tool("play").addEventListener("click", () => (player.isPlaying ? player.pause() : player.play()));
  tool("speed").addEventListener("change", ({ target }) => (player.speed = Number((target as HTMLSelectElement).value)));
  tool("live").addEventListener("click", () => (player.pause(), workbench.setNow(null)));
  tool("sample-moment").addEventListener("click", () => (player.pause(), workbench.setNowToSample()));
  tool("time-toggle").addEventListener("click", ({ currentTarget }) => {
    const button = currentTarget as HTMLElement;
    button.ariaExpanded = String(button.ariaExpanded !== "true");
  });
  player.addEventListener("change", draw);
  for (const event of ["project", "time", "address"] as const) workbench.addEventListener(event, draw);
  // Live, the minute on display changes by itself.
  setInterval(() => workbench.isLive && workbench.dispatchEvent(new Event("time")), 15_000);
}
