// Every key's lifetime as a bar; now as a line that can be dragged.
import { scaleUtc } from "d3-scale";
import { html, nothing, svg } from "lit";
import { day, list, moment, utc } from "../../language/formats.js";
import { language } from "../../language/language.js";
import { say as page } from "../../language/page.js";
import { plural } from "../../language/plural.js";
import { inRange } from "../../model/now.js";
import { allRows, filtered, noticesByKey, sorted, type Row } from "../../model/rows.js";
import { choice, paged, textField } from "../../ui/controls.js";
import { View } from "../../ui/view.js";
import { hitsText, say as common, stateName } from "../../ui/words.js";
import { pieces } from "./bars.js";
import { adopt } from "../../ui/adopt.js";
import css from "./timeline.css?inline";
import { say } from "./words.js";

adopt(css);

const DAY = 86_400_000;
const SPANS: Record<string, number> = { month: 31 * DAY, quarter: 92 * DAY, year: 366 * DAY };
const [PAGE, ROW, TOP, SIDE] = [25, 44, 34, 8];
const STEP = 3_600_000;
/** However short a time is: what the key is good for can be seen beside the line of now. */
const SHORTEST = { waiting: 1.5, good: 5, retiring: 1.5, blocked: 5, over: 1.5 };
/** How wide a character of a title is at most, in pixels, and how much room a state takes. */
const [CHARACTER, STATE] = [8.5, 150];

const shortened = (text: string, room: number): string => (text.length > room ? `${text.slice(0, Math.max(1, room - 1))}…` : text);

class TimelineView extends View {
  #width = 800;
  #dragging: [number, number] | null = null;
  readonly #observer = new ResizeObserver(([entry]) => {
    this.#width = Math.max(280, Math.floor(entry!.contentRect.width));
    this.requestUpdate();
  });

  protected override firstUpdated(): void {
    this.#observer.observe(this.querySelector(".chart")!);
  }

  override disconnectedCallback(): void {
    this.#observer.disconnect();
    super.disconnectedCallback();
  }

  /** What is shown of time. While now is dragged it stands still. */
  #domain(rows: readonly Row[]): [number, number] {
    if (this.#dragging !== null) return this.#dragging;
    const { now, address } = this.workbench;
    const span = SPANS[address.get("range") ?? "year"];
    if (span !== undefined) {
      // It moves on by quarters of itself, so that the line can be seen to move.
      const start = Math.floor((now - span / 2) / (span / 4)) * (span / 4);
      return [inRange(start), inRange(inRange(start) + span)];
    }
    const instants = rows.flatMap(({ key, status }) => [new Date(key.createdAt).getTime(), status.expiresAt ?? now]);
    const [from, to] = instants.reduce(([low, high], instant) => [Math.min(low, instant), Math.max(high, instant)], [now, now + DAY]);
    return [inRange(from - DAY), inRange(to + DAY)];
  }

  #drag(event: PointerEvent, domain: [number, number]): void {
    const chart = this.querySelector("svg")!;
    const at = (pointer: PointerEvent) => {
      const { left, width } = chart.getBoundingClientRect();
      const share = Math.min(1, Math.max(0, (pointer.clientX - left - SIDE) / (width - 2 * SIDE)));
      return Math.round((domain[0] + share * (domain[1] - domain[0])) / 60_000) * 60_000;
    };
    event.preventDefault();
    this.#dragging = domain;
    const move = (pointer: PointerEvent) => this.workbench.setNow(at(pointer), false);
    const stop = (pointer: PointerEvent) => {
      removeEventListener("pointermove", move);
      this.#dragging = null;
      this.workbench.setNow(at(pointer));
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", stop, { once: true });
    move(event);
  }

  protected override render() {
    const { workbench } = this;
    const { address, now } = workbench;
    const rows = allRows();
    const hits = sorted(filtered(rows, { text: address.get("q") ?? "" }), "ends", false);
    const { items, pager } = paged(hits, PAGE);
    const domain = this.#domain(hits);
    const width = this.#width;
    const scale = scaleUtc().domain(domain).range([SIDE, width - SIDE]);
    const height = TOP + items.length * ROW + 8;
    const x = (instant: number) => Math.min(width + 40, Math.max(-40, scale(instant)));
    const places = new Map(items.map(({ key }, place) => [key.id, place]));
    const replacedAt = new Map(workbench.project.keys.flatMap(({ replaces, createdAt }) => (replaces === undefined ? [] : [[replaces, new Date(createdAt).getTime()] as const])));
    const ticks = scale.ticks(Math.max(3, Math.floor(width / 100)));
    const tickText = new Intl.DateTimeFormat(language(), domain[1] - domain[0] > 60 * DAY ? { month: "short", year: "2-digit" } : { month: "short", day: "numeric" });
    const planned = noticesByKey();
    const at = x(now);
    const room = Math.floor((width - STATE) / CHARACTER);
    const setByRange = (settled: boolean) => (event: Event) => {
      this.#dragging = settled ? null : domain;
      workbench.setNow(Number((event.target as HTMLInputElement).value), settled);
    };
    return html`<section class="panel" aria-labelledby="timeline-title">
      <h2 id="timeline-title">${page().timeline}</h2>
      <div class="filters">
        ${textField("q", common().search, { also: { page: null } })}
        ${choice("range", say().range, [["month", say().month], ["quarter", say().quarter], ["year", say().year], ["all", say().all]], { value: address.get("range") ?? "year" })}
      </div>
      <p class="hint" role="status">${hitsText(hits.length, rows.length)}</p>
      <ul class="legend" aria-hidden="true">${Object.entries(say().legend).map(([kind, text]) => html`<li><span class="swatch" data-kind=${kind}></span>${text}</li>`)}</ul>
      <label class="field"><span>${say().now}: ${moment(now)} <bdi dir="ltr" class="quiet">${utc(now)}</bdi></span>
        <input class="now-slider" type="range" dir="ltr" min=${domain[0]} max=${domain[1]} step=${STEP} .value=${String(now)} aria-valuetext=${`${moment(now)}, ${utc(now)}`} @input=${setByRange(false)} @change=${setByRange(true)}></label>
      <p class="hint">${say().drag}</p>
      <div class="chart" dir="ltr">
        <svg width=${width} height=${height} viewBox=${`0 0 ${width} ${height}`} role="img" aria-label=${plural(hits.length, say().chart)}>
          ${ticks.map((tick) => svg`<g class="tick"><line x1=${scale(tick)} x2=${scale(tick)} y1=${TOP - 8} y2=${height} /><text x=${scale(tick)} y=${TOP - 14} text-anchor="middle">${tickText.format(tick)}</text></g>`)}
          ${items.map(({ key, name, status }, place) => {
            const y = TOP + place * ROW;
            const notices = planned.get(key.id) ?? [];
            const from = places.get(key.replaces ?? "");
            const created = x(new Date(key.createdAt).getTime());
            return svg`<g class="bar" data-key=${key.id}>
              <title>${name} (${key.id}): ${stateName(status.state)}; ${day(new Date(key.createdAt).getTime())} – ${status.endsAt === null ? common().never : day(status.endsAt)}</title>
              <text x=${SIDE} y=${y + 14}>${shortened(name, room)}${name.length + key.id.length + 2 > room ? nothing : svg`<tspan class="bar-id" dx="6">${key.id}</tspan>`}</text>
              <text class="bar-state" data-state=${status.state} x=${width - SIDE} y=${y + 14} text-anchor="end">${stateName(status.state)}</text>
              ${pieces(key, status.state, replacedAt.get(key.id) ?? null, domain[1]).map(({ kind, from, to }) => svg`<rect data-kind=${kind} x=${x(from)} y=${y + 20} width=${Math.max(SHORTEST[kind], x(to) - x(from))} height="14" rx="3" />`)}
              ${from === undefined ? nothing : svg`<path class="replaces" d=${`M${created} ${TOP + from * ROW + 34} V${y + 20}`} />`}
              ${notices.map((notice) => svg`<path class="mark" data-kind="notice" d=${`M${x(notice.at)} ${y + 35} l5 6 h-10 z`}><title>${moment(notice.at)}: ${list(notice.recipients.map(({ name, user }) => name ?? user))}</title></path>`)}
            </g>`;
          })}
          <g class="now-line" @pointerdown=${(event: PointerEvent) => this.#drag(event, domain)}>
            <rect class="grip" x=${at - 14} y="0" width="28" height=${height} /><line x1=${at} x2=${at} y1="4" y2=${height} /><circle cx=${at} cy="7" r="6" />
          </g>
        </svg>
      </div>
      ${hits.length > 0 ? nothing : html`<div class="buttons"><strong>${say().none}</strong> ${rows.length > 0 ? html`<button type="button" @click=${() => address.set({ q: null, page: null })}>${say().clear}</button>` : html`<a href=${address.href("change", { do: "create" })}>${say().create}</a>`}</div>`}
      ${pager}
    </section>`;
  }
}

customElements.define("kw-timeline", TimelineView);
