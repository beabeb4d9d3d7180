import { svg } from "lit";
import { ICONS, type IconName } from "./icon-paths.js";

/** An icon that stands beside words, or in a control that has a name. */
export const icon = (name: IconName) =>
  svg`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=${ICONS[name]} /></svg>`;
