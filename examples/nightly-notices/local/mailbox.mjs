// An SMTP server on this machine that keeps what it accepts.
import { once } from "node:events";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";

/** `mails` grows with each mail that is accepted; `beforeReply` is awaited before the sender hears so. */
export async function openMailbox({ beforeReply = () => {}, ...options } = {}) {
  const mails = [];
  const server = new SMTPServer({
    hideSTARTTLS: true,
    authOptional: true,
    disableReverseLookup: true,
    onData(stream, session, done) {
      const chunks = [];
      stream.on("data", (chunk) => chunks.push(chunk));
      stream.on("end", async () => {
        mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw: Buffer.concat(chunks) });
        await beforeReply(mails.length);
        done();
      });
    },
    ...options,
  });
  server.on("error", () => {}); // a client that goes away
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  return { mails, server, port: server.server.address().port, close: () => new Promise((resolve) => server.close(resolve)) };
}

/** A mail as its reader sees it. */
export async function opened({ to, raw }) {
  const { messageId, subject, text, html, headers } = await PostalMime.parse(raw);
  return { to, messageId, subject, text, html, headers: Object.fromEntries(headers.map(({ key, value }) => [key, value])) };
}
