/** The explanation of a decision. */

import { Wording } from "./wording.mjs";
import { answerOf } from "./step.mjs";
import { othersAt, toldUnder } from "./contested.mjs";
import { Students } from "./students.mjs";

/** The explanation of a decision, line by line. */
export class Explanation {
  constructor(engine, stepId, student, lang) {
    Object.assign(this, { engine, stepId, student, lang });
    this.words = new Wording(engine, lang, student.on);
    this.students = new Students(engine, stepId, student);
  }

  *lines(facts) {
    const { decision } = this.students;
    yield this.words.decided(this.words.words.outcomes, decision, this.stepId);
    const reasons = this.students.reasons();
    const isTaken = (reason) => reason.status === "taken" || reason.status === "holds";
    const others = reasons.filter((reason) => !isTaken(reason));
    for (const reason of reasons.filter(isTaken)) yield* this.why(reason);
    yield* this.source(decision.transition);
    if (others.length) yield this.words.say(others.length < reasons.length ? "other_transitions" : "transitions");
    for (const reason of others) yield this.other(reason);
    const isOpen = reasons.some((reason) => this.engine.asKnown(this.student, reason.when) === null);
    if (isOpen && ["next", "end", "stay"].includes(decision.outcome)) yield this.words.say("changes_nothing");
    if (decision.missing.length) yield this.words.say("ask_first");
    yield* decision.missing.map((name, at) => this.question(name, at + 1));
    yield* this.contested(facts);
  }

  *why(reason) {
    const to = this.students.decision.possible.length > 1 ? "_to" : "";
    const target = this.words.named(reason.to);
    if (reason.when.all?.length === 0) {
      yield this.words.say(`why_always${to}`, { target });
      return;
    }
    let condition = this.words.condition(reason.when);
    if (reason.truth === null) condition = this.words.say("not_certain", { condition });
    yield this.words.say(`why${to}`, { target, condition });
    const { grounds } = reason;
    const saysTheSame = grounds.length === 1 && this.words.whatIs(grounds[0].fact, grounds[0].what) === condition;
    const phrases = saysTheSame ? this.followsFrom(grounds[0]) : grounds.map((ground) => this.ground(ground));
    for (const ground of phrases) yield this.words.say("ground", { ground });
  }

  *source(number) {
    if (number === null) return;
    const { sources, readings } = this.students.step.transitions[number];
    if (sources.length) yield this.words.say("source", { source: sources.join("; ") });
    for (const name of readings) {
      const { problem, chosen, to_confirm } = this.engine.document.readings[name];
      const what = to_confirm ? "reading_to_confirm" : "reading";
      yield this.words.say(what, { reading: name, problem, chosen: withoutPoint(chosen) });
    }
  }

  other({ status, to, when, grounds }) {
    const because = status === "fell_away" ? grounds.map((ground) => this.ground(ground)).join("; ") : "";
    const values = { target: to, condition: this.words.condition(when), because };
    return this.words.say(because ? "fell_away_because" : status, values);
  }

  ground(ground) {
    const phrase = this.words.whatIs(ground.fact, ground.what);
    if (!ground.followsFrom.length) return phrase;
    return this.words.say("follows", { ground: phrase, facts: this.words.allOf(this.followsFrom(ground)) });
  }

  followsFrom(ground) {
    return ground.followsFrom.map((name) => this.words.whatIs(name, this.students.of(name)));
  }

  question(name, number) {
    const fact = this.engine.document.facts[name];
    const remarks = [];
    if (fact.asked_of.length) {
      const partners = this.words.anyOf(fact.asked_of.map((one) => this.engine.document.partners[one]));
      remarks.push(this.words.say("asked_of", { partners }));
    }
    if (fact.sensitive) remarks.push(this.words.say("sensitive"));
    const values = { number, question: this.words.question(name), fact: name, remarks: remarks.join("; ") };
    return this.words.say(remarks.length ? "question_with_remarks" : "question", values);
  }

  /** The readings that are still to be confirmed, under which the answer would be another one. */
  *contested(facts) {
    const { on } = this.student;
    const { answers } = this.words.words;
    const written = inAnyOrder(this.students.decision);
    for (const { reading, text, other } of othersAt(this.engine, this.stepId)) {
      const ask = (student) => other.decided(this.stepId, student);
      const { found, reason } = toldUnder(other, this.stepId, facts, on, ask);
      if (found !== null && inAnyOrder(found) === written) continue;
      const answer = found ? new Wording(other, this.lang, on).decided(answers, found, this.stepId) : answers[reason];
      yield this.words.say("contested", { reading, text, answer });
    }
  }
}

/** An answer to compare: the order of what is possible is that of the file, and no other answer. */
const inAnyOrder = (found) => answerOf({ ...found, possible: [...found.possible].sort() });

const withoutPoint = (text) => text.replace(/\.+$/, "");
