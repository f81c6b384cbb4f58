/** The document in full, and under another reading. */

import { conditionText } from "./conditions.mjs";

// What a field is that is left out.
const FACT = {
  question: null,
  description: null,
  options: [],
  unit: null,
  minimum: null,
  maximum: null,
  decimals: 0,
  past: false,
  phrases: {},
  bounds: null,
  accepts: null,
  asked_of: [],
  sensitive: false,
  read_off: null,
  definition: null,
  function: null,
};

const PART = {
  text: null,
  partners: [],
  by: [],
  note: null,
  optional: false,
  hand_over: null,
  when: null,
  condition: null,
  function: null,
};

const STEP = {
  description: null,
  phase: null,
  otherwise: null,
  ask: [],
  transitions: [],
  responsible_unknown: false,
  checklist: [],
  sources: [],
  readings: [],
};

const SECTIONS = ["responsible", "contacts", "actions", "supports"];
export const mapped = (object, change) =>
  Object.fromEntries(Object.entries(object).map(([name, one]) => [name, change(one, name)]));

/** The document with the fields that were left out, and with conditions, tests and axes in the place of their numbers. */
export function inFull(document) {
  const axes = document.axes.map((one) => ({ cells: null, cuts: null, ...one }));
  const cut = (one) => ({ value: null, parameter: null, beyond: false, ...one });
  for (const axis of axes) axis.cuts &&= axis.cuts.map(cut);
  const inEach = (words) => inEachLanguage(words, document);
  const tests = document.tests.map((one) => ({ ...one, words: inEach(one.words), denied: inEach(one.denied) }));
  const conditions = document.conditions.map((one) => resolved(one, tests));
  const when = (condition) =>
    mapped(document.words, ({ phrases }, lang) => conditionText(condition, phrases, (words) => words.when[lang]));
  const held = ({ condition }) =>
    condition === undefined ? {} : { condition: conditions[condition], when: when(conditions[condition]) };
  const part = (one, section) => ({ section, ...PART, ...one, ...held(one) });
  return {
    ...document,
    route: { description: null, chosen: {}, ...document.route },
    facts: mapped(document.facts, (one) => ({
      ...FACT,
      ...one,
      options: (one.options ?? []).map((option) => ({ also: [], said: option.title, ...option })),
      follows: one.definition !== undefined,
      definition: one.definition === undefined ? null : conditions[one.definition],
    })),
    readings: mapped(document.readings, (one) => ({ to_confirm: false, ...one })),
    functions: document.functions.map((one) => ({ turns: [], ...one, axes: one.axes.map((number) => axes[number]) })),
    impossible: document.impossible.map((one) => ({ ...one, ...held(one) })),
    steps: mapped(document.steps, (one) => ({
      ...STEP,
      ...one,
      transitions: (one.transitions ?? []).map((other) => ({ sources: [], readings: [], ...other, ...held(other) })),
      parts: SECTIONS.flatMap((section) => (one[section] ?? []).map((other) => part(other, section))),
    })),
    ends: mapped(document.ends, (one) => ({ description: null, hand_over: null, ...one })),
  };
}

/** The words of a test in each language. */
function inEachLanguage(words, document) {
  return typeof words?.when === "string" ? { ...words, when: mapped(document.words, () => words.when) } : words;
}

/** A condition with its tests in the place of their numbers. */
function resolved(tree, tests) {
  if (tree.test !== undefined) return tests[tree.test];
  if (tree.not !== undefined) return { not: resolved(tree.not, tests) };
  const [way, parts] = tree.all ? ["all", tree.all] : ["any", tree.any];
  return { [way]: parts.map((one) => resolved(one, tests)) };
}

/** A document changed by a JSON Merge Patch (RFC 7396). */
export function merged(document, patch) {
  if (patch === null || typeof patch !== "object" || Array.isArray(patch)) return patch;
  const isObject = document !== null && typeof document === "object" && !Array.isArray(document);
  const made = isObject ? { ...document } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete made[name];
    else made[name] = merged(made[name], value);
  }
  return made;
}

/** Whether two alternatives can be taken together. */
export function goTogether(one, other) {
  if (one.reading === other.reading || (one.alone && other.alone)) return false;
  const isNamed = (one.apart ?? []).some(([reading, name]) => reading === other.reading && name === other.alternative);
  return !isNamed && !meet(one.changes, other.changes);
}

/** Whether two patches change the same. */
function meet(one, other) {
  const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
  if (!isObject(one) || !isObject(other)) return true;
  return Object.keys(one).some((name) => Object.hasOwn(other, name) && meet(one[name], other[name]));
}
