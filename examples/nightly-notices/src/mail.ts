// One mail as the bytes that go to the server.
import { createHash } from "node:crypto";
import type { Digest } from "keyward/messages";
import MailComposer from "nodemailer/lib/mail-composer";
import type { Settings } from "./settings.ts";

/** The same for the same notices to the same person, in whatever order: a mail server or reader that knows it can drop a repeat. */
export function messageIdOf(project: string, user: string, from: string, notices: readonly string[]): string {
  const hash = createHash("sha256").update(JSON.stringify([project, user, [...notices].sort()])).digest("hex");
  return `<keyward-${hash.slice(0, 40)}@${from.slice(from.lastIndexOf("@") + 1)}>`;
}

export async function composed({ name, subject, text, html, language }: Digest, address: string, { from }: Pick<Settings, "from">, messageId: string, at: number): Promise<Uint8Array> {
  const composer = new MailComposer({
    from: { name: from.name ?? "", address: from.address },
    to: { name: name ?? "", address },
    subject,
    text,
    html,
    messageId,
    date: new Date(at),
    // asks other programs not to answer (RFC 3834)
    headers: { "Auto-Submitted": "auto-generated", "Content-Language": language },
  });
  return composer.compile().build();
}
