/**
 * What somebody has told, as one frozen value. Each function gives a new state; nothing else keeps anything, and
 * nothing of it leaves the page.
 */

/**
 * @typedef {object} Visit a step that the student left
 * @property {string} step
 * @property {string} on
 * @property {Readonly<Record<string, string>>} facts what was known when she left
 * @property {readonly string[]} unknown
 * @property {string} target where she went
 */

/**
 * @typedef {object} State
 * @property {string} on the reference date
 * @property {string | null} step where the student is; null when nobody said so yet
 * @property {Readonly<Record<string, string>>} facts
 * @property {readonly string[]} unknown facts that were answered with "I do not know"
 * @property {string | null} editing the question that is asked again, or before its turn
 * @property {readonly Visit[]} way the steps before this one
 * @property {State | null} before where somebody was who went back in the way, to return to
 * @property {Readonly<Record<string, string>>} readings the readings of the source that are taken otherwise
 * @property {readonly string[]} dropped the readings that gave way to these, because they do not go together
 * @property {{ name: string, value: string | null } | { reading: string, alternative: string } | null} other what is
 *   otherwise in "what if"
 */

const frozen = (state) => Object.freeze({ ...state, facts: Object.freeze({ ...state.facts }) });
const without = (facts, name) => Object.fromEntries(Object.entries(facts).filter(([one]) => one !== name));

/** Nothing is known of this student yet. @returns {State} */
export const newStudent = (on, readings) =>
  frozen({
    on,
    step: null,
    facts: {},
    unknown: [],
    editing: null,
    way: [],
    before: null,
    other: null,
    readings,
    dropped: [],
  });

/** The student is in a step; what is known stays, the way so far does not. */
export const inStep = (state, step) => frozen({ ...state, step, way: [], before: null, editing: null, other: null });

/** Whether anything was told of the student. */
export const isTold = (state) => Object.keys(state.facts).length + state.unknown.length > 0;

/** What was read from a file is known, and nothing else. */
export const withFacts = (state, facts) => frozen({ ...state, facts, unknown: [], editing: null });

export const onDay = (state, on) => frozen({ ...state, on });

/** A fact is known. */
export const answered = (state, name, value) =>
  frozen({
    ...state,
    facts: { ...state.facts, [name]: value },
    unknown: state.unknown.filter((one) => one !== name),
    editing: null,
  });

/**
 * Somebody asked, and nobody knows.
 *
 * @param {boolean} isMore whether more was asked of what is known in part; that stays known
 */
export const notKnown = (state, name, isMore) =>
  frozen({
    ...state,
    facts: isMore ? state.facts : without(state.facts, name),
    unknown: [...state.unknown.filter((one) => one !== name), name],
    editing: null,
  });

/** An answer is taken back: the question is open again. */
export const takenBack = (state, name) =>
  frozen({
    ...state,
    facts: without(state.facts, name),
    unknown: state.unknown.filter((one) => one !== name),
    editing: null,
  });

/** A question is asked now: again, or before its turn; null for the one whose turn it is. */
export const asking = (state, name) => frozen({ ...state, editing: name });

/**
 * The student goes on to a step. What is asked anew in each step is not known there.
 *
 * @param {(name: string) => boolean} ofAVisit whether a fact is asked anew
 */
export function goneOn(state, target, ofAVisit) {
  const left = Object.freeze({ step: state.step, on: state.on, facts: state.facts, unknown: state.unknown, target });
  return frozen({
    ...state,
    step: target,
    facts: Object.fromEntries(Object.entries(state.facts).filter(([name]) => !ofAVisit(name))),
    unknown: state.unknown.filter((name) => !ofAVisit(name)),
    way: [...state.way, left],
    before: null,
    editing: null,
    other: null,
  });
}

/**
 * Back in an earlier step, on the day that is looked at now. What was asked of that step alone is as it was then; the
 * rest is what is known by now.
 *
 * @param {(name: string) => boolean} ofAVisit whether a fact is asked anew
 */
export function goneBack(state, place, ofAVisit) {
  const { step, facts, unknown } = state.way[place];
  const then = Object.entries(facts).filter(([name]) => ofAVisit(name));
  const now = Object.entries(state.facts).filter(([name]) => !ofAVisit(name));
  return frozen({
    ...state,
    step,
    facts: Object.fromEntries([...now, ...then]),
    unknown: [...state.unknown.filter((name) => !ofAVisit(name)), ...unknown.filter(ofAVisit)],
    way: state.way.slice(0, place),
    before: state.before ?? state,
    editing: null,
    other: null,
  });
}

/**
 * The sources are read otherwise from here on. In a step that is not there then, nobody can be.
 *
 * @param {(step: string) => boolean} isThere
 */
export const underReadings = (state, readings, isThere) =>
  frozen({
    ...state,
    readings: Object.freeze({ ...readings }),
    dropped: Object.keys(readings).length ? Object.keys(state.readings).filter((one) => !Object.hasOwn(readings, one)) : [],
    step: state.step !== null && isThere(state.step) ? state.step : null,
    way: state.way.every((visit) => isThere(visit.step)) ? state.way : [],
    before: null,
    editing: null,
    other: null,
  });

/** One fact (a value of null is "I do not know") or one reading is otherwise beside what is known. */
export const otherwise = (state, other) => frozen({ ...state, other });
