// Time per call: all contestants take turns, round by round.
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { Failure } from "../../scripts/process.mjs";
import { CONTESTANTS } from "../contestants/index.mjs";
import { median } from "../statistics.mjs";

const WORKER = fileURLToPath(new URL("speed-worker.mjs", import.meta.url));

export const SPEED_ROWS = {
  decideFirst: "`decide`, paths never seen before",
  decideHot: "`decide`, the same 1,000 requests again",
  allowsFirst: "`allows`, paths never seen before",
  allowsHot: "`allows`, the same 1,000 requests again",
  decideMany: "`decideMany` of 256, per request",
  prepared: "key and operation found beforehand",
  reach: "`reach`: all 106 operations for a key",
};

class Worker {
  #child;
  #answered;

  constructor({ title, contestant, folder, catalog }, { keys, times }) {
    this.contestant = title;
    this.#child = fork(WORKER, [JSON.stringify({ contestant, keys, times, catalog })], {
      execArgv: ["--expose-gc", ...(CONTESTANTS[contestant].flags ?? [])],
      env: { ...process.env, ...(folder !== undefined && { KEYWARD_PACKAGE: folder }) },
    });
    this.#child.on("message", (message) => this.#answered.resolve(message));
    this.#child.on("exit", () => this.#answered.reject(new Failure(`the process that measures ${contestant} ended early`)));
    this.ready = this.#next();
  }

  ask(question) {
    const answer = this.#next();
    this.#child.send(question);
    return answer;
  }

  end() {
    this.#child.removeAllListeners("exit");
    this.#child.kill();
  }

  #next() {
    return new Promise((resolve, reject) => (this.#answered = { resolve, reject }));
  }
}

/**
 * Medians in nanoseconds, or another `summary` of the rounds, by row and contestant; `null` where a contestant has no such call. A contestant is a name, or
 * has a title, and a folder with the package that is to be measured, or the name of a catalog in `templateCatalogs`.
 */
export async function measureSpeed(contestants, rows, { rounds, keys = 1000, times = 1, summary = median }) {
  const workers = [];
  try {
    for (const contestant of contestants) {
      const worker = new Worker(typeof contestant === "string" ? { title: contestant, contestant } : contestant, { keys, times });
      workers.push(worker);
      await worker.ready;
    }
    const found = {};
    for (const name of rows) found[name] = await takeTurns(workers, name, rounds, summary);
    return found;
  } finally {
    workers.forEach((worker) => worker.end());
  }
}

async function takeTurns(workers, name, rounds, summary) {
  const found = Object.fromEntries(workers.map(({ contestant }) => [contestant, []]));
  for (let round = 0; round < rounds; round += 1) {
    const first = round % workers.length;
    for (const worker of [...workers.slice(first), ...workers.slice(0, first)]) {
      found[worker.contestant].push((await worker.ask({ name, round })).nanos);
    }
  }
  return Object.fromEntries(Object.entries(found).map(([contestant, all]) => [contestant, all[0] === null ? null : summary(all)]));
}
