// The command line as a program: help, completion, colours, wrong use, pipes.
import assert from "node:assert/strict";
import { constants } from "node:buffer";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { root } from "../../scripts/process.mjs";
import { AT, CLI, LOG, YAML, shell } from "./harness.mjs";

const COMMANDS = ["check", "lint", "decide", "explain", "reach", "keys", "notices", "diff", "usage", "least-privilege", "test", "import", "schema", "completion"];
const ESCAPE = /\u001b/;

test("help of all and of each command, with examples that it understands", (t) => {
  const { keyward } = shell(t);
  const { status, stdout, stderr } = keyward(["--help"]);
  assert.deepEqual([status, stderr], [0, ""]);
  assert.deepEqual([...stdout.matchAll(/^ {2}([a-z-]+) {2,}\S/gm)].map(([, name]) => name), COMMANDS);
  assert.deepEqual([keyward(["help"]).stdout, keyward(["-h"]).stdout], [stdout, stdout]);
  for (const name of COMMANDS) {
    const help = keyward([name, "--help"]);
    assert.deepEqual([help.status, help.stderr, help.stdout], [0, "", keyward(["help", name]).stdout]);
    assert.match(help.stdout, /^Exit code 0: fine.*; 2: wrong use/m);
    const options = [...help.stdout.matchAll(/^ {2}(?:-h, )?--([a-z-]+)/gm)].map(([, option]) => option);
    const examples = [...help.stdout.matchAll(new RegExp(`keyward ${name} (.*)`, "g"))].map(([, line]) => line).slice(1);
    assert.ok(options.includes("help") && examples.length > 0, name);
    for (const example of examples) for (const [, option] of example.matchAll(/ --([a-z-]+)/g)) assert.ok(options.includes(option), `${name}: ${option}`);
  }
});

test("the version is the package's", (t) => {
  const { version } = JSON.parse(readFileSync(join(root, "pkg/package.json"), "utf8"));
  assert.deepEqual(shell(t).keyward(["--version"]), { status: 0, stdout: `${version}\n`, stderr: "" });
});

test("wrong use: exit code 2, nothing on standard output", (t) => {
  const { keyward, folder } = shell(t, { "latin.json": Buffer.from('{"id":"\xe9"}', "latin1") });
  const wrong = [
    [[], /^keyward decides what an API key may do/],
    [["chek"], /there is no command `chek`; did you mean `check`\?\nsee `keyward --help`/],
    [["__proto__"], /there is no command `__proto__`/],
    [["help", "nothing"], /there is no command `nothing`/],
    [["check"], /it takes FILE…: nothing was given\nsee `keyward check --help`/],
    [["check", "missing.json"], /^error: missing.json cannot be read: there is no such file\n$/],
    [["check", folder], /cannot be read: it is a folder/],
    [["check", "latin.json"], /latin.json is not text in UTF-8/],
    [["check", "-", "-"], /standard input can be read once/],
    [["check", "project.yaml", "--formt", "json"], /there is no option `--formt`; did you mean `--format`\?/],
    [["check", "project.yaml", "--constructor"], /there is no option `--constructor`/],
    [["check", "project.yaml", "-x"], /there is no option `-x`/],
    [["check", "project.yaml", "--format"], /`--format` needs a value: `--format FORMAT`/],
    [["check", "project.yaml", "--format", "xml"], /`--format` is `xml`, and has to be one of table, json, csv, markdown, sarif, github/],
    [["decide", "project.yaml", "--format", "sarif"], /has to be one of table, json, csv, markdown/],
    [["check", "project.yaml", "--catalog", "--format", "json"], /`--catalog` needs a value/],
    [["check", "project.yaml", "--help=yes"], /`--help` takes no value/],
    [["keys", "project.yaml", "--at", AT, "--at", AT], /`--at` stands twice/],
    [["keys", "project.yaml", "more"], /`more` is one argument too many: it takes PROJECT/],
    [["schema", "user"], /there is no schema of `user`/],
    [["completion", "toString"], /there is no completion for `toString`/],
  ];
  for (const [words, expected] of wrong) {
    const { status, stdout, stderr } = keyward(words, { input: YAML });
    assert.deepEqual([status, stdout], [2, ""], words.join(" "));
    assert.match(stderr, expected);
    assert.doesNotMatch(stderr, /\n +at /, "no stack");
  }
});

test("schema: the file of the package", (t) => {
  const { keyward } = shell(t);
  for (const name of ["project", "catalog"]) assert.deepEqual(keyward(["schema", name]), { status: 0, stdout: readFileSync(join(root, `schema/${name}.json`), "utf8"), stderr: "" });
});

/** Makes a process believe that a stream is a terminal. */
const terminal = (stream) => ["--import", `data:text/javascript,process.${stream}.isTTY=true`];

test("colours on a terminal alone, and not against NO_COLOR", (t) => {
  const { keyward } = shell(t, { "broken.yaml": YAML.replace("personal", "persnal") });
  const words = ["check", "broken.yaml"];
  assert.doesNotMatch(keyward(words).stdout, ESCAPE);
  const shown = keyward(words, { node: terminal("stdout"), env: { TERM: "xterm" } }).stdout;
  assert.match(shown, /\u001b\[31merror\[reference_dangling\]\u001b\[0m/);
  assert.equal(shown.replace(/\u001b\[\d+m/g, ""), keyward(words).stdout);
  assert.doesNotMatch(keyward(words, { node: terminal("stdout"), env: { TERM: "xterm", NO_COLOR: "1" } }).stdout, ESCAPE);
  assert.doesNotMatch(keyward(words, { node: terminal("stdout"), env: { TERM: "dumb" } }).stdout, ESCAPE);
  for (const format of ["json", "csv", "markdown", "sarif", "github"]) assert.doesNotMatch(keyward([...words, "--format", format], { node: terminal("stdout"), env: { TERM: "xterm" } }).stdout, ESCAPE);
  const wrong = ["decide", "broken.yaml", "GET", "/", "--key", "k"];
  assert.match(keyward(wrong, { node: terminal("stderr"), env: { TERM: "xterm" } }).stderr, ESCAPE);
  assert.doesNotMatch(keyward(wrong, { node: terminal("stdout"), env: { TERM: "xterm" } }).stderr, ESCAPE);
});

test("a line about long work, on a terminal alone", (t) => {
  const { keyward, folder } = shell(t);
  writeFileSync(join(folder, "long.ndjson"), LOG.repeat(100_000));
  const words = ["usage", "project.yaml", "long.ndjson"];
  const { stderr, stdout } = keyward(words, { node: terminal("stderr") });
  assert.match(stderr, /^(\r\u001b\[K\d+\.\d MB read, \d+ %)+\r\u001b\[K$/);
  assert.match(keyward(["usage", "project.yaml", "-"], { node: terminal("stderr"), input: LOG.repeat(100_000) }).stderr, /\r\u001b\[K\d+\.\d MB read\r/);
  assert.deepEqual(keyward(words), { status: 0, stdout, stderr: "" });
});

test("who reads may stop reading", async (t) => {
  const { folder } = shell(t);
  const child = spawn(process.execPath, [CLI, "reach", "project.yaml", "--key", "k1", "--format", "json", "--detail"], { cwd: folder });
  let stderr = "";
  child.stderr.on("data", (chunk) => (stderr += chunk));
  child.stdout.destroy();
  await once(child, "close");
  assert.equal(stderr, "");
});

test("a long answer arrives whole in a pipe", (t) => {
  const { keyward } = shell(t);
  const { stdout } = keyward(["reach", "project.yaml", "--key", "k1", "--format", "json", "--detail"]);
  assert.ok(stdout.length > 30_000);
  assert.equal(JSON.parse(stdout).length, 2);
});

test("completion: bash asks for what there is", (t) => {
  const { keyward, folder } = shell(t);
  writeFileSync(join(folder, "completion.bash"), keyward(["completion", "bash"]).stdout);
  const complete = (...words) => {
    const { stdout, stderr, status } = spawnSync("bash", ["--norc", "-c", 'source completion.bash; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _keyward; printf "%s\\n" "${COMPREPLY[@]}"', "bash", "keyward", ...words], { cwd: folder, encoding: "utf8" });
    assert.deepEqual([status, stderr], [0, ""]);
    return stdout.trim().split("\n");
  };
  assert.deepEqual(complete("l"), ["lint", "least-privilege"]);
  assert.deepEqual(complete("keys", "--e"), ["--ending"]);
  assert.deepEqual(complete("lint", "--severity", ""), ["error", "warning", "info"]);
  assert.deepEqual(complete("decide", "--format", "s"), [""]);
  assert.deepEqual(complete("lint", "--format", "s"), ["sarif"]);
  assert.deepEqual(complete("schema", ""), ["project", "catalog"]);
  assert.deepEqual(complete("help", "not"), ["notices"]);
  assert.deepEqual(complete("reach", "--only", "d"), ["denied"]);
});

test("completion: zsh and fish know every command and option", (t) => {
  const { keyward } = shell(t);
  const [zsh, fish] = ["zsh", "fish"].map((name) => keyward(["completion", name]).stdout);
  for (const name of COMMANDS) {
    const options = [...keyward([name, "--help"]).stdout.matchAll(/^ {2}(?:-h, )?--([a-z-]+)/gm)].map(([, option]) => option);
    const line = zsh.split("\n").find((each) => each.trimStart().startsWith(`${name}) _arguments `));
    for (const option of options) {
      assert.ok(line.includes(`--${option}[`), `zsh: ${name} --${option}`);
      assert.ok(fish.includes(`complete -c keyward -n '__fish_seen_subcommand_from ${name}' -l ${option} `), `fish: ${name} --${option}`);
    }
    assert.ok(fish.includes(` -f -a ${name} -d `));
  }
  // single quotes within single quotes
  assert.match(zsh, /Kontent\.ai'\\''s/);
  assert.match(fish, /Kontent\.ai\\'s/);
});

test("a file of no cases is refused, and so is output that cannot be written", (t) => {
  const { keyward } = shell(t, { "none.json": { cases: [] } });
  const none = keyward(["test", "project.yaml", "none.json"]);
  assert.equal(none.status, 2);
  assert.match(none.stderr, /it has no cases, so that nothing would be tested/);
  if (process.platform !== "linux") return;
  const full = spawnSync("sh", ["-c", `exec "$0" "$@" > /dev/full`, process.execPath, CLI, "schema", "project"], { encoding: "utf8" });
  assert.equal(full.status, 2, full.stderr);
  assert.match(full.stderr, /^keyward: the output could not be written: .*\n$/);
});

test("the exit code is the same where nobody reads, or can write, what went wrong", (t) => {
  if (process.platform !== "linux") return;
  const { folder, keyward } = shell(t, { "api.json": { openapi: "3.1.0", info: { title: "x" }, paths: { "/a": { get: {} }, "/{a}-{b}": { get: {} } } } });
  for (const words of [["check", "missing.yaml"], ["decide", "project.yaml", "GET"], ["chek"], ["import", "openapi", "api.json"]]) {
    const { status, stdout } = keyward(words);
    for (const end of ["2> /dev/full", "2> >(exec true)", "2>&-"]) {
      // the reader is gone before the command says anything
      const found = spawnSync("bash", ["-c", `{ sleep 0.3; exec "$0" "$@"; } ${end}`, process.execPath, CLI, ...words], { cwd: folder, encoding: "utf8" });
      assert.deepEqual([found.status, found.stdout], [status, stdout], `${words.join(" ")} ${end}`);
    }
  }
});

test("a file that is too long to be text says so", (t) => {
  if (process.platform !== "linux") return;
  const { folder, keyward } = shell(t);
  writeFileSync(join(folder, "long.json"), "");
  truncateSync(join(folder, "long.json"), constants.MAX_STRING_LENGTH + 1);
  assert.deepEqual(keyward(["check", "long.json"]), { status: 2, stdout: "", stderr: `error: long.json has ${constants.MAX_STRING_LENGTH + 1} bytes; the most that is read is ${constants.MAX_STRING_LENGTH}\n` });
});
