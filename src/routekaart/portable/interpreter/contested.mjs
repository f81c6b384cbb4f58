/** What hangs on readings of the sources that are still to be confirmed. */

import { RefusedError } from "./refused.mjs";
import { dutiesToCompare } from "./duties.mjs";

/** Each alternative of an unconfirmed reading that can make something else of a step, with the engine under it. */
export function* othersAt(engine, stepId) {
  for (const { reading, alternative, text, steps } of engine.document.alternatives) {
    const isTouched = steps === null || steps.includes(stepId);
    if (isTouched && engine.document.readings[reading].to_confirm) {
      yield { reading, alternative, text: text.replace(/\.+$/, ""), other: engine.under(reading, alternative) };
    }
  }
}

/** What is told of a student under another reading: `found`, or `reason` why nothing is. */
export function toldUnder(other, stepId, facts, on, ask) {
  if (!Object.hasOwn(other.document.steps, stepId)) return { found: null, reason: "no_step" };
  const known = Object.fromEntries(Object.entries(facts).filter(([name]) => other.fact(name) !== null));
  try {
    return { found: ask(other.student(known, on)), reason: null };
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return { found: null, reason: "refused" };
  }
}

/** The alternatives under which a student has other duties at a step. */
export function* contestedDuties(engine, stepId, facts, on) {
  const written = dutiesToCompare(engine, stepId, engine.duties(stepId, engine.student(facts, on)));
  for (const { reading, alternative, text, other } of othersAt(engine, stepId)) {
    const { found, reason } = toldUnder(other, stepId, facts, on, (student) => other.duties(stepId, student));
    if (found === null || dutiesToCompare(other, stepId, found) !== written) {
      yield { reading, alternative, text, outcome: reason ?? "otherwise", duties: found };
    }
  }
}
