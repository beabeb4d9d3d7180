// Lets now run, at so many milliseconds of the project's time for each of the wall clock's.
import { LAST_INSTANT } from "./now.js";
import { workbench } from "./workbench.js";

const TICK = 100;

class Player extends EventTarget {
  #timer: ReturnType<typeof setInterval> | undefined;
  /** Milliseconds in a second: an hour, a day, a week. */
  speed = 86_400_000;

  get isPlaying(): boolean {
    return this.#timer !== undefined;
  }

  play(): void {
    if (this.isPlaying) return;
    let last = performance.now();
    this.#timer = setInterval(() => {
      const now = performance.now();
      const next = Math.min(LAST_INSTANT, Math.round(workbench.now + ((now - last) * this.speed) / 1000));
      last = now;
      workbench.setNow(next, false);
    }, TICK);
    this.dispatchEvent(new Event("change"));
  }

  pause(): void {
    if (!this.isPlaying) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    workbench.setNow(workbench.now);
    this.dispatchEvent(new Event("change"));
  }
}

export const player = new Player();
