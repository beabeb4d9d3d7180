// WebKit (GTK) by its WebDriver, on a display of its own.
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

/** Starts it; `driver`, `display` and `browser` are paths of programs. */
export async function launchWebKit({ driver, display, browser }) {
  const port = await freePort();
  const screen = `:${10_000 + (port % 50_000)}`;
  const environment = { ...process.env, DISPLAY: screen, LIBGL_ALWAYS_SOFTWARE: "1", ...(process.getuid?.() === 0 ? { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1" } : {}) };
  const processes = [spawn(display, [screen, "-screen", "0", "1024x768x24"], { stdio: "ignore" })];
  const url = `http://127.0.0.1:${port}`;
  const call = async (method, path, body) => {
    const response = await fetch(url + path, { method, body: body && JSON.stringify(body), signal: AbortSignal.timeout(60_000) });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`WebKit: ${value.error}: ${value.message}`);
    return value;
  };
  const end = () => processes.forEach((process) => process.kill());
  try {
    await wait(1000);
    processes.push(spawn(driver, [`--port=${port}`], { stdio: "ignore", env: environment }));
    await until(() => call("GET", "/status").then(({ ready }) => ready, () => false));
    const capabilities = { alwaysMatch: { "webkitgtk:browserOptions": { binary: browser, args: ["--automation"] } } };
    const { sessionId } = await call("POST", "/session", { capabilities });
    const inSession = (method, path, body) => call(method, `/session/${sessionId}${path}`, body);
    return {
      goto: (address) => inSession("POST", "/url", { url: address }),
      evaluate: (script) => inSession("POST", "/execute/sync", { script, args: [] }),
      close: () => inSession("DELETE", "").finally(end),
    };
  } catch (error) {
    end();
    throw error;
  }
}

/** Waits for something to be so. */
export async function until(holds, patience = 30_000) {
  for (const end = Date.now() + patience; ; await wait(50)) {
    const value = await holds();
    if (value) return value;
    if (Date.now() > end) throw new Error(`this was not so within ${patience} ms: ${holds}`);
  }
}

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
