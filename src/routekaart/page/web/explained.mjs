/** Why a decision is what it is: the explanation of the engine, in parts that can be shown apart. */

import { placeOf } from "./page.mjs";

/**
 * @typedef {object} Explanation
 * @property {{ text: string, items: string[] }[]} why the reasons, with the facts that settle them
 * @property {string[]} sources the places in the sources
 * @property {{ reading: string, text: string }[]} readings how the source was read
 * @property {{ target: string | null, text: string }[]} others what became of the other transitions
 * @property {{ reading: string, text: string }[]} contested the readings that are still to be confirmed, under which the answer is another one
 */

/**
 * The explanation of a decision. Its words are those of the engine; only where a line belongs is looked at here.
 *
 * @returns {Explanation}
 */
export function explanation(page, step, facts, on) {
  const words = page.document.words[page.lang].explaining;
  const begins = (line, template) => line.startsWith(template.slice(0, template.indexOf("{")));
  const parts = { why: [], sources: [], readings: [], others: [], contested: [] };
  let section = "why";
  for (const line of explainedLines(page, step, facts, on).slice(1)) {
    if (line === words.transitions || line === words.other_transitions) section = "others";
    else if (line === words.ask_first) section = "questions";
    else if (begins(line, words.contested)) parts.contested.push(withReading(line, words.contested));
    else if (begins(line, words.source)) parts.sources.push(...placesIn(line, words.source));
    else if (begins(line, words.reading)) parts.readings.push(withReading(line, words.reading));
    else if (section === "others" && line.startsWith(" ")) parts.others.push(targetAndText(page, line.trim()));
    else if (section === "why" && line.startsWith(" ")) parts.why.at(-1)?.items.push(line.replace(/^ *- /, ""));
    else if (section !== "questions") parts.why.push({ text: line, items: [] });
  }
  return parts;
}

/** The reasons of a decision; the engine gives none of its own where somebody stays because nothing else holds. */
export const reasonsOf = (page, decision, { why }) =>
  decision.outcome === "stay" && !why.length ? [{ text: page.say("stay_why"), items: [] }] : why;

/** Every line of the explanation. */
const explainedLines = (page, step, facts, on) => page.route.explain(step, facts, on, page.lang).split("\n");

/** A line with the reading that it names. */
function withReading(text, template) {
  const [before, after] = template.split("{reading}");
  return { text, reading: text.slice(before.length).split(after.charAt(0))[0] };
}

/** The places in "Bron: rivor P11; rivor P12." */
function placesIn(line, template) {
  const [before, after] = template.split("{source}");
  return line.slice(before.length, line.length - after.length).split("; ");
}

/** "P13: geldt niet" as the step, and what is said of it. */
function targetAndText(page, line) {
  const at = line.indexOf(": ");
  const target = line.slice(0, at);
  return placeOf(page, target) ? { target, text: line.slice(at + 2) } : { target: null, text: line };
}
