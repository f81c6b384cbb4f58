/**
 * Decides and explains with a route in the portable form of routekaart (see docs/portable.md).
 *
 * There are no rules in here, and no words: what a step decides and how that is told stands in the document. There are
 * no dependencies, and nothing is stored, sent or logged.
 */

import { writeDay } from "./calendar.mjs";
import { goTogether, inFull, merged } from "./document.mjs";
import { Wording } from "./wording.mjs";
import { Engine } from "./engine.mjs";
import { Students } from "./students.mjs";
import { Explanation } from "./explanation.mjs";
import { contestedDuties } from "./contested.mjs";
import { changeOfDuties } from "./duties.mjs";

export { RefusedError } from "./refused.mjs";
export { dayNumber, dayParts, readDay, writeDay } from "./calendar.mjs";
export { fill } from "./conditions.mjs";

/** Why two alternatives are not taken together, and how to get the route under both all the same. */
function notTogether(...two) {
  const names = two.map(({ reading, alternative }) => `${reading}=${alternative}`);
  const options = names.map((one) => `--reading ${one}`).join(" ");
  return `${names.join(" and ")} change the same, so this document does not say what both give; export it with ${options}`;
}

/** A route that decides and explains. */
export class Route {
  #written;
  #engine;
  #placeName;

  /**
   * @param document a document of the format routekaart.portable, version 1
   * @param options `placeName`: how a step or end is called by its id and its title; as the engine calls it without
   */
  constructor(document, { placeName = (id, title) => `${id} (${title})` } = {}) {
    if (document?.format !== "routekaart.portable" || document.format_version !== 1) {
      throw new TypeError("expected a document of the format routekaart.portable, version 1");
    }
    this.#written = document;
    this.document = inFull(document);
    this.id = document.route.id;
    this.#placeName = placeName;
    this.#engine = new Engine(this.document, (choices) => this.under(choices).#engine, placeName);
  }

  /**
   * Where a student goes from a step on a day. Only facts that are given count: the others are unknown.
   *
   * @throws {RefusedError} the facts cannot be used
   * @throws {RangeError} there is no such step, or the day is not served
   */
  decide(stepId, facts, on) {
    const student = this.#engine.student(facts, this.#engine.served(on));
    return this.#engine.decided(stepId, student);
  }

  /** Who acts in a step and what is done: what surely does not hold is left out. Throws as `decide`. */
  duties(stepId, facts, on) {
    const student = this.#engine.student(facts, this.#engine.served(on));
    return this.#engine.duties(stepId, student);
  }

  /** The first later day on which time alone changes these duties, with the duties then; null if there is none. */
  dutiesChange(stepId, facts, on) {
    const student = this.#engine.student(facts, this.#engine.served(on));
    const change = changeOfDuties(this.#engine, stepId, student);
    return change && { on: writeDay(change.day), duties: change.found };
  }

  /** The readings that are still to be confirmed, under which these duties are others. Throws as `decide`. */
  contestedDuties(stepId, facts, on) {
    return [...contestedDuties(this.#engine, stepId, facts, this.#engine.served(on))];
  }

  /** The first later day on which time alone changes the decision; null if there is none. Throws as `decide`. */
  changesOn(stepId, facts, on) {
    const student = this.#engine.student(facts, this.#engine.served(on));
    const change = this.#engine.change(stepId, student);
    return change && writeDay(change.day);
  }

  /** That day, with the decision and the answer in words, and what happens then. Throws as `decide`. */
  nextChange(stepId, facts, on, lang = "nl") {
    const student = this.#engine.student(facts, this.#engine.served(on));
    const change = this.#engine.change(stepId, student);
    if (change === null) return null;
    const { day, found: decision } = change;
    const words = new Wording(this.#engine, lang, day);
    const because = [...new Set([...this.#engine.events(stepId, student, day)].map((one) => words.event(one)))];
    return {
      on: writeDay(day),
      decision,
      answer: words.decided(words.words.answers, decision, stepId),
      because: because.length ? because : [words.phrase("may_have_changed")],
      text: words.say("changes_on", { date: writeDay(day) }),
    };
  }

  /** The decision in words, as the engine says it: why, what fell away, what to ask. Throws as `decide`. */
  explain(stepId, facts, on, lang = "nl") {
    const student = this.#engine.student(facts, this.#engine.served(on));
    return [...new Explanation(this.#engine, stepId, student, lang).lines(facts)].join("\n");
  }

  /** The facts that settled what became of each transition, with what they are. Throws as `decide`. */
  reasons(stepId, facts, on) {
    const student = this.#engine.student(facts, this.#engine.served(on));
    return new Students(this.#engine, stepId, student).reasons().map(({ to, status, grounds }) => ({
      to,
      status,
      because: grounds.map(({ fact, what, followsFrom }) => ({ fact, ...plain(what), follows_from: followsFrom })),
    }));
  }

  /** The question by which a fact is asked, as the engine words it. */
  question(name, lang = "nl") {
    return new Wording(this.#engine, lang).question(name);
  }

  /**
   * The route where readings of its sources are taken otherwise.
   *
   * @param choices the alternative by the id of its reading
   * @throws {RangeError} there is no such alternative, or two of them change the same: then it says how to get both
   */
  under(choices) {
    const { alternatives } = this.#written;
    const chosen = Object.entries(choices).map(([reading, alternative]) => {
      const found = alternatives.find((one) => one.reading === reading && one.alternative === alternative);
      if (!found) throw new RangeError("there is no such alternative here");
      return found;
    });
    for (const [at, one] of chosen.entries()) {
      const other = chosen.slice(0, at).find((before) => !goTogether(before, one));
      if (other) throw new RangeError(notTogether(other, one));
    }
    const document = chosen.reduce((made, one) => merged(made, one.changes), this.#written);
    const open = alternatives.filter((one) => !Object.hasOwn(choices, one.reading));
    const left = open.filter((one) => chosen.every((other) => goTogether(one, other)));
    return new Route({ ...document, alternatives: left }, { placeName: this.#placeName });
  }
}
