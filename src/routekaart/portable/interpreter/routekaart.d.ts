/** Decides with a route in the portable form of routekaart. docs/portable.md says what everything means. */

/** A day such as "2009-03-01". */
export type DayText = string;

/** What is given of a student: null is unknown. A date is a day, or "2009", "2009-03" or "2008-09-02/2009-09-01". */
export type Facts = Record<string, string | number | boolean | null | undefined>;

export type Outcome = "next" | "end" | "stay" | "needs_facts" | "ambiguous" | "stuck";
export type Status = "taken" | "holds" | "fell_away" | "outranked" | "open";

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
  when: { nl: string; en: string } | null;
  function: number | null;
  /** true, or null when an unknown fact decides whether it holds. */
  holds: true | null;
}

export interface Problem {
  kind: "unknown_fact" | "follows" | "invalid_value" | "conflict";
  fact: string | null;
  /** Of a conflict: the facts that cannot be true together, where they are all of one date. */
  facts?: string[];
  /** Of a conflict: why, by the rules of the route that nobody who fits can keep. */
  because?: string[];
}

/** The facts cannot be used. It holds no value of a student. */
export class RefusedError extends Error {
  problems: Problem[];
}

export class Route {
  /** @throws {TypeError} it is not a document of the format routekaart.portable, version 1 */
  constructor(document: object);
  readonly id: string;
  readonly document: object;
  /**
   * @throws {RefusedError} the facts cannot be used
   * @throws {RangeError} there is no such step, or the day is not served
   */
  decide(stepId: string, facts: Facts, on: DayText): Decision;
  duties(stepId: string, facts: Facts, on: DayText): Part[];
  changesOn(stepId: string, facts: Facts, on: DayText): DayText | null;
}

/** The number of a day: 1 is 1 January of the year 1. */
export function dayNumber(year: number, month: number, day: number): number;
export function dayParts(number: number): [year: number, month: number, day: number];
/** null for a text that is no day. */
export function readDay(text: string): number | null;
export function writeDay(number: number): DayText;
