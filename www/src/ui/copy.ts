/** Puts text on the clipboard. False if the browser does not allow it, which the caller has to say. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
