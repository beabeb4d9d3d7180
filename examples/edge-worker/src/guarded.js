// One request: who asks, whether that is allowed, a line for the audit log, and the way to the origin.
import { guard } from "keyward/fetch";
import { hashToken } from "keyward/token";
import { forward } from "./forward.js";
import { Knowledge } from "./knowledge.js";
import { ledgerOf } from "./ledger.js";
import { corsOrigins, settingsOf } from "./settings.js";

export const knowledge = new Knowledge();

export async function guarded(request, env) {
  const found = await guard(request, () => optionsOf(env));
  if (!found.allowed) return found.response;
  return found.respond(await forward(request, env, found.decision, found.requestId));
}

function optionsOf(env) {
  const settings = settingsOf(env);
  let known = null;
  return {
    tokenPrefix: "kw",
    findKey: async (token) => {
      const hash = await hashToken(token);
      known = await knowledge.current(ledgerOf(env), env.KNOWLEDGE, settings);
      const key = known.tokens.get(hash);
      return key === undefined ? null : { key, ward: known.ward };
    },
    // Not behind the ledger's clock: what it has revoked is over here too.
    at: () => Math.max(Date.now(), known?.at ?? 0),
    realm: "Management API",
    timeout: 4 * settings.patience,
    cors: { origins: corsOrigins(env) },
    onDecision: (event) => console.log(JSON.stringify(auditLine(event))),
    onError: ({ requestId, stage, message }) => console.error(JSON.stringify({ event: "unavailable", request: requestId, stage, message })),
  };
}

/** Whom the log names is the decision's actor. Paths stay out of it: they hold what people wrote. */
const auditLine = ({ requestId, at, actor, key, method, operation, environment, reason, status }) => ({
  event: "decision", at: new Date(at).toISOString(), request: requestId, actor, key, method, operation, environment, reason, status,
});
