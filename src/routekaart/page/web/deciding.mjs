/** What the interpreter says of a state. There are no rules in here. */

import { RefusedError } from "./routekaart.mjs";

/**
 * @typedef {object} Found
 * @property {import("./routekaart").Decision | null} decision null when the facts are refused
 * @property {import("./routekaart").Part[]} duties who acts in this step, and what is done
 * @property {import("./routekaart").ContestedDuties[]} contestedDuties the readings that the duties hang on
 * @property {import("./routekaart").Change | null} later when time alone changes it
 * @property {{ on: string, duties: import("./routekaart").Part[] } | null} tasksLater when time alone changes the duties
 * @property {import("./routekaart").Problem[]} problems why the facts are refused
 */

/** What was found last for each set of facts that is still there: one drawing asks it several times. */
const kept = new WeakMap();

/** @returns {Found} */
export function decided(page, step, facts, on) {
  const { route } = page;
  const last = kept.get(facts);
  if (last && last.route === route && last.step === step && last.on === on) return last.found;
  const found = find(page, step, facts, on);
  kept.set(facts, { route, step, on, found });
  return found;
}

function find(page, step, facts, on) {
  try {
    const duties = page.route.duties(step, facts, on);
    const later = page.route.nextChange(step, facts, on, page.lang);
    return {
      decision: page.route.decide(step, facts, on),
      duties,
      contestedDuties: page.route.contestedDuties(step, facts, on),
      later,
      tasksLater: changeOfTasks(page, step, facts, on, later),
      problems: [],
    };
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return { decision: null, duties: [], contestedDuties: [], later: null, tasksLater: null, problems: error.problems };
  }
}

/** When time alone changes who does what in this step; null where she is to go elsewhere by then. */
function changeOfTasks(page, step, facts, on, later) {
  const change = page.route.dutiesChange(step, facts, on);
  if (change === null || later === null || change.on < later.on) return change;
  return change.on === later.on && later.decision.outcome === "stay" ? change : null;
}

/** The question of where she goes that is asked now; null when there is none left that somebody could answer. */
export function questionNow(state, found) {
  if (state.editing !== null) return isOfTasks(found, state.editing) ? null : state.editing;
  return stillAsked(state, found.decision?.missing ?? [])[0] ?? null;
}

/** The questions after that one which can still matter. */
export const questionsLater = (state, found) =>
  stillAsked(state, found.decision?.missing ?? []).filter((name) => name !== questionNow(state, found));

/**
 * The questions of who does what, asked when it is known (or asked out) where she goes: what is sensitive last, and
 * before that what most parts wait for.
 */
export function questionsOfTasks(page, state, found) {
  if (stillAsked(state, found.decision?.missing ?? []).length) return [];
  const asked = found.duties.flatMap((part) => stillAsked(state, part.missing));
  const count = (name) => asked.filter((one) => one === name).length;
  const isSensitive = (name) => Number(page.document.facts[name].sensitive);
  const order = (one, other) => isSensitive(one) - isSensitive(other) || count(other) - count(one);
  return [...new Set(asked)].sort(order);
}

/** Whether a question is one of who does what, and not of where she goes. */
const isOfTasks = (found, name) =>
  !found.decision?.missing.includes(name) && found.duties.some((part) => part.missing.includes(name));

/** The question of who does what that is asked now; null when there is none. */
export function taskQuestionNow(page, state, found) {
  if (state.editing !== null) return isOfTasks(found, state.editing) ? state.editing : null;
  return questionsOfTasks(page, state, found)[0] ?? null;
}

/** The facts of these that nobody has answered with "I do not know". */
const stillAsked = (state, names) => names.filter((name) => !state.unknown.includes(name));
