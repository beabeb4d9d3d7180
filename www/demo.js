// What the page shows: one project, one request, and the answer after every change of either.

import { Keyward, KeywardError, kontentManagement as catalog } from "keyward";
import { answerPanel } from "./answer.js";
import { byId } from "./dom.js";
import { keyList } from "./keys.js";
import { requestForm } from "./request-form.js";
import { rolesPanel } from "./roles.js";

/** The moment for which the sample's keys are in every state. */
const sampleMoment = "2026-11-23T12:00:00";

/** The question the page opens with: may someone who only manages taxonomy list content types? */
const firstQuestion = (project) => ({
  key: "key-taxonomy-cleanup",
  operation: "list-content-types",
  environment: project.environments[0].id,
  at: sampleMoment,
});

/** Shows the demo for a project document (JSON text). */
export function startDemo(sample) {
  let ward = new Keyward(sample);
  const original = ward.toJSON();
  let lastChange = null;

  const form = requestForm(catalog, original, sampleMoment, render);
  const answer = answerPanel(catalog, { give: (role, permissions) => change(role, permissions, true), takeBack, reset: startOver, askFact: form.askFact });
  const roles = rolesPanel(catalog, original, (role, permission, held) => change(role, [permission], held));
  const keys = keyList((key) => { form.chooseKey(key); render(); });

  byId("reset").addEventListener("click", startOver);

  form.fill(firstQuestion(original));
  render();

  /** Gives a role permissions or takes them away. A refused change is shown and nothing has changed. */
  function change(id, permissions, given, news = { role: id, permissions, given }) {
    const role = ward.toJSON().roles.find((one) => one.id === id);
    const others = role.permissions.filter((permission) => !permissions.includes(permission));
    try {
      ward.update([{ set: "role", value: { ...role, permissions: given ? [...others, ...permissions] : others } }]);
      lastChange = news;
      roles.showError(null);
    } catch (error) {
      if (!(error instanceof KeywardError)) throw error;
      roles.showError(error);
    }
    render();
  }

  function startOver() {
    ward.free();
    ward = new Keyward(sample);
    lastChange = null;
    roles.showError(null);
    roles.follow(null);
    form.fill(firstQuestion(original));
    render();
    if (document.activeElement === document.body) byId("who").focus();
  }

  function takeBack() {
    const { role, permissions, given } = lastChange;
    change(role, permissions, !given, null);
  }

  function render() {
    const project = ward.toJSON();
    const request = form.read();
    let explanation = null;
    let error = null;
    try {
      explanation = ward.explain(request);
    } catch (thrown) {
      if (!(thrown instanceof KeywardError)) throw thrown;
      error = thrown;
    }
    const who = form.who(project);
    form.show(project, explanation?.decision ?? null, error);
    answer.show({ project, request, who, what: form.what(explanation?.decision ?? null), explanation, error, lastChange });
    roles.follow(who);
    roles.show(project);
    if (error?.code !== "instant_invalid") keys.show(ward, project, request);
  }
}
