// The job: node src/main.ts SETTINGS. It ends with 0 if everybody was told, 1 if not, 2 if nothing was tried because a file is
// wrong, and 75 (try again later) if another run is at work.
import { Keyward, KeywardError } from "keyward";
import { Ledger, LedgerError, LedgerInUse } from "./ledger.ts";
import { run, type Event } from "./run.ts";
import { readSettings, SettingsError, textOf, type Settings } from "./settings.ts";

const TOLD = 0;
const NOT_ALL_TOLD = 1;
const WRONG_INPUT = 2;
const IN_USE = 75;

const log = (event: Event) => void process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), ...event })}\n`);

async function main(words: readonly string[]): Promise<number> {
  const [path] = words;
  if (path === undefined || words.length > 1) throw new SettingsError("usage: node src/main.ts SETTINGS");
  const settings = await readSettings(path, process.env);
  const ward = await load(settings);
  const ledger = Ledger.open(settings.ledger, ward.toJSON().id);
  try {
    const { sent, unsent, untold, isBehind } = await run(ward, ledger, settings, log, stopSignal());
    log({ event: "run_over", sent, unsent, untold });
    return unsent + untold === 0 && !isBehind ? TOLD : NOT_ALL_TOLD;
  } finally {
    ledger.close();
  }
}

async function load({ project, catalog }: Settings): Promise<Keyward> {
  const text = await textOf(project);
  try {
    return new Keyward(text, catalog === undefined ? {} : { catalog: await textOf(catalog) });
  } catch (error) {
    if (!(error instanceof KeywardError) || error.code !== "document_invalid") throw error;
    const names: { readonly [document: string]: string | undefined } = { project, catalog };
    throw new SettingsError(error.problems.map(({ document, at, code, message }) => `${names[document] ?? document}: ${at === "" ? "" : `${at}: `}${message} (${code})`).join("\n"));
  }
}

/** A run that is asked to end waits for the one reply that is under way. */
function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => controller.abort(new Error(`the run was ended by ${name}`)));
  return controller.signal;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const isExpected = error instanceof SettingsError || error instanceof LedgerError || error instanceof LedgerInUse;
  console.error(isExpected ? error.message : error);
  process.exitCode = error instanceof LedgerInUse ? IN_USE : isExpected ? WRONG_INPUT : NOT_ALL_TOLD;
}
