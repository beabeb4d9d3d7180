// Before anything is timed: everybody gives keyward's answers.
import { Failure } from "../scripts/process.mjs";
import { CONTESTANTS } from "./contestants/index.mjs";
import { AT } from "./workload.mjs";

/** Compares a contestant's answers with keyward's, request by request, for so long at most. How many were compared. */
export function checkAnswers(name, contestant, keyward, requests, { millis = Infinity } = {}) {
  const end = performance.now() + millis;
  let checked = 0;
  for (const request of requests) {
    if (performance.now() > end) break;
    const { key, method, path, at } = request;
    compare(name, "decide", request, contestant.decide(request), keyward.decide(request));
    if (key !== undefined) compare(name, "allows", request, { allowed: contestant.allows(key, method, path, at) }, { allowed: keyward.allows(key, method, path, at) });
    checked += 1;
  }
  return checked;
}

/** The same for `decideMany` and `reach`, over a part of the workload. */
export function checkLists(name, contestant, keyward, { project, requests }) {
  const asked = requests.slice(0, 1000);
  const [many, expected] = [contestant.decideMany?.(asked), keyward.decideMany(asked)];
  many?.forEach((answer, place) => compare(name, "decideMany", asked[place], answer, expected[place]));
  project.keys.slice(0, 20).forEach(({ id }, place) => {
    const who = { key: id, environment: project.environments[place % project.environments.length].id, at: AT };
    const wanted = keyward.reach(who);
    contestant.reach(who).forEach((answer, number) => compare(name, "reach", { ...who, operation: wanted[number].operation }, answer, wanted[number]));
  });
}

/** Compares each member that a contestant gives. Who gives a whole decision has to give every member of keyward's. */
function compare(name, call, request, answer, expected) {
  const members = Object.keys(answer.message === undefined ? answer : expected);
  const different = members.find((member) => !isSame(answer[member], expected[member]));
  if (different === undefined) return;
  if (different !== "allowed" && different !== "reason") {
    const [theirs, ours] = [answer, expected].map((decision) => JSON.stringify(decision[different]));
    throw new Failure(`${CONTESTANTS[name].title} and keyward differ in ${call}, \`${different}\`: ${theirs}; keyward: ${ours}; ${JSON.stringify(request)}`);
  }
  const shown = ({ allowed, reason }) => `${allowed ? "allowed" : "not allowed"}${reason === undefined ? "" : `, ${reason}`}`;
  throw new Failure(`${CONTESTANTS[name].title} and keyward differ in ${call}: ${shown(answer)}; keyward: ${shown(expected)}; ${JSON.stringify(request)}`);
}

const isSame = (one, other) => one === other || (typeof one === "object" && JSON.stringify(one) === JSON.stringify(other));
