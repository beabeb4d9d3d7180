// The project and its tokens as one text, named in KV by its own SHA-256: what lags is missing, what is damaged does not fit its name.
import { Keyward } from "keyward";
import { hashToken as sha256 } from "keyward/token";

const FORMAT = "keyward-edge/snapshot@1";
const HASH = /^[0-9a-f]{64}$/;

export const nameOf = (digest) => `project/${digest}`;

export const snapshotText = (revision, project, tokens) => JSON.stringify({ format: FORMAT, revision, project, tokens: Object.fromEntries(tokens) });

/** Whether the text is the one that the digest was made of. */
export const fits = async (text, digest) => typeof text === "string" && (await sha256(text)) === digest;

/** A ward, its tokens by hash, and the revision they stand at. The ward is the reader's to free. */
export function readSnapshot(text) {
  const { format, revision, project, tokens } = JSON.parse(text);
  if (format !== FORMAT || !isRevision(revision)) throw new Error("this is not a snapshot");
  return { revision, tokens: readTokens(tokens), ward: new Keyward(project) };
}

export const isRevision = (value) => Number.isSafeInteger(value) && value > 0;

/** Key ids by the hash of their token, from an object of them. */
export function readTokens(object) {
  const tokens = new Map(Object.entries(object));
  for (const [hash, key] of tokens) {
    if (!HASH.test(hash) || typeof key !== "string") throw new Error("a token is not listed as the SHA-256 of its text in hex, with a key's id");
  }
  return tokens;
}

/** Takes a change of the ledger in: all of it, or nothing. */
export function apply(held, { revision, changes, tokens }) {
  readTokens(tokens);
  held.ward.update(changes);
  noteTokens(held, { revision, changes, tokens });
}

/** The tokens and the revision of a change that the ward has taken in. A key that is removed takes its tokens with it. */
export function noteTokens(held, { revision, changes, tokens }) {
  for (const { remove, id } of changes) if (remove === "key") forgetTokens(held.tokens, id);
  for (const [hash, key] of Object.entries(tokens)) held.tokens.set(hash, key);
  held.revision = revision;
}

function forgetTokens(tokens, id) {
  for (const [hash, key] of tokens) if (key === id) tokens.delete(hash);
}
