// What an action changed, in words: the key that was made, and what each key gained and lost.
import { html, nothing, type TemplateResult } from "lit";
import { moment, number, utc } from "../../language/formats.js";
import { plural } from "../../language/plural.js";
import { workbench } from "../../model/workbench.js";
import { say as common } from "../../ui/words.js";
import "./copy.js";
import { adopt } from "../../ui/adopt.js";
import css from "./effect.css?inline";
import type { Outcome } from "./outcome.js";
import type { Effect, Step } from "./reach.js";
import { say } from "./words.js";

adopt(css);

/** How many keys, and operations of one, are named. */
const KEYS = 12, OPERATIONS = 60;

export const time = (instant: number | null): TemplateResult | string =>
  instant === null ? common().never : html`<time datetime=${new Date(instant).toISOString()}>${moment(instant)}</time> <bdi dir="ltr" class="quiet small">${utc(instant)}</bdi>`;

/** A key by its title, and by its id in small. */
export function keyTitle(id: string): TemplateResult {
  const { name } = workbench.key(id) ?? {};
  return name === undefined ? html`<code>${id}</code>` : html`<bdi>${name}</bdi> <code class="quiet small">${id}</code>`;
}

export function effect(outcome: Outcome): TemplateResult {
  return html`<div class="effect" data-made=${outcome.made !== null}>${outcome.made === null ? nothing : made(outcome)}${outcome.action.do === "regenerate" ? nothing : gains(outcome)}
    <div class="buttons"><button type="button" data-name="undo-effect" @click=${() => workbench.undo()}>${say().undo}</button></div></div>`;
}

/** The new key, its dates, and its token, which is in no document and no link. */
function made({ action, made, token }: Outcome): TemplateResult {
  const { id, name, createdAt, expiresAt } = made!;
  const old = action.do === "regenerate" ? workbench.ward.status(action.key, workbench.now) : null;
  const instant = (value: string | number | Date) => new Date(value).getTime();
  return html`<h3>${action.do === "regenerate" ? say().renewed(name ?? id) : say().made(name ?? id)}</h3>
    <dl class="details">
      <dt>${say().newKey}</dt><dd><code data-name="made-id">${id}</code></dd>
      <dt>${say().validFrom}</dt><dd>${time(made!.notBefore === undefined ? instant(createdAt) : instant(made!.notBefore))}</dd>
      <dt>${say().validUntil}</dt><dd>${time(expiresAt === null ? null : instant(expiresAt))}</dd>
      ${old === null ? nothing : html`<dt>${say().oldKey}</dt><dd>${time(old.endsAt)}</dd>`}
    </dl>
    <p class="token-label" id="token-label">${say().token}</p>
    <p class="token"><code dir="ltr" data-name="token" aria-labelledby="token-label">${token}</code> <kw-copy-text .text=${token!}></kw-copy-text></p>
    <p class="hint">${say().tokenHint}</p>`;
}

function gains({ effects, action }: Outcome): TemplateResult {
  if (effects.length === 0) return html`<h3>${say().effect}</h3><p class="quiet">${say().noEffect}</p>`;
  return html`<h3>${action.do === "create" ? say().mayCall : plural(effects.length, say().effects)}</h3>
    <ul class="gains">${effects.slice(0, KEYS).map((each) => oneKey(each, action.do === "create"))}</ul>
    ${effects.length > KEYS ? html`<p class="quiet">${plural(effects.length - KEYS, say().moreKeys)}</p>` : nothing}`;
}

function oneKey({ key, places }: Effect, isNew: boolean): TemplateResult {
  const environments = new Map(workbench.project.environments.map(({ id, name }) => [id, name ?? id]));
  const href = workbench.address.href("access", { q: key, page: null });
  return html`<li>${isNew ? nothing : html`<span class="gain-key">${keyTitle(key)} <a href=${href}>${say().see}<span class="visually-hidden"> ${key}</span></a></span>`}
    <ul>${places.map(({ environment, gained, lost }) => html`<li><details><summary><bdi>${environments.get(environment) ?? environment}</bdi>: ${counts(gained, lost)}</summary>${operations(gained, "gained")}${operations(lost, "lost")}</details></li>`)}</ul></li>`;
}

const counts = (gained: readonly Step[], lost: readonly Step[]) =>
  html`${gained.length === 0 ? nothing : html`<bdi dir="ltr" class="gained">+${number(gained.length)}</bdi> `}${lost.length === 0 ? nothing : html`<bdi dir="ltr" class="lost">−${number(lost.length)}</bdi> `}${plural(gained.length + lost.length, say().operations)}`;

function operations(steps: readonly Step[], which: "gained" | "lost"): TemplateResult | typeof nothing {
  if (steps.length === 0) return nothing;
  const titles = new Map(workbench.catalog.operations.map(({ id, title }) => [id, title ?? id]));
  return html`<ul class=${which}>${steps.slice(0, OPERATIONS).map(({ operation, depends }) => html`<li>${which === "gained" ? "+" : "−"} <bdi lang="en">${titles.get(operation) ?? operation}</bdi>${depends ? html` <span class="quiet">${say().depends}</span>` : nothing}</li>`)}${steps.length > OPERATIONS ? html`<li>…</li>` : nothing}</ul>`;
}
