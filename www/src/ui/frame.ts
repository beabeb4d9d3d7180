/** Calls it once the next frame is drawn. */
export const afterFrame = (run: () => void): void => void requestAnimationFrame(() => setTimeout(run));
