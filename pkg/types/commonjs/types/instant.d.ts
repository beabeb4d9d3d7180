/**
 * A point in time: an integer number of milliseconds since 1970-01-01T00:00:00Z,
 * a valid `Date`, or RFC 3339 text with an offset (`2026-11-23T12:00:00Z`,
 * `2026-11-23T13:00:00.250+01:00`). In range: 1973-03-03T09:46:40Z (100,000,000,000: a smaller
 * number is one of seconds) to the end of 9999.
 */
export type Instant = number | Date | string;
/** ISO 8601 duration text: `P6M`, `P2Y`, `PT1M`, `P1Y2M3DT4H5M6S`, `P1W`. Months and years are calendar months in UTC. */
export type Duration = string;
