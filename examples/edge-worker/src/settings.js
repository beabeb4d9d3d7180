// What the worker's variables say. A value that cannot be read is an error: nothing is guessed.

/** @returns how long to go without asking the ledger, how long when it does not answer, and how long to wait for it; in milliseconds */
export function settingsOf(env) {
  const freshFor = millis(env, "FRESH_FOR");
  const maxAge = millis(env, "MAX_AGE");
  if (maxAge < freshFor) throw new Error(`MAX_AGE is ${maxAge}, and has to be at least FRESH_FOR, which is ${freshFor}`);
  return { freshFor, maxAge, patience: millis(env, "PATIENCE") };
}

function millis(env, name) {
  const text = env[name];
  if (!/^\d{1,9}$/.test(text)) throw new Error(`${name} is ${JSON.stringify(text)}, and has to be a whole number of milliseconds`);
  return Number(text);
}

/** The web origins whose pages may call the API. */
export const corsOrigins = (env) => (env.CORS_ORIGINS ?? "").split(",").map((origin) => origin.trim()).filter((origin) => origin !== "");
