/** Decides and explains with a route in the portable form of routekaart. docs/portable.md says what everything means. */

/** A day such as "2009-03-01". */
export type DayText = string;

/** What is given of a student: null is unknown. A date is a day, or "2009", "2009-03" or "2008-09-02/2009-09-01". */
export type Facts = Record<string, string | number | boolean | null | undefined>;

export type Outcome = "next" | "end" | "stay" | "needs_facts" | "ambiguous" | "stuck";
export type Status = "taken" | "holds" | "fell_away" | "outranked" | "open";

/** A language for which the document has words: "nl" or "en". */
export type Language = string;
export type Texts = Record<Language, string>;

export interface Decision {
  outcome: Outcome;
  /** A step or an end; null when it is not decided. */
  target: string | null;
  /** The steps and ends that are still possible. */
  possible: string[];
  /** The facts to ask, in the order in which to ask them. */
  missing: string[];
  /** The number of the transition that is taken. */
  transition: number | null;
  /** For each transition whether it holds for everybody who fits, for nobody, or (null) for some. */
  truths: (boolean | null)[];
  /** What became of each transition. */
  statuses: Status[];
}

export interface Part {
  section: "responsible" | "contacts" | "actions" | "supports";
  text: string | null;
  partners: string[];
  by: string[];
  note: string | null;
  optional: boolean;
  hand_over: { outside: string } | { route: string; step: string } | null;
  when: Texts | null;
  condition: Condition | null;
  function: number | null;
  /** true, or null when an unknown fact decides whether it holds. */
  holds: true | null;
  /** Of an action, who does it: whom it names, or else who is responsible for this student; one of several each. */
  done_by: string[][];
  /** Of duties that hold perhaps: the facts to ask to know it, in the order in which to ask them. */
  missing: string[];
  /** Of duties that hold perhaps: what is open of the condition, in words. */
  when_open: Texts | null;
}

/** A test, or conditions together. */
export type Condition = Test | { all: Condition[] } | { any: Condition[] } | { not: Condition };

export interface Test {
  fact: string;
  operator: "one_of" | "at_least" | "above" | "at_most" | "below";
  operands: ({ value: string } | { parameter: string })[];
  words: TestWords;
  /** That it is not so, in words; where some condition says that. */
  denied?: TestWords;
}

export interface TestWords {
  when: Texts;
  on_day?: Record<Language, (string | { parameter: string; unit: string | null })[]>;
}

/**
 * A fact that settled what became of a transition. `value` is null when it is not known exactly: then `from` and `to`
 * are the ends of what it can be, or `one_of` holds the values; without any of these nothing is known of it.
 */
export interface Ground {
  fact: string;
  value: string | null;
  from?: string;
  to?: string;
  one_of?: string[];
  /** The facts that it follows from; none when it was given. */
  follows_from: string[];
}

export interface Reason {
  to: string;
  status: Status;
  because: Ground[];
}

export interface Change {
  on: DayText;
  decision: Decision;
  /** Where the student goes then, in words. */
  answer: string;
  /** What happens on that day, such as "leeftijd wordt 18 jaar". */
  because: string[];
  /** A sentence with the day. */
  text: string;
}

export interface Problem {
  kind: "unknown_fact" | "invalid_value" | "conflict";
  /** null when the route lets nobody be. */
  fact: string | null;
  /** In the words of the engine, without values of the student. */
  message: Texts;
  /** Of a conflict: the facts that cannot be true together. */
  facts?: string[];
  /** Of a conflict: why, by the rule of the route that is broken. */
  because?: string[];
}

/** An alternative of a reading that is still to be confirmed, under which a student has other duties. */
export interface ContestedDuties {
  reading: string;
  alternative: string;
  text: string;
  /** There are other duties then; or there are none, since the facts cannot be true together or the step is not there. */
  outcome: "otherwise" | "refused" | "no_step";
  duties: Part[] | null;
}

/** The facts cannot be used. It holds no value of a student. */
export class RefusedError extends Error {
  problems: Problem[];
}

/** The route under an alternative of a reading. */
export interface Alternative {
  reading: string;
  alternative: string;
  text: string;
  /** The steps whose answer it can change; null for each. */
  steps: string[] | null;
  /** Whether it changes what a fact means, a limit, or who can exist: of such alternatives one can be taken. */
  alone: boolean;
  /** The reading and the alternative of others with which it does not go together, though their patches would. */
  apart?: [string, string][];
  /** A JSON Merge Patch of the document. */
  changes: object;
}

/**
 * The document with every field that may be left out, with conditions, tests and axes in the place of their numbers, and
 * with the parts of a step in one list, `parts`.
 */
export interface RouteDocument {
  words: Record<Language, Record<string, Record<string, unknown>>>;
  alternatives: Alternative[];
  [name: string]: any;
}

export interface RouteOptions {
  /** How a step or end is called in a text, by its id and its title; without it "P11 (De BBL-opleiding stopt)". */
  placeName?: (id: string, title: string) => string;
}

export class Route {
  /** @throws {TypeError} it is not a document of the format routekaart.portable, version 1 */
  constructor(document: object, options?: RouteOptions);
  readonly id: string;
  readonly document: RouteDocument;
  /**
   * @throws {RefusedError} the facts cannot be used
   * @throws {RangeError} there is no such step, or the day is not served
   */
  decide(stepId: string, facts: Facts, on: DayText): Decision;
  duties(stepId: string, facts: Facts, on: DayText): Part[];
  /** The first later day on which time alone changes these duties, with the duties then; null when there is none. */
  dutiesChange(stepId: string, facts: Facts, on: DayText): { on: DayText; duties: Part[] } | null;
  /** The readings that are still to be confirmed, under which these duties are others. */
  contestedDuties(stepId: string, facts: Facts, on: DayText): ContestedDuties[];
  /** The first later day on which time alone changes the decision; null when there is none. */
  changesOn(stepId: string, facts: Facts, on: DayText): DayText | null;
  /** That day with what happens then, as the outlook of the engine says it; null when there is none. */
  nextChange(stepId: string, facts: Facts, on: DayText, lang?: Language): Change | null;
  /** The explanation of the engine, with a line end between lines. Without a language it is Dutch. */
  explain(stepId: string, facts: Facts, on: DayText, lang?: Language): string;
  /** What became of each transition, with the facts that settled it. */
  reasons(stepId: string, facts: Facts, on: DayText): Reason[];
  /** The question by which a fact is asked. */
  question(name: string, lang?: Language): string;
  /**
   * The route where readings of its sources are taken otherwise: the id of an alternative by the id of its reading.
   *
   * @throws {RangeError} there is no such alternative, or two change the same: the message says how to export both
   */
  under(choices: Record<string, string>): Route;
}

/** A sentence of the document (`words`) with what stands in braces filled in. */
export function fill(template: string, values?: Record<string, unknown>): string;

/** The number of a day: 1 is 1 January of the year 1. */
export function dayNumber(year: number, month: number, day: number): number;
export function dayParts(number: number): [year: number, month: number, day: number];
/** null for a text that is no day. */
export function readDay(text: string): number | null;
export function writeDay(number: number): DayText;
