// What counts as now, and how it is moved.
import { html } from "lit";
import { moment, utc } from "../language/formats.js";
import { words } from "../language/language.js";
import { player } from "../model/player.js";
import { SAMPLE_MOMENT } from "../model/samples.js";
import { icon } from "./icons.js";
import { View } from "./view.js";

const [HOUR, DAY] = [3_600_000, 86_400_000];

const en = { now: "Counts as now", live: "Live", play: "Play", pause: "Pause", speed: "Speed", hour: "1 hour a second", day: "1 day a second", week: "1 week a second", sample: "The sample’s moment", set: "Set", minusDay: "1 day back", minusHour: "1 hour back", plusHour: "1 hour on", plusDay: "1 day on", isLive: "the clock of this machine" };
const de: typeof en = { now: "Gilt als jetzt", live: "Live", play: "Abspielen", pause: "Anhalten", speed: "Tempo", hour: "1 Stunde je Sekunde", day: "1 Tag je Sekunde", week: "1 Woche je Sekunde", sample: "Zeitpunkt des Beispiels", set: "Setzen", minusDay: "1 Tag zurück", minusHour: "1 Stunde zurück", plusHour: "1 Stunde vor", plusDay: "1 Tag vor", isLive: "die Uhr dieses Geräts" };
const cs: typeof en = { now: "Platí jako teď", live: "Živě", play: "Přehrát", pause: "Pozastavit", speed: "Rychlost", hour: "1 hodina za sekundu", day: "1 den za sekundu", week: "1 týden za sekundu", sample: "Okamžik ukázky", set: "Nastavit", minusDay: "O den zpět", minusHour: "O hodinu zpět", plusHour: "O hodinu vpřed", plusDay: "O den vpřed", isLive: "hodiny tohoto zařízení" };
const ar: typeof en = { now: "يُعدّ الآن", live: "مباشر", play: "تشغيل", pause: "إيقاف مؤقت", speed: "السرعة", hour: "ساعة في الثانية", day: "يوم في الثانية", week: "أسبوع في الثانية", sample: "لحظة المثال", set: "ضبط", minusDay: "يوم إلى الوراء", minusHour: "ساعة إلى الوراء", plusHour: "ساعة إلى الأمام", plusDay: "يوم إلى الأمام", isLive: "ساعة هذا الجهاز" };
const say = words({ en, de, cs, ar });

class TimeBar extends View {
  #tick: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    player.addEventListener("change", () => this.requestUpdate());
    // Live, the minute on display changes by itself.
    this.#tick = setInterval(() => this.workbench.isLive && this.workbench.dispatchEvent(new Event("time")), 15_000);
  }

  override disconnectedCallback(): void {
    clearInterval(this.#tick);
    super.disconnectedCallback();
  }

  protected override render() {
    const { workbench } = this;
    const { now, isLive } = workbench;
    const step = (by: number, name: string, text: string) => html`<button type="button" title=${name} @click=${() => workbench.setNow(Math.max(0, now + by))}><bdi dir="ltr" aria-hidden="true">${text}</bdi><span class="visually-hidden">${name}</span></button>`;
    const toSample = () => {
      workbench.address.set({ at: null });
      workbench.dispatchEvent(new Event("time"));
    };
    return html`<section class="time-bar" aria-label=${say().now}>
      <p class="time-now"><span>${say().now}</span> <time datetime=${new Date(now).toISOString()}>${moment(now)}</time> <span class="quiet"><bdi dir="ltr">${utc(now)}</bdi>${isLive ? html` · ${say().isLive}` : ""}</span></p>
      <div class="buttons">
        ${step(-DAY, say().minusDay, "−24h")}${step(-HOUR, say().minusHour, "−1h")}${step(HOUR, say().plusHour, "+1h")}${step(DAY, say().plusDay, "+24h")}
        <button type="button" class="with-icon" @click=${() => (player.isPlaying ? player.pause() : player.play())}>${icon(player.isPlaying ? "pause" : "play")}${player.isPlaying ? say().pause : say().play}</button>
        <select aria-label=${say().speed} @change=${(event: Event) => (player.speed = Number((event.target as HTMLSelectElement).value))}>
          ${([[HOUR, say().hour], [DAY, say().day], [7 * DAY, say().week]] as const).map(([speed, text]) => html`<option value=${speed} ?selected=${speed === player.speed}>${text}</option>`)}
        </select>
        <button type="button" aria-pressed=${isLive} @click=${() => (player.pause(), workbench.setNow(null))}>${say().live}</button>
        ${workbench.source.kind === "sample" && now !== SAMPLE_MOMENT ? html`<button type="button" @click=${() => (player.pause(), toSample())}>${say().sample}</button>` : ""}
      </div>
    </section>`;
  }
}

customElements.define("kw-time-bar", TimeBar);
