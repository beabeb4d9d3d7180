// Which test runs which block of the texts for readers. A block that no runner takes fails tests/docs/blocks.test.mjs.
import { allPages, blocksOf } from "../../scripts/pages.mjs";

/** Shown as what a program printed: the block before it is the program. */
const isProgram = ({ language, name }) => language === "js" && name === "";

/** By name: the test file, and which blocks it takes. `before` is the block before it on the page. */
export const RUNNERS = {
  examples: { file: "tests/docs/examples.test.mjs", takes: isProgram },
  outputs: { file: "tests/docs/examples.test.mjs", takes: ({ language, name }, before) => language === "text" && name === "" && before !== undefined && isProgram(before) },
  documents: { file: "tests/docs/examples.test.mjs", takes: ({ language, name }) => language === "json" && ["project", "catalog"].includes(name) },
  consoles: { file: "tests/docs/commands.test.mjs", takes: ({ language, name }) => language === "console" && name === "" },
  files: { file: "tests/docs/commands.test.mjs", takes: ({ page, language, name }) => !["docs/hosts.md", "docs/routers.md"].includes(page) && ["yaml", "json", "js"].includes(language) && name.includes(".") },
  commands: { file: "tests/docs/commands.test.mjs", takes: ({ language, name }) => language === "sh" && name === "" },
  types: { file: "tests/docs/types.test.mjs", takes: ({ page, language, name }) => page === "docs/reference/types.md" && language === "ts" && name === "" },
  workflow: { file: "tests/action/docs.test.mjs", takes: ({ page, language, name }) => page === "docs/github-action.md" && ["yaml", "markdown"].includes(language) && name === "" },
  element: { file: "tests/docs/element.test.mjs", takes: ({ page, language, name }) => page === "docs/element.md" && language === "html" && name === "page.html" },
  hosts: { file: "tests/hosts/blocks.test.mjs", takes: ({ page, name }) => page === "docs/hosts.md" && name !== "" },
  next: { file: "tests/hosts/next.test.mjs", takes: ({ page, name }) => page === "docs/routers.md" && name.startsWith("app/") },
  nuxt: { file: "tests/hosts/kits.test.mjs", takes: ({ page, name }) => page === "docs/routers.md" && name.startsWith("server/") },
  svelte: { file: "tests/hosts/kits.test.mjs", takes: ({ page, name }) => page === "docs/routers.md" && name.startsWith("src/") },
  bun: { file: "tests/hosts/servers.test.mjs", takes: ({ page, name }) => page === "docs/routers.md" && name === "server.js" },
  frameworks: { file: "tests/hosts/frontends/run.mjs", takes: ({ page, language, name }) => page === "docs/hosts.md" && ["tsx", "vue"].includes(language) && name === "" },
  crate: { file: "src/lib.rs", takes: ({ page, language, name }) => page === "docs/rust.md" && language === "rust" && name === "" },
};

/** Kinds of block that no test runs, each with its reason. */
export const NOT_RUN = {
  crontab: "a line for cron, which would run a job for good",
};

/** Every block of every text, with the names of the runners that take it. */
export const allBlocks = () =>
  allPages().flatMap((page) => {
    const blocks = blocksOf(page);
    return blocks.map((block, place) => ({ ...block, runners: Object.keys(RUNNERS).filter((name) => RUNNERS[name].takes(block, blocks[place - 1])) }));
  });

/** The blocks that a runner takes, in the order of the pages. */
export const blocksFor = (runner) => allBlocks().filter(({ runners }) => runners.includes(runner));

/** Where a block is, for messages. */
export const placeOf = ({ page, line }) => `${page}:${line}`;
