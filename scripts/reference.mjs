// Which public items of the npm package have no documentation, by what TypeDoc finds in facade/.

/** TypeDoc's numbers of the kinds that need no text of their own: constructors, parameters, and names for what stands elsewhere. */
const EXEMPT = [512, 32_768, 131_072, 4_194_304];

const hasText = (comment) => comment !== undefined && (comment.summary.some(({ text }) => text.trim() !== "") || comment.blockTags?.length > 0 || comment.modifierTags?.includes("@inheritDoc"));
const hasExample = (comment) => comment?.blockTags?.some(({ tag }) => tag === "@example") ?? false;

/** What is missing, a line for each item: any text; and an example for what can be called. Types without a name stand with what they belong to. */
export function undocumented(project) {
  const lines = [];
  for (const module of project.children) for (const item of module.children ?? []) visit(item, [module.name], lines, true);
  return lines;
}

function visit(item, path, lines, isExported) {
  if (EXEMPT.includes(item.kind) || item.inheritedFrom !== undefined) return;
  const name = [...path, item.name];
  const where = name.join(".");
  const signatures = [...(item.signatures ?? []), item.getSignature, item.type?.declaration?.signatures?.[0]].filter(Boolean);
  const comments = [item.comment, ...signatures.map(({ comment }) => comment)];
  if (!comments.some(hasText)) lines.push(`${where}: no documentation`);
  const isCalled = (isExported && (item.signatures?.length ?? 0) > 0) || (path.at(-1) === "Ward" && (item.signatures?.length ?? 0) > 0);
  if (isCalled && !comments.some(hasExample)) lines.push(`${where}: no example`);
  for (const child of item.children ?? []) visit(child, name, lines, false);
}
