// Loaded before the job (`--import`): ends it, or fails, at its n-th step. A step is a call of the database, or a write to the
// mail server. The job itself knows nothing of it.
import { Socket } from "node:net";
import { DatabaseSync, StatementSync } from "node:sqlite";

const { BREAK_AT, BREAK_BY } = process.env;
let step = 0;

function breaking(prototype, name, isDatabase) {
  const original = prototype[name];
  prototype[name] = function (...args) {
    if (BREAK_BY === "kill" || isDatabase) step += 1;
    if (step === Number(BREAK_AT)) {
      if (BREAK_BY === "kill") process.kill(process.pid, "SIGKILL");
      else if (isDatabase) throw Object.assign(new Error("database or disk is full"), { code: "ERR_SQLITE_ERROR", errcode: 13 });
    }
    return original.apply(this, args);
  };
}

breaking(DatabaseSync.prototype, "exec", true);
for (const name of ["run", "get", "all"]) breaking(StatementSync.prototype, name, true);
breaking(Socket.prototype, "connect", false);
breaking(Socket.prototype, "write", false);
