// What keyward is compared to gives keyward's answers: here the contestants that need no packages.
import test from "node:test";
import { checkAnswers, checkLists } from "../../bench/agreement.mjs";
import { load } from "../../bench/contestants/index.mjs";
import { catalog, makeProject, makeRequests, widened } from "../../bench/workload.mjs";

for (const [times, operations] of [[1, "the built-in operations"], [10, "ten times the operations"]]) {
  test(`the JavaScript contestants and keyward agree: ${operations}`, async () => {
    const project = makeProject({ seed: times });
    const chosen = widened(times);
    const requests = makeRequests(project, { count: 5000, seed: 7 + times, operations: chosen.operations });
    const documents = [JSON.stringify(project), JSON.stringify(times === 1 ? catalog : chosen)];
    const keyward = await load("keyward", ...documents);
    for (const name of ["strongest", "plain"]) {
      const contestant = await load(name, ...documents);
      checkAnswers(name, contestant, keyward, requests);
      checkLists(name, contestant, keyward, { project, requests });
    }
    keyward.free();
  });
}
