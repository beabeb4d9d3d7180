// keyward completion: scripts with which shells complete commands, options and their values.
import { optionsOf } from "../lib/arguments.js";
import type { Command } from "../lib/command.js";
import { UsageError } from "../lib/failures.js";

const SHELLS: { readonly [shell: string]: (commands: readonly Command[]) => string } = { bash, zsh, fish };

/** The command that completes these and itself. */
export const completionOf = (commands: () => readonly Command[]): Command => ({
  name: "completion",
  summary: "prints the completion script of a shell",
  takes: Object.keys(SHELLS).join("|"),
  count: [1, 1],
  options: {},
  formats: [],
  examples: [
    ["bash, in ~/.bashrc", 'eval "$(keyward completion bash)"'],
    ["zsh, in ~/.zshrc after compinit", 'eval "$(keyward completion zsh)"'],
    ["fish", "keyward completion fish > ~/.config/fish/completions/keyward.fish"],
  ],
  run(given) {
    const shell = given.word(0);
    const script = Object.hasOwn(SHELLS, shell) ? SHELLS[shell] : undefined;
    if (script === undefined) throw new UsageError(`there is no completion for \`${shell}\`: it takes bash, zsh or fish`);
    return script(commands());
  },
});

/** The words that a command takes first, and whether files come after them. */
const wordsOf = ({ takes }: Command): string[] => /^[a-z]+(?:\|[a-z]+)*(?= |$)/.exec(takes)?.[0].split("|") ?? [];
const hasFiles = ({ takes }: Command): boolean => / FILE/.test(takes);

function bash(commands: readonly Command[]): string {
  const names = commands.map(({ name }) => name).join(" ");
  const options = commands.map((command) => `    ${command.name}) options="${Object.keys(optionsOf(command)).map((name) => `--${name}`).join(" ")}"; words="${wordsOf(command).join(" ")}" ;;`);
  const values = commands.flatMap((command) =>
    Object.entries(optionsOf(command)).flatMap(([name, { value, choices }]) => (value === undefined ? [] : [`    "${command.name} --${name}") values="${choices?.join(" ") ?? (value === "FILE" ? "FILE" : "NONE")}" ;;`])),
  );
  return `# completion of keyward for bash
_keyward() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command="\${COMP_WORDS[1]}" options="" words="" values=""
  COMPREPLY=()
  if [[ $COMP_CWORD -eq 1 ]]; then
    COMPREPLY=($(compgen -W "${names} help --help --version" -- "$current"))
    return
  fi
  case "$command" in
${options.join("\n")}
    help) words="${names}" ;;
  esac
  case "$command $previous" in
${values.join("\n")}
  esac
  if [[ $values == FILE ]]; then
    compopt -o default 2>/dev/null
  elif [[ $values == NONE ]]; then
    :
  elif [[ -n $values ]]; then
    COMPREPLY=($(compgen -W "$values" -- "$current"))
  elif [[ $current == -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$current"))
  elif [[ -n $words && $COMP_CWORD -eq 2 ]]; then
    COMPREPLY=($(compgen -W "$words" -- "$current"))
  else
    compopt -o default 2>/dev/null
  fi
}
complete -F _keyward keyward
`;
}

/** Text in single quotes, for zsh and fish. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

function zsh(commands: readonly Command[]): string {
  // in a specification, colons and brackets mean something
  const escaped = (text: string) => text.replace(/[\\:[\]]/g, "\\$&");
  const cases = commands.map((command) => {
    const specs = Object.entries(optionsOf(command)).map(([name, { value, isMultiple, choices, help }]) => {
      const action = value === undefined ? "" : `:${value.toLowerCase()}:${choices !== undefined ? `(${choices.join(" ")})` : value === "FILE" ? "_files" : " "}`;
      return quoted(`${isMultiple === true ? "*" : ""}--${name}[${escaped(help)}]${action}`);
    });
    const words = wordsOf(command);
    return `    ${command.name}) _arguments ${[...specs, ...(words.length > 0 ? [quoted(`1:word:(${words.join(" ")})`)] : []), ...(words.length === 0 || hasFiles(command) ? [quoted("*:file:_files")] : [])].join(" ")} ;;`;
  });
  return `#compdef keyward
_keyward() {
  if (( CURRENT == 2 )); then
    local -a commands=(${commands.map(({ name, summary }) => quoted(`${name}:${escaped(summary)}`)).join(" ")})
    _describe command commands
    return
  fi
  local command="$words[2]"
  words=("$words[1]" "\${(@)words[3,-1]}")
  (( CURRENT -= 1 ))
  case "$command" in
${cases.join("\n")}
  esac
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _keyward "$@"; else compdef _keyward keyward; fi
`;
}

function fish(commands: readonly Command[]): string {
  const escape = (text: string) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
  const lines = commands.flatMap((command) => {
    const where = `-n '__fish_seen_subcommand_from ${command.name}'`;
    const options = Object.entries(optionsOf(command)).map(([name, { value, choices, help }]) => {
      const takes = value === undefined ? "" : choices !== undefined ? ` -x -a ${escape(choices.join(" "))}` : value === "FILE" ? " -r -F" : " -x";
      return `complete -c keyward ${where} -l ${name}${takes} -d ${escape(help)}`;
    });
    const words = wordsOf(command);
    return [
      `complete -c keyward -n __fish_use_subcommand -f -a ${command.name} -d ${escape(command.summary)}`,
      ...options,
      ...(words.length === 0 ? [] : [`complete -c keyward ${where}${hasFiles(command) ? "" : " -f"} -a ${escape(words.join(" "))}`]),
    ];
  });
  return `# completion of keyward for fish\n${lines.join("\n")}\n`;
}
