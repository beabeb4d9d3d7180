// Where the host's types have `Symbol.dispose`, a Keyward can be disposed.
import { Keyward } from "keyward";

export function isAllowed(project: string, key: string, path: string): boolean {
  using ward = new Keyward(project);
  return ward.allows(key, "GET", path);
}

export const disposable: Disposable = new Keyward("{}");
disposable[Symbol.dispose]();

// @ts-expect-error: it is not disposed of asynchronously
export const asyncDisposable: AsyncDisposable = new Keyward("{}");
