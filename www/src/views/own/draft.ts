/** What is being written, and is not the open project yet; `null` if nothing is. */
export const draft: { text: string | null } = { text: null };
