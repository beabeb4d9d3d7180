// What the runner gives an action, and takes from it.
import { randomUUID } from "node:crypto";
import { appendFileSync, readFileSync } from "node:fs";

/** The step cannot go on, and its message says all about it. */
export class StepError extends Error {}

/** @typedef {{ readonly [name: string]: string | undefined }} Environment */

/**
 * An input as the workflow gives it, without spaces around it.
 * @param {Environment} environment
 * @param {string} name
 */
export const input = (environment, name) => (environment[`INPUT_${name.toUpperCase()}`] ?? "").trim();

/**
 * The event that started the workflow.
 * @param {Environment} environment
 * @returns {unknown}
 */
export function eventOf({ GITHUB_EVENT_PATH: path }) {
  if (!path) return {};
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new StepError(`the event cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

/**
 * @param {Environment} environment
 * @param {string} name
 * @param {string} value
 */
export function setOutput({ GITHUB_OUTPUT: path }, name, value) {
  const end = randomUUID();
  if (path) appendFileSync(path, `${name}<<${end}\n${value}\n${end}\n`);
}

/** What a step's part of the job summary holds, in bytes. */
export const SUMMARY_SIZE = 1_048_576;

/**
 * @param {Environment} environment
 * @param {string} text
 */
export function addSummary({ GITHUB_STEP_SUMMARY: path }, text) {
  if (path) appendFileSync(path, `${text}\n`);
}

/**
 * A line that the runner shows as an annotation.
 * @param {"error" | "warning" | "notice"} level
 * @param {string} message
 * @param {{ file?: string, line?: number, col?: number, title?: string }} [place]
 */
export function annotate(level, message, place = {}) {
  const data = (/** @type {string} */ text) => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  const property = (/** @type {unknown} */ value) => data(String(value)).replaceAll(":", "%3A").replaceAll(",", "%2C");
  const properties = Object.entries(place).map(([name, value]) => `${name}=${property(value)}`);
  process.stdout.write(`::${level}${properties.length === 0 ? "" : ` ${properties.join(",")}`}::${data(message)}\n`);
}
