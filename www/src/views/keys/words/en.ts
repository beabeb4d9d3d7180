export const en = {
  sortBy: "Sort by",
  who: "Who is told",
  told: (names: string) => `to ${names}`,
  nobody: "nobody is told",
  ask: "Ask",
  inTime: "Timeline",
  nothing: "No key fits. Change the search or the filters.",
  over: "was due",
  plan: "on",
  actions: "Go to",
};
