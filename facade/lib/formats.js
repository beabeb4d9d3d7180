// Instants and amounts in a language and a time zone, through Intl.
import { joined, latin, plain, escaped } from "./sentences.js";

const KEPT = 100;
const kept = new Map();

/** The formats of a locale in a zone, the host's own if none is given. Making them is slow, so some are kept. */
export function formats(locale, timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone) {
  const name = `${locale} ${timeZone}`;
  let found = kept.get(name);
  if (found === undefined) {
    if (kept.size >= KEPT) kept.clear();
    found = new Formats(locale, timeZone);
    kept.set(name, found);
  }
  return found;
}

const isUtc = (timeZone) => /^(?:etc\/)?utc$/i.test(timeZone);

/** Some fonts have no narrow no-break space. */
const widened = (text) => text.replaceAll("\u202f", "\u00a0");

class Formats {
  #locale;
  #timeZone;
  #relative;
  #plurals;
  #dates = new Map();
  #amounts = new Map();

  constructor(locale, timeZone) {
    this.#locale = locale;
    this.#timeZone = timeZone;
    this.#relative = new Intl.RelativeTimeFormat(locale, { numeric: "always" });
    this.#plurals = new Intl.PluralRules(locale);
  }

  /** `in 3 days` */
  relative({ value, unit }) {
    return widened(this.#relative.format(value, unit));
  }

  /** `3 days` */
  amount({ value, unit }) {
    if (!this.#amounts.has(unit)) this.#amounts.set(unit, new Intl.NumberFormat(this.#locale, { style: "unit", unit, unitDisplay: "long" }));
    return widened(this.#amounts.get(unit).format(value));
  }

  /** The plural category of an amount: `few`. */
  category({ value }) {
    return this.#plurals.select(value);
  }

  /** `May 23, 2027 at 2:00 PM GMT+2` */
  moment(millis) {
    return this.#date(millis, "short");
  }

  /** `May 23, 2027 at 2:00 PM Central European Summer Time (2027-05-23 12:00 UTC)` */
  time(millis, direction) {
    const iso = new Date(millis).toISOString();
    const local = this.#date(millis, "long");
    const marked = { text: local, html: `<time datetime="${iso}">${escaped(local)}</time>` };
    if (isUtc(this.#timeZone)) return marked;
    const utc = latin(`${iso.slice(0, 10)} ${iso.slice(11, isWhole(millis) ? 16 : 19)} UTC`, direction);
    return joined([marked, plain(" ("), utc, plain(")")], "");
  }

  /** `May 23, 2027 at 2:00 PM Central European Summer Time`: as it stands in `time`. */
  local(millis) {
    return this.#date(millis, "long");
  }

  #date(millis, timeZoneName) {
    const seconds = isWhole(millis) ? {} : { second: "2-digit" };
    const name = timeZoneName + (isWhole(millis) ? "" : " with seconds");
    if (!this.#dates.has(name)) {
      const options = { year: "numeric", month: "long", day: "numeric", hour: "numeric", minute: "2-digit", ...seconds, timeZone: this.#timeZone, timeZoneName };
      this.#dates.set(name, new Intl.DateTimeFormat(this.#locale, options));
    }
    return widened(this.#dates.get(name).format(millis));
  }
}

/** Whether an instant needs no seconds. */
const isWhole = (millis) => millis % 60_000 === 0;
