/** What the interpreter says of a state. There are no rules in here. */

import { RefusedError } from "./routekaart.mjs";

/**
 * @typedef {object} Found
 * @property {import("./routekaart").Decision | null} decision null when the facts are refused
 * @property {import("./routekaart").Part[]} duties who acts in this step, and what is done
 * @property {import("./routekaart").Change | null} later when time alone changes it
 * @property {import("./routekaart").Problem[]} problems why the facts are refused
 */

/** @returns {Found} */
export function decided(page, step, facts, on) {
  try {
    return {
      decision: page.route.decide(step, facts, on),
      duties: page.route.duties(step, facts, on),
      later: page.route.nextChange(step, facts, on, page.lang),
      problems: [],
    };
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return { decision: null, duties: [], later: null, problems: error.problems };
  }
}

/** The question that is asked now; null when there is none left that somebody could answer. */
export function questionNow(state, found) {
  if (state.editing !== null) return state.editing;
  return found.decision?.missing.find((name) => !state.unknown.includes(name)) ?? null;
}

/** The questions after that one which can still matter. */
export const questionsLater = (state, found) =>
  (found.decision?.missing ?? []).filter((name) => name !== questionNow(state, found) && !state.unknown.includes(name));
