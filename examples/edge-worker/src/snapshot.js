// The project and its tokens as one text, named in KV by its own SHA-256: what lags is missing, what is damaged does not fit its name.
import { Keyward } from "keyward";
import { hashToken as sha256 } from "keyward/token";

const FORMAT = "keyward-edge/snapshot@2";
/** An answer that another one has overtaken by more revisions is not used. */
const EPOCHS_KEPT = 1000;
const HASH = /^[0-9a-f]{64}$/;

export const nameOf = (digest) => `project/${digest}`;

export const snapshotText = (revision, epoch, project, tokens) => JSON.stringify({ format: FORMAT, revision, epoch, project, tokens: Object.fromEntries(tokens) });

/** Whether the text is the one that the digest was made of. */
export const fits = async (text, digest) => typeof text === "string" && (await sha256(text)) === digest;

/** A ward, its tokens by hash, and the revision they stand at, with the epochs of the revisions since. The caller frees the ward. */
export function readSnapshot(text) {
  const { format, revision, epoch, project, tokens } = JSON.parse(text);
  if (format !== FORMAT || !isRevision(revision) || typeof epoch !== "string") throw new Error("this is not a snapshot");
  return { revision, epochs: new Map([[revision, epoch]]), tokens: readTokens(tokens), ward: new Keyward(project) };
}

export const isRevision = (value) => Number.isSafeInteger(value) && value > 0;

/** Key ids by the hash of their token, from an object of them. */
export function readTokens(object) {
  if (typeof object !== "object" || object === null || Array.isArray(object)) throw new Error("tokens are an object of key ids by hash");
  const tokens = new Map(Object.entries(object));
  for (const [hash, key] of tokens) {
    if (!HASH.test(hash) || typeof key !== "string") throw new Error("a token is not listed as the SHA-256 of its text in hex, with a key's id");
  }
  return tokens;
}

/** Takes a change of the ledger in: all of it, or nothing. */
export function apply(held, { revision, epoch, changes, tokens }) {
  readTokens(tokens);
  if (typeof epoch !== "string") throw new Error("a change has no epoch");
  held.ward.update(changes);
  noteTokens(held, { revision, changes, tokens });
  held.epochs.set(revision, epoch);
  held.epochs.delete(revision - EPOCHS_KEPT);
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
