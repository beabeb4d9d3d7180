// One run of the cron: each notice is sent, then recorded, before the next one is sent.
import { noticeMessage } from "keyward/messages";
import { within } from "./patience.js";

/** What one run may attempt: a worker may make only so many requests. */
const ATTEMPTS = 200;
const PATIENCE = 15_000;

/**
 * Sends what is due to the webhook, those that have failed least first. A notice that fails is due again in the next run;
 * one whose record fails ends the run, so that one at most is repeated.
 */
export async function sendNotices(book, env) {
  const run = { sent: 0, failed: 0, left: 0 };
  const tried = new Set();
  for (;;) {
    // Planned anew each time: keys are revoked and regenerated meanwhile.
    const due = book.due().filter(({ notice }) => !tried.has(notice.id));
    const [next] = due.sort((a, b) => a.failures - b.failures);
    if (next === undefined || tried.size === ATTEMPTS || !env.NOTICE_WEBHOOK) return { ...run, left: due.length };
    const { notice } = next;
    tried.add(notice.id);
    try {
      await send(notice, env);
    } catch (error) {
      book.recordFailure(notice);
      run.failed += 1;
      console.error(JSON.stringify({ event: "notice_failed", notice: notice.id, key: notice.key, message: String(error) }));
      continue;
    }
    await book.recordSent(notice);
    run.sent += 1;
    console.log(JSON.stringify({ event: "notice_sent", notice: notice.id, key: notice.key, rule: notice.rule }));
  }
}

/** The receiver can tell a repetition by the `Idempotency-Key`, which is the notice's id. */
async function send(notice, env) {
  const messages = notice.recipients.map((recipient) => {
    const { subject, text } = noticeMessage(notice, { recipient: recipient.name ?? undefined });
    return { ...recipient, subject, text };
  });
  const headers = { "Content-Type": "application/json", "Idempotency-Key": notice.id };
  if (env.WEBHOOK_TOKEN) headers.Authorization = `Bearer ${env.WEBHOOK_TOKEN}`;
  const request = fetch(env.NOTICE_WEBHOOK, { method: "POST", headers, redirect: "manual", body: JSON.stringify({ notice, messages }) });
  const response = await within(PATIENCE, "the webhook", request);
  await response.body?.cancel();
  if (!response.ok) throw new Error(`the webhook answered ${response.status}`);
}
