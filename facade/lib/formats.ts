// Instants and amounts in a language and a time zone, through Intl.
import type { PluralForms } from "../types/messages.js";
import type { KeyStatus } from "../types/status.js";
import { type Direction, type Marked, escaped, joined, latin, plain } from "./sentences.js";

/** So many days, hours or minutes. */
export type Amount = NonNullable<KeyStatus["remaining"]>;

const KEPT = 100;
const kept = new Map<string, Formats>();
const knownZones = new Set<string>();

/** Forgets what is kept when it becomes much: a caller may come with ever new zones and languages. */
function makeRoom(memory: Map<string, unknown> | Set<string>): void {
  if (memory.size >= KEPT) memory.clear();
}

/** Whether the host knows a time zone. To find out takes as long as several messages. */
export function isZone(timeZone: string): boolean {
  if (knownZones.has(timeZone)) return true;
  try {
    new Intl.DateTimeFormat("en", { timeZone });
  } catch {
    return false;
  }
  makeRoom(knownZones);
  knownZones.add(timeZone);
  return true;
}

/** How long the host's zone is taken for the same, in milliseconds: asking for it, too, takes long. */
const ZONE_MILLIS = 1000;
let hostZone: string | undefined;
let zoneReadAt = -Infinity;

/** The host's time zone; undefined where it has one that it does not know by name, as some do without settings. */
function readHostZone(): string | undefined {
  const now = Date.now();
  if (Math.abs(now - zoneReadAt) >= ZONE_MILLIS) {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions() as { readonly timeZone?: string };
    hostZone = timeZone !== undefined && isZone(timeZone) ? timeZone : undefined;
    zoneReadAt = now;
  }
  return hostZone;
}

/** The formats of a locale in a zone, the host's own if none is given. Making them is slow, so some are kept. */
export function formats(locale: string, timeZone = readHostZone()): Formats {
  const name = `${locale} ${timeZone}`;
  let found = kept.get(name);
  if (found === undefined) {
    makeRoom(kept);
    found = new Formats(locale, timeZone);
    kept.set(name, found);
  }
  return found;
}

const isUtc = (timeZone = ""): boolean => /^(?:etc\/)?utc$/i.test(timeZone);

/** Some fonts have no narrow no-break space. */
const widened = (text: string): string => text.replaceAll("\u202f", "\u00a0");

export class Formats {
  #locale: string;
  #timeZone: string | undefined;
  #relative: Intl.RelativeTimeFormat;
  #plurals: Intl.PluralRules;
  #numbers: Intl.NumberFormat;
  #dates = new Map<string, Intl.DateTimeFormat>();
  #amounts = new Map<string, Intl.NumberFormat>();

  constructor(locale: string, timeZone: string | undefined) {
    this.#locale = locale;
    this.#timeZone = timeZone;
    this.#relative = new Intl.RelativeTimeFormat(locale, { numeric: "always" });
    this.#plurals = new Intl.PluralRules(locale);
    this.#numbers = new Intl.NumberFormat(locale);
  }

  /** `in 3 days` */
  relative({ value, unit }: Amount): string {
    return widened(this.#relative.format(value, unit));
  }

  /** `3 days` */
  amount({ value, unit }: Amount): string {
    let format = this.#amounts.get(unit);
    if (format === undefined) this.#amounts.set(unit, (format = new Intl.NumberFormat(this.#locale, { style: "unit", unit, unitDisplay: "long" })));
    return widened(format.format(value));
  }

  /** `1,000` */
  count(value: number): string {
    return widened(this.#numbers.format(value));
  }

  /** The form that goes with a number. */
  form(forms: PluralForms, value: number): string {
    return forms[this.#plurals.select(value)] ?? forms.other;
  }

  /** `May 23, 2027 at 2:00 PM GMT+2` */
  moment(millis: number): string {
    return this.#date(millis, "short");
  }

  /** `May 23, 2027 at 2:00 PM Central European Summer Time (2027-05-23 12:00 UTC)` */
  time(millis: number, direction: Direction): Marked {
    const iso = new Date(millis).toISOString();
    const local = this.#date(millis, "long");
    const marked = { text: local, html: `<time datetime="${iso}">${escaped(local)}</time>` };
    if (isUtc(this.#timeZone)) return marked;
    const utc = latin(`${iso.slice(0, 10)} ${iso.slice(11, isWhole(millis) ? 16 : 19)} UTC`, direction);
    return joined([marked, plain(" ("), utc, plain(")")], "");
  }

  /** `May 23, 2027 at 2:00 PM Central European Summer Time`: as it stands in `time`. */
  local(millis: number): string {
    return this.#date(millis, "long");
  }

  #date(millis: number, timeZoneName: "short" | "long"): string {
    const name = timeZoneName + (isWhole(millis) ? "" : " with seconds");
    let format = this.#dates.get(name);
    if (format === undefined) {
      const options: Intl.DateTimeFormatOptions = { year: "numeric", month: "long", day: "numeric", hour: "numeric", minute: "2-digit", timeZone: this.#timeZone, timeZoneName };
      if (!isWhole(millis)) options.second = "2-digit";
      this.#dates.set(name, (format = new Intl.DateTimeFormat(this.#locale, options)));
    }
    return widened(format.format(millis));
  }
}

/** Whether an instant needs no seconds. */
const isWhole = (millis: number): boolean => millis % 60_000 === 0;
