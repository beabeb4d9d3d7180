export const en = {
  answer: "Answer",
  paste: "Or paste a request",
  pasteHint: "A URL, a curl command, a fetch call, or the text of an HTTP request. Tokens in it are ignored and never leave this browser.",
  unreadable: "This isn’t a request. Paste a URL, a path such as /v2/projects/…/items, or a command that starts with curl.",
  operation: "Operation",
  choose: "Choose…",
  checks: "Every check, in order",
  outcomes: {
    holds: "Passed",
    fails: "Failed",
    skipped: "Doesn’t apply",
    not_reached: "Not reached",
  } as Record<string, string>,
  open: "Depends",
  response: "The guard’s response",
  passes: "The request goes through to",
};
