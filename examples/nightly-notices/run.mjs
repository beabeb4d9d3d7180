// Runs the job on this machine: `npm run example:notices`. A mail server on the loopback takes what it sends. The job runs
// three times, and the first run is killed while it waits for the server's reply to a mail.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { main } from "../../scripts/process.mjs";
import { ensureNodeModules } from "../../scripts/tools.mjs";

await main(async () => {
  ensureNodeModules();
  const [{ openMailbox, opened }, { writeJob }, { startJob }] = [await import("./local/mailbox.mjs"), await import("./local/seed.mjs"), await import("./local/job.mjs")];
  const folder = mkdtempSync(join(tmpdir(), "keyward-notices-"));
  let current;
  const beforeReply = (count) => count > 1 || (current.child.kill("SIGKILL"), current.ended);
  const { mails, port, close } = await openMailbox({ beforeReply });
  const settings = writeJob(folder, { port });
  try {
    for (const title of ["the first run is killed: the server has accepted a mail, and the job has not heard so", "the second run sends that mail again, with the same Message-ID, and the others", "the third run: everybody was told"]) {
      const before = mails.length;
      current = startJob(settings);
      const { code, signal, stderr } = await current.ended;
      console.log(`== ${title} (${signal ?? `exit code ${code}`})\n${stderr}`);
      for (const mail of mails.slice(before)) console.log(letter(await opened(mail)));
      if (mails.length === before) console.log("no mail");
    }
  } finally {
    await close();
    rmSync(folder, { recursive: true, force: true });
  }
});

function letter({ to, subject, messageId, text }) {
  return `To: ${to.join(", ")}\nSubject: ${subject}\nMessage-ID: ${messageId}\n\n${text.trim().replace(/^(?=.)/gm, "    ")}\n`;
}
