// Commits and files, from git. A file is read from its commit and never from the work tree, so that a pull request cannot have
// another file read by a link. Nothing of the pull request is run.
import { execFileSync } from "node:child_process";
import { StepError } from "./runner.js";

/** The largest document that is compared, in bytes. */
const LARGEST = 33_554_432;
/** How long git may take for one command, in milliseconds. */
const PATIENCE = 120_000;

export class Repository {
  /** @type {string} */
  #folder;

  /** @param {string} folder */
  constructor(folder) {
    this.#folder = folder;
    if (this.#tryText("rev-parse", "--git-dir") === null) throw new StepError("there is no repository in the workspace: put `actions/checkout` before this step");
  }

  /**
   * What is compared: the commits before and after.
   * @param {Pick<import("./settings.js").Settings, "base" | "pullRequest">} settings
   */
  commits({ base, pullRequest }) {
    const after = pullRequest?.isTarget ? this.#fetch(`refs/pull/${pullRequest.number}/merge`, "the pull request cannot be merged as it is: resolve its conflicts first") : this.#commit("HEAD");
    if (after === null) throw new StepError("the repository has no commit");
    return { before: base === "" ? this.#mergedInto(after, pullRequest) : this.#named(base), after };
  }

  /**
   * The bytes of a file in a commit; `null` if it is not there.
   * @param {string} commit
   * @param {string} path
   * @returns {Buffer | null}
   */
  file(commit, path) {
    const found = this.#entry(commit, path);
    if (found === null) {
      // a folder that is a link would lead others to a file, which then does not count as gone
      const names = path.split("/");
      for (let count = 1; count < names.length; count += 1) this.#entry(commit, names.slice(0, count).join("/"));
      return null;
    }
    const { type, blob } = found;
    if (type !== "blob") throw new StepError(`${path} is no file`);
    const size = Number(this.#text("cat-file", "-s", blob));
    if (size > LARGEST) throw new StepError(`${path} has ${size} bytes; the most that is compared is ${LARGEST}`);
    return this.#git("cat-file", "blob", blob);
  }

  /**
   * What stands at a path; `null` if nothing does.
   * @param {string} commit
   * @param {string} path
   */
  #entry(commit, path) {
    const entry = this.#text("--literal-pathspecs", "ls-tree", "-z", "--full-tree", commit, "--", path).split("\0")[0] ?? "";
    if (entry === "") return null;
    const [mode = "", type = "", blob = ""] = (entry.split("\t")[0] ?? "").split(" ");
    if (mode === "120000") throw new StepError(`${path} is a symbolic link, which is not followed`);
    if (type === "commit") throw new StepError(`${path} is a submodule, which is not read`);
    return { type, blob };
  }

  /**
   * @param {string} after
   * @param {import("./settings.js").PullRequest | null} pullRequest
   */
  #mergedInto(after, pullRequest) {
    if (pullRequest === null) throw new StepError("the input `base` is needed where the workflow was not started by a pull request");
    // in a shallow clone only the commit itself says who its parents are
    const parents = [...this.#text("cat-file", "commit", after).split("\n\n", 1)[0]?.matchAll(/^parent ([0-9a-f]+)$/gm) ?? []].map(([, id]) => String(id));
    if (parents.length === 2 && (pullRequest.isTarget || parents[1] === pullRequest.head)) return this.#present(String(parents[0]));
    const base = this.#tryText("merge-base", this.#present(pullRequest.base), after);
    if (base === null) throw new StepError("what the pull request is merged into is not known: check out its merge commit, as `actions/checkout` does if no `ref` is given, or give it `fetch-depth: 0`");
    return base;
  }

  /**
   * A commit by the name that the workflow gives it: the server's, or else one that is known here.
   * @param {string} name
   */
  #named(name) {
    if (/^[0-9a-f]{40,64}$/.test(name)) return this.#present(name);
    const found = this.#tryFetch(name) ?? this.#commit(name);
    if (found === null) throw new StepError(`the input \`base\` is no branch, tag or commit of the repository: \`${name}\``);
    return found;
  }

  /** @param {string} id */
  #present(id) {
    return this.#commit(id) ?? this.#fetch(id, `the commit ${id} is neither here nor to be had from the server`);
  }

  /** @param {string} name */
  #commit(name) {
    return this.#tryText("rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`);
  }

  /**
   * @param {string} name
   * @param {string} otherwise
   */
  #fetch(name, otherwise) {
    const found = this.#tryFetch(name);
    if (found === null) throw new StepError(otherwise);
    return found;
  }

  /** @param {string} name */
  #tryFetch(name) {
    // a limited depth would cut the history of a clone that has all of it
    const depth = this.#text("rev-parse", "--is-shallow-repository") === "true" ? ["--depth=1"] : [];
    return this.#tryText("fetch", "--quiet", "--no-tags", "--no-recurse-submodules", ...depth, "--end-of-options", "origin", name) === null ? null : this.#commit("FETCH_HEAD");
  }

  /** @param {string[]} words */
  #tryText(...words) {
    try {
      return this.#text(...words);
    } catch (error) {
      if (error instanceof StepError) return null;
      throw error;
    }
  }

  /** @param {string[]} words */
  #text(...words) {
    return this.#git(...words).toString("utf8").trimEnd();
  }

  /** @param {string[]} words */
  #git(...words) {
    try {
      // the workspace of a container job belongs to another user
      return execFileSync("git", ["-c", "safe.directory=*", ...words], { cwd: this.#folder, env: { ...process.env, GIT_TERMINAL_PROMPT: "0", LC_ALL: "C" }, stdio: ["ignore", "pipe", "pipe"], timeout: PATIENCE, maxBuffer: LARGEST + 1 });
    } catch (error) {
      const { code, stderr } = /** @type {NodeJS.ErrnoException & { stderr?: Buffer }} */ (error);
      if (code === "ENOENT") throw new Error("git is not installed, or the workspace is not there");
      throw new StepError(`git ${words[0]} failed: ${stderr?.toString("utf8").trim() || code}`);
    }
  }
}
