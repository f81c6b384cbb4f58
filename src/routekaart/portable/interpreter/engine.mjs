/** What the document says of a student. */

import { RefusedError } from "./refused.mjs";
import { EARLIEST, LATEST, readDay, writeDay } from "./calendar.mjs";
import { datesGiving, firstPast, isRising, readOff, turning } from "./read_off.mjs";
import { asCompared, bounds, cellOf, numberPlace, readValue, scaled, shown } from "./values.mjs";
import { fill, listed, testsIn, truthOf } from "./conditions.mjs";
import { mapped } from "./document.mjs";
import { possibleCells, range, reachable, together } from "./diagrams.mjs";
import { Told } from "./told.mjs";
import { Wording } from "./wording.mjs";
import { AMBIGUOUS, STUCK, answer, answerOf, chosen, missing, possible, statuses } from "./step.mjs";

const NONE = new Set();
/** A condition as a step: to one place where it holds, and to another where it does not. */
const HOLDS_OR_NOT = { policy: "first", transitions: [{ to: "holds" }], otherwise: "fails" };

/** Reads students, and follows the functions of a document. */
export class Engine {
  constructor(document, under, placeName) {
    this.document = document;
    this.placeName = placeName;
    this.readOff = new Map();
    for (const [name, fact] of Object.entries(document.facts)) {
      if (fact.read_off) {
        if (!this.readOff.has(fact.read_off.date)) this.readOff.set(fact.read_off.date, []);
        this.readOff.get(fact.read_off.date).push({ name, fact, steps: fact.read_off.steps });
      }
    }
    this.dates = Object.entries(document.facts)
      .filter(([, fact]) => fact.type === "date" && !fact.read_off && !fact.follows)
      .map(([name]) => name);
    this.grids = new Map();
    this.domains = new Map();
    this.others = new Map();
    this.makeOther = under;
  }

  served(on) {
    const day = typeof on === "string" ? readDay(on.trim()) : null;
    const { first, last } = this.document.days;
    if (day === null || day < readDay(first) || day > readDay(last)) {
      throw new RangeError(`expected a day from ${first} to ${last}`);
    }
    return day;
  }

  step(stepId) {
    if (!Object.hasOwn(this.document.steps, stepId)) throw new RangeError("there is no such step");
    return this.document.steps[stepId];
  }

  fact(name) {
    return Object.hasOwn(this.document.facts, name) ? this.document.facts[name] : null;
  }

  /** The route under an alternative. */
  under(reading, alternative) {
    const key = JSON.stringify([reading, alternative]);
    if (!this.others.has(key)) this.others.set(key, this.makeOther({ [reading]: alternative }));
    return this.others.get(key);
  }

  // The student.

  /** What is known of a student. */
  student(facts, on) {
    const problems = [];
    const values = new Map();
    for (const [name, given] of Object.entries(facts)) {
      const fact = this.fact(name);
      if (!fact) problems.push(this.problem("unknown_fact", name, () => ({})));
      else if (given !== null && given !== undefined) {
        const value = readValue(fact, given);
        if (value === null) problems.push(this.invalid(name, (words, lang) => this.accepted(fact, words, lang)));
        else values.set(name, value);
      }
    }
    for (const [name, value] of [...values]) {
      const problem = this.outOfDomain(name, value, on);
      if (problem) {
        problems.push(problem);
        values.delete(name);
      }
    }
    problems.push(...this.conflicts(values, on));
    if (problems.length) throw new RefusedError(problems);
    return this.fitting(values, on);
  }

  /** The student with these values; null when what is said of a date cannot be. */
  fitting(values, on) {
    const days = new Map();
    for (const name of this.dates) {
      const counts = this.readOff.get(name) ?? [];
      if (![name, ...counts.map((one) => one.name)].some((one) => values.has(one))) continue;
      let [low, high] = this.domain(name, on);
      const known = values.get(name);
      if (known) [low, high] = [Math.max(low, known.first), Math.min(high, known.last)];
      for (const { name: counted, fact, steps } of counts) {
        if (!values.has(counted)) continue;
        const value = fact.type === "date" ? values.get(counted).first : Number(values.get(counted));
        const giving = datesGiving(steps, on, value);
        [low, high] = giving === null ? [1, 0] : [Math.max(low, giving[0]), Math.min(high, giving[1])];
      }
      if (low > high) return null;
      days.set(name, [low, high]);
    }
    const assumed = [...values].filter(([name]) => this.document.facts[name].follows);
    return { on, values, days, assumed, derived: new Map() };
  }

  without(student, names) {
    return this.fitting(new Map([...student.values].filter(([name]) => !names.has(name))), student.on);
  }

  /** The exact value of a fact that was given or follows; undefined when it is not known. */
  value(student, name) {
    const given = student.values.get(name);
    if (given !== undefined && (given.whole ?? true)) return given.whole ? given.first : given;
    if (!student.derived.has(name)) student.derived.set(name, this.following(student, this.document.facts[name]));
    return student.derived.get(name);
  }

  following(student, fact) {
    if (fact.read_off) {
      const day = this.value(student, fact.read_off.from ?? fact.read_off.date);
      return day === undefined ? undefined : readOff(fact.read_off.steps.slice(-1), day, student.on);
    }
    if (!fact.follows) return undefined;
    const truth = this.asKnown(student, fact.definition);
    return truth === null ? undefined : truth ? "ja" : "nee";
  }

  /** Whether a condition holds by the exact values that are known. */
  asKnown(student, tree) {
    return truthOf(tree, (test) => {
      const value = this.value(student, test.fact);
      return value === undefined ? null : this.holds(test, value, student.on);
    });
  }

  /** Whether a value passes a test on a day. */
  holds(test, value, on) {
    const fact = this.document.facts[test.fact];
    const limits = test.operands.map((one) => (one.parameter === undefined ? one.value : this.parameter(one.parameter, on)));
    if (fact.type === "text") return limits.some((one) => asCompared(one) === asCompared(value));
    if (fact.type !== "number" && fact.type !== "date") return limits.includes(value);
    const isDate = fact.type === "date";
    const number = isDate ? value : BigInt(value);
    const rounded = (isUp) => (isDate ? readDay : (one) => scaled(one, fact.decimals, isUp));
    const [up, down] = [rounded(true), rounded(false)];
    switch (test.operator) {
      case "at_least":
        return number >= up(limits[0]);
      case "above":
        return number > down(limits[0]);
      case "at_most":
        return number <= down(limits[0]);
      case "below":
        return number < up(limits[0]);
      default:
        return limits.some((one) => up(one) === down(one) && up(one) === number);
    }
  }

  domain(name, on) {
    const key = `${name} ${on}`;
    if (!this.domains.has(key)) {
      if (this.domains.size > 4096) this.domains.clear();
      this.domains.set(key, this.findDomain(name, on));
    }
    return this.domains.get(key);
  }

  findDomain(name, on) {
    let low = EARLIEST;
    let high = this.document.facts[name].past ? on : LATEST;
    for (const { fact, steps } of this.readOff.get(name) ?? []) {
      for (const [bound, isMinimum] of [[fact.minimum, true], [fact.maximum, false]]) {
        if (bound === null) continue;
        const limit = Number(bound);
        if (isMinimum === isRising(steps)) low = Math.max(low, firstPast(steps, on, limit, false) ?? LATEST);
        else {
          const beyond = firstPast(steps, on, limit, true);
          if (beyond !== null) high = Math.min(high, beyond - 1);
        }
      }
    }
    return [low, high];
  }

  // Refusals.

  /** A problem in the words of each language; `values` gives what is filled in. */
  problem(kind, fact, values, sentence = kind) {
    const message = mapped(this.document.words, (words, lang) =>
      fill(words.refusals[sentence], { fact: fact ?? "", ...values(words, lang) }),
    );
    return { kind, fact, message };
  }

  invalid(name, accepted) {
    return this.problem("invalid_value", name, (words, lang) => ({ accepted: accepted(words, lang) }));
  }

  accepted(fact, words, lang) {
    if (fact.type === "number") return fact.accepts[lang];
    const options = listed(fact.options.map((one) => one.id), words.phrases.or);
    return fill(words.refusals[fact.type], { options });
  }

  /** The problem of a date after the reference date, or with a count (an age) that cannot be; null when there is none. */
  outOfDomain(name, value, on) {
    const fact = this.document.facts[name];
    if (fact.type !== "date") return null;
    if (fact.past && value.first > on) {
      return this.invalid(name, (words) => fill(words.refusals.not_after, { date: writeDay(on) }));
    }
    for (const { fact: counted, steps } of this.readOff.get(name) ?? []) {
      if (counted.type !== "number") continue;
      const counts = [value.first, value.last].map((day) => readOff(steps, day, on));
      const isLow = counted.minimum !== null && Math.max(...counts) < Number(counted.minimum);
      if (isLow || (counted.maximum !== null && Math.min(...counts) > Number(counted.maximum))) {
        return this.invalid(name, (words, lang) =>
          fill(words.refusals.date_giving, { fact: counted.title, accepted: this.accepted(counted, words, lang) }),
        );
      }
    }
    return null;
  }

  /** Each smallest set of values that nobody can have together. */
  conflicts(values, on) {
    let left = new Map(values);
    if (this.isPossible(left, on)) return [];
    if (!this.isPossible(new Map(), on)) {
      return [{ ...this.problem("conflict", null, () => ({}), "nobody"), facts: [], because: [] }];
    }
    const found = [];
    while (!this.isPossible(left, on)) {
      let involved = new Map(left);
      for (const name of left.keys()) {
        const fewer = new Map([...involved].filter(([other]) => other !== name));
        if (fewer.size && !this.isPossible(fewer, on)) involved = fewer;
      }
      found.push(this.conflict(involved, on));
      left = new Map([...left].filter(([name]) => !involved.has(name)));
    }
    return found;
  }

  isPossible(values, on) {
    const student = this.fitting(values, on);
    if (student === null) return false;
    if (this.dates.some((name) => this.domain(name, on)[0] > this.domain(name, on)[1])) return false;
    return this.ends(this.document.somebody, student).length > 0;
  }

  conflict(involved, on) {
    const names = [...involved.keys()];
    const fact = names.find((name) => this.document.facts[name].follows || this.document.facts[name].read_off) ?? names[0];
    // Of values that contradict each other alone, each is known.
    const student = { on, values: involved, derived: new Map() };
    const rule = this.document.impossible.find((one) => this.asKnown(student, one.condition) === true);
    const facts = (words) => ({ facts: listed(names, words.phrases.and) });
    const problem = this.problem("conflict", fact, facts, names.length === 1 ? "conflict_of_one" : "conflict");
    const message = rule ? mapped(problem.message, (text) => `${text}: ${rule.because}`) : problem.message;
    return { ...problem, message, facts: names, because: rule ? [rule.because] : [] };
  }

  // Functions.

  /** The axes of a function for a student, each with the places where it is cut, and the diagram for their shape. */
  grid(number, student, ignored = NONE) {
    const wanted = student.assumed.map(([name, value]) => [name, ignored.has(name) ? null : value === "ja"]);
    const key = [number, student.on, ...wanted.flat()].join(" ");
    let made = this.grids.get(key);
    if (!made) {
      made = this.onDay(number, student.on);
      if (wanted.length) {
        const functionOf = (name) => this.onDay(this.document.facts[name].function, student.on);
        const assumed = wanted.map(([name, holds]) => ({ ...functionOf(name), holds }));
        made = together([made, ...assumed], (name) => this.document.facts[name].type === "text");
      }
      made.index = new Map(made.axes.map((axis, at) => [axis.fact, at]));
      made.masks = new Map();
      made.axes = made.axes.map((axis) => ({ ...axis, isText: this.document.facts[axis.fact].type === "text" }));
      if (this.grids.size > 4096) this.grids.clear();
      this.grids.set(key, made);
    }
    return made;
  }

  onDay(number, on) {
    const { axes, diagrams } = this.document.functions[number];
    const placed = axes.map((axis) => (axis.cuts ? this.placed(axis, on) : null));
    const shape = placed.filter(Boolean).map((one) => one.shape).join(";");
    if (!Object.hasOwn(diagrams, shape)) throw new RangeError(`no diagram for ${writeDay(on)}: ${shape}`);
    return { axes, places: placed.map((one) => one && one.places), diagram: diagrams[shape] };
  }

  /** The places of the cuts of an axis on a day, in order, and the shape. */
  placed(axis, on) {
    const fact = this.document.facts[axis.fact];
    const isDate = fact.type === "date";
    const [low, high] = isDate ? this.domain(axis.fact, on) : bounds(fact);
    const found = [];
    axis.cuts.forEach((cut, number) => {
      const limit = cut.parameter === null ? cut.value : this.parameter(cut.parameter, on);
      const place = isDate ? this.datePlace(cut, limit, on) : numberPlace(fact, cut, limit);
      if (place !== null) found.push([place, number]);
    });
    const inside = found.filter(([place]) => (low === null || place > low) && (high === null || place <= high));
    inside.sort((one, other) => (one[0] < other[0] ? -1 : one[0] > other[0] ? 1 : one[1] - other[1]));
    const before = found.filter(([place]) => low !== null && place <= low).map((one) => one[1]);
    const groups = [];
    for (const [place, number] of inside) {
      const last = groups[groups.length - 1];
      if (last && last.place === place) last.numbers.push(number);
      else groups.push({ place, numbers: [number] });
    }
    const shape = `${before.sort((a, b) => a - b).join(",")}|${groups.map((one) => one.numbers.join(",")).join("<")}`;
    return { places: groups.map((one) => one.place), shape };
  }

  datePlace(cut, limit, on) {
    const fact = this.document.facts[cut.of];
    return firstPast(fact.read_off?.steps ?? [], on, fact.type === "date" ? readDay(limit) : Number(limit), cut.beyond);
  }

  parameter(name, on) {
    const { values } = this.document.parameters[name];
    let found = values[0];
    for (const one of values) if (one.since !== null && readDay(one.since) <= on) found = one;
    return found.value;
  }

  /** For each axis the cells that a student can be in. */
  cells(grid, student) {
    return grid.axes.map((axis, at) => {
      const value = student.values.get(axis.fact);
      if (axis.cells !== null) {
        const isText = this.document.facts[axis.fact].type === "text";
        const size = axis.cells.length + (isText ? 1 : 0);
        if (value === undefined) return range(0, size - 1);
        const cell = axis.cells.findIndex((one) => (isText ? asCompared(one) === asCompared(value) : one === value));
        return [cell < 0 ? size - 1 : cell];
      }
      const places = grid.places[at];
      const known = student.days.get(axis.fact) ?? (value === undefined ? null : [value, value]);
      return known === null ? range(0, places.length) : range(cellOf(places, known[0]), cellOf(places, known[1]));
    });
  }

  /** Which conditions of a function hold, for each kind of student who fits. */
  ends(number, student) {
    const grid = this.grid(number, student);
    return reachable(grid.diagram, this.cells(grid, student));
  }

  /** Whether the one condition of a function holds for all who fit, for none, or (null) for some. */
  truth(number, student) {
    const ends = this.ends(number, student);
    const holding = ends.filter((end) => end.length).length;
    return holding === ends.length ? true : holding === 0 ? false : null;
  }

  /** Of a part of which it is open whether it holds: the facts to ask, in order, and what of its condition is open. */
  openPart(stepId, { function: number, condition }, student) {
    const grid = this.grid(number, student);
    const asked = { ...HOLDS_OR_NOT, ask: this.step(stepId).ask };
    const isOpen = (one) => this.asKnown(student, one) === null;
    const left = condition.all?.some(isOpen) ? { all: condition.all.filter(isOpen) } : condition;
    return {
      missing: missing(stepId, asked, grid, this.cells(grid, student)),
      when_open: mapped(this.document.words, (_, lang) => new Wording(this, lang, student.on).condition(left)),
    };
  }

  // Who acts and what is done.

  /** The parts of a step for a student; what surely does not hold is left out. */
  duties(stepId, student) {
    const parts = this.step(stepId).parts.flatMap((part) => {
      const holds = part.function === null ? true : this.truth(part.function, student);
      return holds === false ? [] : [{ ...part, holds }];
    });
    const responsible = parts.filter((one) => one.section === "responsible").map((one) => one.partners);
    const doneBy = ({ section, by }) => (section !== "actions" ? [] : by.length ? by.map((name) => [name]) : responsible);
    const open = (part) => (part.holds === null ? this.openPart(stepId, part, student) : {});
    return parts.map((part) => ({ missing: [], when_open: null, ...part, ...open(part), done_by: doneBy(part) }));
  }

  // The decision.

  decided(stepId, student) {
    const step = this.step(stepId);
    const grid = this.grid(step.function, student);
    const cells = this.cells(grid, student);
    const ends = reachable(grid.diagram, cells);
    const truths = step.transitions.map((_, number) => {
      const holding = ends.filter((end) => end.includes(number)).length;
      return holding === ends.length ? true : holding === 0 ? false : null;
    });
    const answers = new Set(ends.map((end) => answer(stepId, step, end)));
    const [outcome, target] = this.outcome(stepId, answers);
    const decision = {
      outcome,
      target,
      possible: possible(stepId, step, answers, truths),
      missing: outcome === "needs_facts" ? missing(stepId, step, grid, cells) : [],
      transition: chosen(stepId, step, truths, target),
      truths,
    };
    return { ...decision, statuses: statuses(step, truths, outcome === "next" || outcome === "end" ? target : null) };
  }

  outcome(stepId, answers) {
    if (answers.size > 1) return ["needs_facts", null];
    const [found] = answers;
    if (found === AMBIGUOUS) return ["ambiguous", null];
    if (found === STUCK) return ["stuck", null];
    if (found === stepId) return ["stay", found];
    return [Object.hasOwn(this.document.ends, found) ? "end" : "next", found];
  }

  // Later days.

  /** The first later day with another decision, and that decision; null if there is none. */
  change(stepId, student) {
    return this.firstChange([this.step(stepId).function], student, (one) => this.decided(stepId, one), answerOf);
  }

  /**
   * The first later day on which something else is found of a student, and what; null if there is none.
   *
   * @param numbers the functions that it rests on
   * @param find finds it for a student on a day
   * @param compared gives what two of them are compared by
   */
  firstChange(numbers, student, find, compared) {
    const before = compared(find(student));
    const days = new Map([...student.days.keys()].map((root) => [root, this.daysByThemselves(root, student)]));
    const known = { ...student, days };
    for (const day of this.daysAhead(numbers, known)) {
      const later = this.later(known, day);
      if (later === null) continue;
      const found = find(later);
      if (compared(found) !== before) return { day, found };
    }
    return null;
  }

  /** What happens on a day that some condition of a step looks at: facts and limits that become something. */
  *events(stepId, student, day) {
    const guards = this.step(stepId).transitions.map((one) => one.condition);
    const names = guards.flatMap(testsIn).map((test) => test.fact);
    const definitions = this.needed(names).flatMap((name) => this.document.facts[name].definition ?? []);
    const tests = [...guards, ...definitions].flatMap(testsIn);
    for (const test of tests) {
      const { read_off } = this.document.facts[test.fact];
      if (!read_off?.steps.some((one) => one.count) || !student.days.has(read_off.date)) continue;
      const roots = this.daysByThemselves(read_off.date, student);
      const turn = (root) => [day - 1, day].map((on) => readOff(read_off.steps, root, on));
      const turns = new Map(roots.map(turn).map((one) => [one.join(), one]));
      for (const [old, value] of turns.values()) {
        if (this.holds(test, old, day) !== this.holds(test, value, day)) {
          yield { fact: test.fact, value: shown(this.document.facts[test.fact], value), maybe: turns.size > 1 };
        }
      }
    }
    const limits = tests.flatMap((test) => test.operands).flatMap((one) => one.parameter ?? []);
    for (const parameter of new Set(limits)) {
      const value = this.parameter(parameter, day);
      if (value !== this.parameter(parameter, day - 1)) yield { parameter, value };
    }
  }

  /** The first and the last day that a date can be by what is known of it alone. */
  daysByThemselves(root, student) {
    const days = student.days.get(root);
    const alone = { on: student.on, values: new Map(), days: new Map([[root, days]]), assumed: [] };
    const grid = this.grid(this.document.somebody, alone);
    if (days[0] === days[1] || !grid.index.has(root)) return days;
    return this.possibleDays(root, alone, grid, this.cells(grid, alone));
  }

  /** The first and the last day that a date can be for students in some cells. */
  possibleDays(root, student, grid, cells) {
    const days = student.days.get(root) ?? this.domain(root, student.on);
    const axis = grid.index.get(root);
    if (axis === undefined) return days;
    const found = possibleCells(grid, cells, axis);
    const places = grid.places[axis];
    const low = found[0] === 0 ? days[0] : places[found[0] - 1];
    const high = found.at(-1) === places.length ? days[1] : places[found.at(-1)] - 1;
    return [Math.max(days[0], low), Math.min(days[1], high)];
  }

  /** Whether a fact can change by the passing of time alone. */
  changesByTime(name) {
    return this.needed([name]).some((one) => {
      const fact = this.document.facts[one];
      const tests = fact.follows ? testsIn(fact.definition) : [];
      const limits = tests.flatMap((test) => test.operands).flatMap((one) => one.parameter ?? []);
      const changes = (limit) => this.document.parameters[limit].values.length > 1;
      return fact.read_off?.steps.at(-1).count !== undefined || limits.some(changes);
    });
  }

  /** Some facts and all that they follow from. */
  needed(names) {
    const found = new Set();
    const waiting = [...names].reverse();
    while (waiting.length) {
      const name = waiting.pop();
      if (found.has(name)) continue;
      found.add(name);
      waiting.push(...this.directlyFrom(name).reverse());
    }
    return [...found];
  }

  directlyFrom(name) {
    const fact = this.document.facts[name];
    if (fact.read_off) return [fact.read_off.from ?? fact.read_off.date];
    return fact.follows ? [...new Set(testsIn(fact.definition).map((test) => test.fact))] : [];
  }

  /** The same student on a later day; null when nobody can be like this on it. */
  later(student, day) {
    const assumed = student.assumed.filter(([name, value]) => this.stillHolds(student, name, value, day));
    const later = { ...student, on: day, days: new Map(), assumed, derived: new Map() };
    for (const [name, [low, high]] of student.days) {
      const [first, last] = this.domain(name, day);
      if (low > last || high < first) return null;
      later.days.set(name, [Math.max(low, first), Math.min(high, last)]);
    }
    return this.ends(this.document.somebody, later).length ? later : null;
  }

  /** Whether what was told of a fact that follows from others cannot have been changed by time alone. */
  stillHolds(student, name, value, day) {
    return !this.changesByTime(name) || new Told(this, student, name, value, day).stillHolds();
  }

  /** Every later day on which the cells of a student can be others in some functions, in order. */
  *daysAhead(numbers, student) {
    const end = readDay(this.document.days.last);
    const functions = numbers.map((number) => this.document.functions[number]);
    const axes = functions.flatMap((one) => one.axes);
    const dated = axes.filter((axis) => axis.cuts && this.document.facts[axis.fact].type === "date");
    const found = new Set(functions.flatMap((one) => one.turns.map(readDay)));
    // Who was told to be so today need not be so tomorrow.
    if (student.assumed.some(([name]) => this.changesByTime(name))) found.add(student.on + 1);
    for (const { values } of Object.values(this.document.parameters)) {
      for (const { since } of values) if (since !== null) found.add(readDay(since));
    }
    for (const axis of dated) {
      for (const root of new Set(student.days.get(axis.fact) ?? [])) {
        for (const cut of axis.cuts) for (const day of this.passing(cut, root)) found.add(day);
        for (const { fact, steps } of this.readOff.get(axis.fact) ?? []) {
          for (const bound of [fact.minimum, fact.maximum]) {
            if (bound !== null) for (const day of turning(steps, root, Number(bound))) found.add(day);
          }
        }
      }
    }
    yield* [...found].filter((day) => day > student.on && day <= end).sort((one, other) => one - other);
  }

  /** The reference dates on which what is counted from a day reaches a cut. */
  *passing(cut, root) {
    const fact = this.document.facts[cut.of];
    if (fact.type === "date") return;
    const limits = cut.parameter === null ? [cut.value] : this.document.parameters[cut.parameter].values.map((one) => one.value);
    for (const limit of limits) yield* turning(fact.read_off.steps, root, Number(limit));
  }
}
