// The package's module. It stands at the end of the page itself, in parts, and is compiled while it comes in: nothing has to be asked for
// first, and what needs nobody to ask is drawn meanwhile.
import { init } from "keyward/slim";
import { bytesOf } from "./bytes.js";

export type Started = ReturnType<typeof init>;

export const startModule = async (): Promise<Started> => init(await WebAssembly.compileStreaming(new Response(parts(), { headers: { "Content-Type": "application/wasm" } })));

function parts(): ReadableStream<Uint8Array> {
  const waiting = document.getElementsByClassName("module");
  return new ReadableStream({
    start(controller) {
      const take = (kept: number) => {
        while (waiting.length > kept) {
          controller.enqueue(bytesOf(waiting[0]!.textContent!));
          waiting[0]!.remove();
        }
      };
      if (document.readyState !== "loading") {
        take(0);
        return controller.close();
      }
      // The last one may not be whole.
      const observer = new MutationObserver(() => take(1));
      observer.observe(document.body, { childList: true });
      document.addEventListener("DOMContentLoaded", () => {
        observer.disconnect();
        take(0);
        controller.close();
      });
      take(1);
    },
  });
}
