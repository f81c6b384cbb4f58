/**
 * Decides with a route in the portable form of routekaart (see docs/portable.md).
 *
 * There are no rules in here: what a step decides stands in the document. There are no dependencies, and nothing is
 * stored, sent or logged. Days are numbers: 1 is 1 January of the year 1.
 */

/** The facts cannot be used: `problems` has the kind of each, and the fact. It holds no value of a student. */
export class RefusedError extends Error {
  constructor(problems) {
    super(problems.map((one) => `${one.fact ?? "facts"}: ${one.kind}`).join("; "));
    this.name = "RefusedError";
    this.problems = problems;
  }
}

// The calendar.

const DAYS_BEFORE = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
const isLeap = (year) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const monthLength = (year, month) => [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];

/** The number of a day. */
export function dayNumber(year, month, day) {
  const before = year - 1;
  const leapDays = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  return before * 365 + leapDays + DAYS_BEFORE[month - 1] + (month > 2 && isLeap(year) ? 1 : 0) + day;
}

/** The year, month and day of a day number. */
export function dayParts(number) {
  let year = Math.floor((number - 1) / 365.2425) + 1;
  while (dayNumber(year, 1, 1) > number) year -= 1;
  while (dayNumber(year + 1, 1, 1) <= number) year += 1;
  let month = 1;
  while (month < 12 && dayNumber(year, month + 1, 1) <= number) month += 1;
  return [year, month, number - dayNumber(year, month, 1) + 1];
}

const EARLIEST = dayNumber(1850, 1, 1);
const LATEST = dayNumber(2199, 12, 31);
const FIRST_OF_ALL = 1;
const LAST_OF_ALL = dayNumber(9999, 12, 31);

/** The day number of a text such as 2009-03-01; null for any other text. */
export function readDay(text) {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!found) return null;
  const [year, month, day] = found.slice(1).map(Number);
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > monthLength(year, month)) return null;
  return dayNumber(year, month, day);
}

/** A day number as a text such as 2009-03-01. */
export function writeDay(number) {
  const [year, month, day] = dayParts(number);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

function move(day, amount, unit) {
  if (unit === "days" || unit === "weeks") return clamped(day + amount * (unit === "weeks" ? 7 : 1));
  const [year, month, dayOfMonth] = dayParts(day);
  const months = year * 12 + month - 1 + amount * (unit === "years" ? 12 : 1);
  const newYear = Math.floor(months / 12);
  if (newYear < 1) return FIRST_OF_ALL;
  if (newYear > 9999) return LAST_OF_ALL;
  const newMonth = (months % 12) + 1;
  return dayNumber(newYear, newMonth, Math.min(dayOfMonth, monthLength(newYear, newMonth)));
}

const clamped = (day) => Math.min(Math.max(day, FIRST_OF_ALL), LAST_OF_ALL);

function endOfSchoolYear(day) {
  const [year] = dayParts(day);
  const last = dayNumber(year, 7, 31);
  return day <= last ? last : year < 9999 ? dayNumber(year + 1, 7, 31) : LAST_OF_ALL;
}

function unitsSince(day, on, unit) {
  if (on <= day) return 0;
  if (unit === "days") return on - day;
  if (unit === "weeks") return Math.floor((on - day) / 7);
  const [year, month, dayOfMonth] = dayParts(day);
  const [onYear, onMonth, onDay] = dayParts(on);
  if (unit === "years") return onYear - year - (onMonth < month || (onMonth === month && onDay < dayOfMonth) ? 1 : 0);
  const count = (onYear - year) * 12 + onMonth - month;
  return move(day, count, "months") <= on ? count : count - 1;
}

function unitsUntil(day, on, unit) {
  if (day <= on) return 0;
  if (unit === "days") return day - on;
  if (unit === "weeks") return Math.ceil((day - on) / 7);
  const [year, month] = dayParts(day);
  const [onYear, onMonth] = dayParts(on);
  const count = Math.trunc(((year - onYear) * 12 + month - onMonth) / (unit === "years" ? 12 : 1));
  return move(on, count, unit) >= day ? count : count + 1;
}

/** The first day from which `holds` is true on every day; null if there is none. */
function firstDay(holds) {
  let low = EARLIEST;
  let high = LATEST + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low <= LATEST ? low : null;
}

// What is read off a date.

function readOff(steps, day, on) {
  let value = day;
  for (const step of steps) {
    if (step.count) {
      value = (step.count === "since" ? unitsSince : unitsUntil)(value, on, step.unit);
    } else {
      for (const { unit, amount } of step.plus) value = move(value, amount, unit);
      if (step.to) value = endOfSchoolYear(value);
    }
  }
  return value;
}

/** Whether a later date gives a larger value: an age falls with a later birth date. */
const isRising = (steps) => steps.length === 0 || steps[steps.length - 1].count !== "since";

/** The first date that gives a value past a limit, or (unless `beyond`) the limit itself. */
function firstPast(steps, on, limit, beyond) {
  const rising = isRising(steps);
  return firstDay((day) => {
    const value = readOff(steps, day, on);
    return value === limit ? !beyond : value > limit === rising;
  });
}

/** The first and the last date that give a value; null if none does. */
function datesGiving(steps, on, value) {
  const first = firstPast(steps, on, value, false);
  const beyond = firstPast(steps, on, value, true);
  const last = beyond === null ? LATEST : beyond - 1;
  return first === null || last < first ? null : [first, last];
}

// Numbers, as whole numbers of their smallest step.

/** A number in steps of 10^-decimals, rounded up (or else down) to a whole step. */
function scaled(text, decimals, up) {
  const found = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!found) return null;
  const fraction = found[3] ?? "";
  const shift = Number(found[4] ?? 0) - fraction.length + decimals;
  let number = BigInt(found[2] + fraction);
  if (found[1] === "-") number = -number;
  if (shift >= 0) return number * 10n ** BigInt(shift);
  const by = 10n ** BigInt(-shift);
  const whole = number / by;
  const rest = number % by;
  if (rest === 0n) return whole;
  if (up) return rest > 0n ? whole + 1n : whole;
  return rest < 0n ? whole - 1n : whole;
}

const LARGEST = 10n ** 18n;

// Words.

const YES = ["ja", "true", "yes"];
const NO = ["nee", "false", "no"];
const asCompared = (text) => text.normalize("NFC").split(/\s+/u).filter(Boolean).join(" ").toLowerCase();

/** A route that decides. */
export class Route {
  #functions = new Map();

  /** @param document a document of the format routekaart.portable, version 1 */
  constructor(document) {
    if (document?.format !== "routekaart.portable" || document.format_version !== 1) {
      throw new TypeError("expected a document of the format routekaart.portable, version 1");
    }
    this.document = document;
    this.id = document.route.id;
    this.#readFactsOffDates();
  }

  /**
   * Where a student goes from a step on a day. Only facts that are given count: the others are unknown.
   *
   * @throws {RefusedError} the facts cannot be used
   * @throws {RangeError} there is no such step, or the day is not served
   */
  decide(stepId, facts, on) {
    const day = this.#served(on);
    return this.#decided(stepId, this.#student(facts, day));
  }

  /** Who acts in a step and what is done: what surely does not hold is left out. Throws as `decide`. */
  duties(stepId, facts, on) {
    const student = this.#student(facts, this.#served(on));
    const parts = [];
    for (const part of this.#step(stepId).parts) {
      const holds = part.function === null ? true : this.#truth(part.function, student);
      if (holds !== false) parts.push({ ...part, holds });
    }
    return parts;
  }

  /** The first later day on which time alone changes the decision; null if there is none. Throws as `decide`. */
  changesOn(stepId, facts, on) {
    const student = this.#student(facts, this.#served(on));
    const before = answerOf(this.#decided(stepId, student));
    for (const day of this.#daysAhead(stepId, student)) {
      const later = this.#later(student, day);
      if (later === null) return null;
      if (answerOf(this.#decided(stepId, later)) !== before) return writeDay(day);
    }
    return null;
  }

  // The student.

  #readFactsOffDates() {
    this.readOff = new Map();
    for (const [name, fact] of Object.entries(this.document.facts)) {
      if (fact.read_off) {
        if (!this.readOff.has(fact.read_off.date)) this.readOff.set(fact.read_off.date, []);
        this.readOff.get(fact.read_off.date).push({ name, fact, steps: fact.read_off.steps });
      }
    }
  }

  #served(on) {
    const day = typeof on === "string" ? readDay(on.trim()) : null;
    const { first, last } = this.document.days;
    if (day === null || day < readDay(first) || day > readDay(last)) {
      throw new RangeError(`expected a day from ${first} to ${last}`);
    }
    return day;
  }

  #step(stepId) {
    if (!Object.hasOwn(this.document.steps, stepId)) throw new RangeError("there is no such step");
    return this.document.steps[stepId];
  }

  /** What is known of a student: the cell of a fact, or the first and the last day that a date can be. */
  #student(facts, on) {
    const problems = [];
    const values = new Map();
    for (const [name, given] of Object.entries(facts)) {
      if (given === null || given === undefined) continue;
      const fact = Object.hasOwn(this.document.facts, name) ? this.document.facts[name] : null;
      const value = fact && !fact.follows ? this.#read(fact, given) : null;
      if (!fact) problems.push({ kind: "unknown_fact", fact: name });
      else if (fact.follows) problems.push({ kind: "follows", fact: name });
      else if (value === null) problems.push({ kind: "invalid_value", fact: name });
      else values.set(name, value);
    }
    const days = new Map();
    for (const [name, fact] of Object.entries(this.document.facts)) {
      if (fact.type === "date" && !fact.read_off && !fact.follows) this.#readDays(name, values, on, days, problems);
    }
    if (problems.length) throw new RefusedError(problems);
    const student = { on, values, days };
    const conflict = this.#conflict(student);
    if (conflict) throw new RefusedError([conflict]);
    return student;
  }

  /** The days that a date can be, by what is given of it and of the facts that are read off it. */
  #readDays(name, values, on, days, problems) {
    const told = [name, ...(this.readOff.get(name) ?? []).map((one) => one.name)].filter((one) => values.has(one));
    if (!told.length) return;
    let [low, high] = this.#domain(name, on);
    if (values.has(name)) {
      const [first, last] = values.get(name);
      if (last < low || first > high) {
        problems.push({ kind: "invalid_value", fact: name });
        return;
      }
      [low, high] = [Math.max(low, first), Math.min(high, last)];
    }
    for (const { name: counted, fact, steps } of this.readOff.get(name) ?? []) {
      if (!values.has(counted)) continue;
      const value = fact.type === "date" ? values.get(counted)[0] : Number(values.get(counted));
      const giving = datesGiving(steps, on, value);
      [low, high] = giving === null ? [1, 0] : [Math.max(low, giving[0]), Math.min(high, giving[1])];
    }
    if (low > high) problems.push({ kind: "conflict", fact: told[0], facts: told });
    else days.set(name, [low, high]);
  }

  #read(fact, given) {
    const text = typeof given === "string" ? given.trim() : null;
    switch (fact.type) {
      case "yes_no": {
        const word = typeof given === "boolean" ? (given ? "ja" : "nee") : text?.toLowerCase();
        return YES.includes(word) ? "ja" : NO.includes(word) ? "nee" : null;
      }
      case "choice": {
        const word = typeof given === "boolean" ? (given ? "ja" : "nee") : text;
        if (word === null) return null;
        const exact = fact.options.find((one) => one.id === word.normalize("NFC"));
        const meant = exact ?? fact.options.find((one) => one.also.some((also) => asCompared(also) === asCompared(word)));
        return typeof given === "boolean" && !exact ? null : (meant?.id ?? null);
      }
      case "text":
        return text ? asCompared(text) : null;
      case "number":
        return readNumber(fact, typeof given === "number" ? String(given) : text);
      default:
        return readDays(text, fact);
    }
  }

  #domain(name, on) {
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

  #conflict(student) {
    if (this.#ends(this.document.somebody, student).length) return null;
    const broken = this.document.impossible.filter((rule) => this.#truthWithout(rule.function, student));
    return { kind: "conflict", fact: null, because: broken.map((rule) => rule.because) };
  }

  // Functions.

  /** The axes of a function on a day, each with the places where it is cut, and the diagram for their shape. */
  #onDay(number, on) {
    const key = `${number} ${on}`;
    let made = this.#functions.get(key);
    if (!made) {
      const { axes, diagrams } = this.document.functions[number];
      const placed = axes.map((axis) => (axis.cuts ? this.#placed(axis, on) : null));
      const shape = placed.filter(Boolean).map((one) => one.shape).join(";");
      if (!Object.hasOwn(diagrams, shape)) throw new RangeError(`no diagram for ${writeDay(on)}: ${shape}`);
      made = { axes, placed, diagram: diagrams[shape] };
      if (this.#functions.size > 4096) this.#functions.clear();
      this.#functions.set(key, made);
    }
    return made;
  }

  /** The places of the cuts of an axis on a day, in order, and the shape. */
  #placed(axis, on) {
    const fact = this.document.facts[axis.fact];
    const isDate = fact.type === "date";
    const [low, high] = isDate ? this.#domain(axis.fact, on) : bounds(fact);
    const found = [];
    axis.cuts.forEach((cut, number) => {
      const limit = cut.parameter === null ? cut.value : this.#parameter(cut.parameter, on);
      const place = isDate ? this.#datePlace(cut, limit, on) : numberPlace(fact, cut, limit);
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

  #datePlace(cut, limit, on) {
    const fact = this.document.facts[cut.of];
    return firstPast(fact.read_off?.steps ?? [], on, fact.type === "date" ? readDay(limit) : Number(limit), cut.beyond);
  }

  #parameter(name, on) {
    const { values } = this.document.parameters[name];
    let found = values[0];
    for (const one of values) if (one.since !== null && readDay(one.since) <= on) found = one;
    return found.value;
  }

  /** For each axis the cells that a student can be in. */
  #cells(made, student) {
    return made.axes.map((axis, at) => {
      const value = student.values.get(axis.fact);
      if (axis.cells !== null) {
        const isText = this.document.facts[axis.fact].type === "text";
        const size = axis.cells.length + (isText ? 1 : 0);
        if (value === undefined) return range(0, size - 1);
        const cell = axis.cells.findIndex((one) => (isText ? asCompared(one) : one) === value);
        return [cell < 0 ? size - 1 : cell];
      }
      const { places } = made.placed[at];
      const known = student.days.get(axis.fact) ?? (value === undefined ? null : [value, value]);
      return known === null ? range(0, places.length) : range(cellOf(places, known[0]), cellOf(places, known[1]));
    });
  }

  /** Which conditions of a function hold, for each kind of student who fits. */
  #ends(number, student) {
    const made = this.#onDay(number, student.on);
    return reachable(made.diagram, this.#cells(made, student));
  }

  /** Whether the one condition of a function holds for all who fit, for none, or (null) for some. */
  #truth(number, student) {
    const ends = this.#ends(number, student);
    const holding = ends.filter((end) => end.length).length;
    return holding === ends.length ? true : holding === 0 ? false : null;
  }

  /** Whether a rule that nobody can break is broken by what is given: no student who fits is left. */
  #truthWithout(number, student) {
    return this.#ends(number, student).length === 0;
  }

  // The decision.

  #decided(stepId, student) {
    const step = this.#step(stepId);
    const made = this.#onDay(step.function, student.on);
    const cells = this.#cells(made, student);
    const ends = reachable(made.diagram, cells);
    const truths = step.transitions.map((_, number) => {
      const holding = ends.filter((end) => end.includes(number)).length;
      return holding === ends.length ? true : holding === 0 ? false : null;
    });
    const answers = new Set(ends.map((end) => answer(stepId, step, end)));
    const [outcome, target] = this.#outcome(stepId, answers);
    const decision = {
      outcome,
      target,
      possible: possible(stepId, step, answers, truths),
      missing: outcome === "needs_facts" ? missing(stepId, step, made, cells) : [],
      transition: chosen(stepId, step, truths, target),
      truths,
    };
    return { ...decision, statuses: statuses(step, truths, outcome === "next" || outcome === "end" ? target : null) };
  }

  #outcome(stepId, answers) {
    if (answers.size > 1) return ["needs_facts", null];
    const [found] = answers;
    if (found === AMBIGUOUS) return ["ambiguous", null];
    if (found === STUCK) return ["stuck", null];
    if (found === stepId) return ["stay", found];
    return [Object.hasOwn(this.document.ends, found) ? "end" : "next", found];
  }

  // Later days.

  /** The same student on a later day; null when nobody can be like this any more. */
  #later(student, day) {
    const later = { ...student, on: day, days: new Map() };
    for (const [name, [low, high]] of student.days) {
      const [first, last] = this.#domain(name, day);
      if (low > last || high < first) return null;
      later.days.set(name, [Math.max(low, first), Math.min(high, last)]);
    }
    return this.#conflict(later) ? null : later;
  }

  /** Every later day on which the cells of a student can be others, in order. */
  *#daysAhead(stepId, student) {
    const end = readDay(this.document.days.last);
    const { axes, turns } = this.document.functions[this.#step(stepId).function];
    const dated = axes.filter((axis) => axis.cuts && this.document.facts[axis.fact].type === "date");
    const found = new Set(turns.map(readDay));
    for (const { values } of Object.values(this.document.parameters)) {
      for (const { since } of values) if (since !== null) found.add(readDay(since));
    }
    for (const axis of dated) {
      for (const root of new Set(student.days.get(axis.fact) ?? [])) {
        for (const cut of axis.cuts) for (const day of this.#passing(cut, root)) found.add(day);
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
  *#passing(cut, root) {
    const fact = this.document.facts[cut.of];
    if (fact.type === "date") return;
    const limits = cut.parameter === null ? [cut.value] : this.document.parameters[cut.parameter].values.map((one) => one.value);
    for (const limit of limits) yield* turning(fact.read_off.steps, root, Number(limit));
  }
}

/** The reference dates on which a count from a day reaches a limit, and on which it passes it. */
function* turning(steps, root, limit) {
  const rising = isRising(steps);
  for (const turn of rising ? [limit, Math.ceil(limit) - 1] : [limit, Math.floor(limit) + 1]) {
    const day = firstDay((on) => {
      const value = readOff(steps, root, on);
      return rising ? value <= turn : value >= turn;
    });
    if (day !== null) yield day;
  }
}

const AMBIGUOUS = Symbol("ambiguous");
const STUCK = Symbol("stuck");
const range = (first, last) => Array.from({ length: last - first + 1 }, (_, number) => first + number);

/** The number of the cell that a value lies in. */
function cellOf(places, value) {
  let cell = 0;
  while (cell < places.length && places[cell] <= value) cell += 1;
  return cell;
}

const bounds = (fact) => [
  fact.minimum === null ? null : scaled(fact.minimum, fact.decimals, true),
  fact.maximum === null ? null : scaled(fact.maximum, fact.decimals, false),
];

const numberPlace = (fact, cut, limit) =>
  cut.beyond ? scaled(limit, fact.decimals, false) + 1n : scaled(limit, fact.decimals, true);

function readNumber(fact, text) {
  const value = text === null ? null : scaled(text, fact.decimals, true);
  if (value === null || value !== scaled(text, fact.decimals, false)) return null;
  const [low, high] = bounds(fact);
  const limit = LARGEST * 10n ** BigInt(fact.decimals);
  if (value <= -limit || value >= limit || (low !== null && value < low) || (high !== null && value > high)) return null;
  return fact.read_off ? Number(value) : value;
}

/** The first and the last day that a text can mean: a day, a month, a year, or two days with a slash between them. */
function readDays(text, fact) {
  if (text === null) return null;
  const inRange = (first, last) => (first !== null && last !== null && first <= last ? [first, last] : null);
  const known = (day) => (day !== null && day >= EARLIEST && day <= LATEST ? day : null);
  const day = readDay(text);
  if (day !== null) return fact.read_off || known(day) !== null ? [day, day] : null;
  if (fact.read_off) return null;
  const two = /^(\d{4}-\d{2}-\d{2})\/(\d{4}-\d{2}-\d{2})$/.exec(text);
  if (two) return inRange(known(readDay(two[1])), known(readDay(two[2])));
  const part = /^(\d{4})(?:-(\d{2}))?(?:-00)?$/.exec(text);
  if (!part) return null;
  const [year, month] = [Number(part[1]), Number(part[2] ?? 0)];
  if (year < 1850 || year > 2199 || month > 12) return null;
  return month
    ? [dayNumber(year, month, 1), dayNumber(year, month, monthLength(year, month))]
    : [dayNumber(year, 1, 1), dayNumber(year, 12, 31)];
}

// Diagrams.

/** The ends of a diagram that students in some cells reach, without those where nobody can be. */
function reachable(diagram, cells) {
  const seen = new Set();
  const found = new Set();
  const waiting = [diagram.root];
  while (waiting.length) {
    const place = waiting.pop();
    if (seen.has(place)) continue;
    seen.add(place);
    if (place < 0) {
      const end = diagram.ends[-1 - place];
      if (end !== null) found.add(end);
    } else {
      const node = diagram.nodes[place];
      for (const cell of cells[node[0]]) waiting.push(node[cell + 1]);
    }
  }
  return [...found];
}

/** Whether two students who differ on some axes at most can get different answers. */
function canVary(diagram, cells, free, answerAt) {
  const seen = new Set();
  const waiting = [[diagram.root, diagram.root]];
  while (waiting.length) {
    const [one, other] = waiting.pop();
    const key = one <= other ? `${one} ${other}` : `${other} ${one}`;
    if (seen.has(key)) continue;
    seen.add(key);
    if (one < 0 && other < 0) {
      const [first, second] = [answerAt(one), answerAt(other)];
      if (first !== null && second !== null && first !== second) return true;
      continue;
    }
    const axis = Math.min(one < 0 ? Infinity : diagram.nodes[one][0], other < 0 ? Infinity : diagram.nodes[other][0]);
    const after = (place, cell) => (place >= 0 && diagram.nodes[place][0] === axis ? diagram.nodes[place][cell + 1] : place);
    for (const cell of cells[axis]) {
      for (const second of free.has(axis) ? cells[axis] : [cell]) waiting.push([after(one, cell), after(other, second)]);
    }
  }
  return false;
}

// What a step says.

function answer(stepId, step, holding) {
  const targets = [...new Set(holding.map((number) => step.transitions[number].to))];
  if (step.policy === "first" && holding.length) return step.transitions[holding[0]].to;
  if (targets.length > 1) return AMBIGUOUS;
  if (targets.length) return targets[0];
  return step.otherwise === null ? STUCK : step.otherwise === "stay" ? stepId : step.otherwise;
}

const targetsOf = (stepId, step) => {
  const after = step.otherwise === "stay" ? stepId : step.otherwise;
  return [...new Set([...step.transitions.map((one) => one.to), ...(after === null ? [] : [after])])];
};

function possible(stepId, step, answers, truths) {
  const reached = new Set(answers);
  if (answers.has(AMBIGUOUS)) {
    step.transitions.forEach((one, number) => {
      if (truths[number] !== false) reached.add(one.to);
    });
  }
  return targetsOf(stepId, step).filter((target) => reached.has(target));
}

/** The number of the transition that is taken; null when there is none. */
function chosen(stepId, step, truths, target) {
  if (target === null) return null;
  const candidates = step.transitions.flatMap((one, number) => (one.to === target && truths[number] !== false ? [number] : []));
  const sure = candidates.find((number) => truths[number] === true);
  if (sure !== undefined) return sure;
  return candidates.length && target !== step.otherwise && target !== stepId ? candidates[0] : null;
}

function statuses(step, truths, target) {
  let earlierWins = false;
  return truths.map((truth, number) => {
    const status =
      truth === false
        ? "fell_away"
        : earlierWins
          ? "outranked"
          : step.transitions[number].to === target
            ? "taken"
            : truth === null
              ? "open"
              : "holds";
    earlierWins ||= step.policy === "first" && truth === true;
    return status;
  });
}

/** The facts that can still change the decision, in the order in which to ask them. */
function missing(stepId, step, made, cells) {
  const { diagram, axes } = made;
  const answerAt = (place) => {
    const end = diagram.ends[-1 - place];
    return end === null ? null : answer(stepId, step, end);
  };
  const open = range(0, axes.length - 1).filter((axis) => cells[axis].length > 1);
  const varies = (some) => canVary(diagram, cells, new Set(some), answerAt);
  const deciding = new Set();
  let rest = open;
  while (rest.length && varies(rest)) {
    for (const group of smallestSets(rest, varies)) for (const axis of group) deciding.add(axis);
    rest = rest.filter((axis) => !deciding.has(axis));
  }
  const left = new Map([...deciding].map((axis) => [axis, answersLeft(stepId, step, made, cells, axis)]));
  const ordered = open.filter((axis) => deciding.has(axis)).sort((one, other) => left.get(one) - left.get(other) || one - other);
  const first = (name) => (step.ask.includes(name) ? step.ask.indexOf(name) : step.ask.length);
  return ordered.map((axis) => axes[axis].fact).sort((one, other) => first(one) - first(other));
}

/** The average number of answers left once a fact is known; values that leave the same answers count once. */
function answersLeft(stepId, step, made, cells, axis) {
  const kinds = new Map();
  for (const cell of cells[axis]) {
    const ends = reachable(made.diagram, cells.map((some, at) => (at === axis ? [cell] : some)));
    const answers = [...new Set(ends.map((end) => answer(stepId, step, end)))];
    if (answers.length) kinds.set(answers.map(String).sort().join("\n"), answers.length);
  }
  const counts = [...kinds.values()];
  return counts.length ? counts.reduce((sum, count) => sum + count, 0) / counts.length : 0;
}

/** The sets of the smallest size that vary. */
function smallestSets(axes, varies) {
  for (let size = 1; size <= axes.length; size += 1) {
    const found = [...combinations(axes, size)].filter(varies);
    if (found.length) return found;
  }
  return [];
}

function* combinations(items, size, from = 0) {
  if (size === 0) yield [];
  for (let at = from; size > 0 && at <= items.length - size; at += 1) {
    for (const rest of combinations(items, size - 1, at + 1)) yield [items[at], ...rest];
  }
}

const answerOf = (decision) => JSON.stringify([decision.outcome, decision.target, decision.possible]);
