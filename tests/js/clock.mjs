// A clock and timers of its own for a test: they can sleep, jump and drift apart, as on a real machine.

/** Puts a fake clock in place of the host's, until the end of the test. */
export function fakeClock(t, start) {
  let wall = start;
  let steady = 0;
  let next = 1;
  const timers = new Map();
  const real = { setTimeout, clearTimeout, now: Date.now };
  t.after(() => Object.assign(globalThis, { setTimeout: real.setTimeout, clearTimeout: real.clearTimeout }) && (Date.now = real.now));
  Date.now = () => wall;
  globalThis.setTimeout = (run, delay) => {
    if (!(delay >= 0 && delay <= 2 ** 31 - 1)) throw new RangeError(`a host would take ${delay} ms for 1`);
    timers.set(next, { run, due: steady + Math.max(1, delay) });
    return next++;
  };
  globalThis.clearTimeout = (id) => timers.delete(id);
  const clock = {
    get now() {
      return wall;
    },
    get pending() {
      return timers.size;
    },
    /** Lets time pass, each timer firing when it is due, and `early` ms before that by the wall clock. */
    async pass(millis, early = 0) {
      const end = steady + millis;
      for (;;) {
        const [id, timer] = [...timers].sort(([, a], [, b]) => a.due - b.due)[0] ?? [];
        if (timer === undefined || timer.due > end) break;
        timers.delete(id);
        wall += timer.due - steady - early;
        steady = timer.due;
        timer.run();
        wall += early;
        await null;
      }
      wall += end - steady;
      steady = end;
      await null;
    },
    /** The wall clock jumps, timers know nothing of it: sleep, or a clock that is set. */
    jump(millis) {
      wall += millis;
    },
  };
  return clock;
}
