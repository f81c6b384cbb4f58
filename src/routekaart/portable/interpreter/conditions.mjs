/** Conditions: trees of tests, and their words. */

export const isTest = (tree) => tree.operator !== undefined;
export const partsOf = (tree) => tree.all ?? tree.any ?? [tree.not];

export function testsIn(tree) {
  return isTest(tree) ? [tree] : partsOf(tree).flatMap(testsIn);
}

/** Whether a condition holds, fails or (null) is open, by what `of` says of its tests. */
export function truthOf(tree, of) {
  if (isTest(tree)) return of(tree);
  if (tree.not) {
    const inner = truthOf(tree.not, of);
    return inner === null ? null : !inner;
  }
  const stop = tree.any !== undefined;
  let found = !stop;
  for (const part of partsOf(tree)) {
    const truth = truthOf(part, of);
    if (truth === stop) return stop;
    if (truth === null) found = null;
  }
  return found;
}

/** A sentence of the document with what stands in braces filled in. */
export function fill(template, values = {}) {
  return template.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

export function listed(words, conjunction) {
  return words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} ${conjunction} ${words.at(-1)}`;
}

/** A condition in words, by what `say` makes of the words of a test. */
export function conditionText(tree, phrases, say) {
  const text = (one) => conditionText(one, phrases, say);
  if (isTest(tree)) return say(tree.words);
  if (tree.not) return isTest(tree.not) ? say(tree.not.denied) : fill(phrases.not, { condition: `(${text(tree.not)})` });
  const parts = partsOf(tree);
  if (!parts.length) return tree.all ? phrases.always : phrases.never;
  if (parts.length === 1) return text(parts[0]);
  const other = tree.all ? "any" : "all";
  const isApart = (part) =>
    isTest(part) ? part.operator === "one_of" && part.operands.length > 1 : part[other]?.length > 1;
  const texts = parts.map((part) => (isApart(part) ? `(${text(part)})` : text(part)));
  return texts.join(` ${tree.all ? phrases.and : phrases.or} `);
}
