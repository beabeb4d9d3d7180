// A line about long work, where somebody sees it.
import type { Output } from "./main.js";

/** Between two lines, in milliseconds. */
const PAUSE = 200;

/** Short work shows nothing. */
export function showing(output: Output): { tell(read: number, all: number | null): void; end(): void } {
  let next = performance.now() + PAUSE;
  let isShown = false;
  return {
    tell(read, all) {
      const now = performance.now();
      if (output.isTTY !== true || now < next) return;
      next = now + PAUSE;
      isShown = true;
      const megabytes = `${(read / 1e6).toFixed(1)} MB read`;
      output.write(`\r\u001b[K${all === null || all === 0 ? megabytes : `${megabytes}, ${Math.floor((read / all) * 100)} %`}`);
    },
    end() {
      if (isShown) output.write("\r\u001b[K");
      isShown = false;
    },
  };
}
