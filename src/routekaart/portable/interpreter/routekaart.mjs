/**
 * Decides with a route in the portable form of routekaart (see docs/portable.md).
 *
 * There are no rules in here, and no words: what a step decides and how that is told stands in the document. There are
 * no dependencies, and nothing is stored, sent or logged. Days are numbers: 1 is 1 January of the year 1.
 */

/** The facts cannot be used: `problems` has the kind of each, the fact, and words. It holds no value of a student. */
export class RefusedError extends Error {
  constructor(problems) {
    super(problems.map((one) => `${one.fact ?? "facts"}: ${one.kind}`).join("; "));
    this.name = "RefusedError";
    this.problems = problems;
  }
}

/** A route that decides and explains. */
export class Route {
  #written;
  #engine;

  /** @param document a document of the format routekaart.portable, version 1 */
  constructor(document) {
    if (document?.format !== "routekaart.portable" || document.format_version !== 1) {
      throw new TypeError("expected a document of the format routekaart.portable, version 1");
    }
    this.#written = document;
    this.document = inFull(document);
    this.id = document.route.id;
    this.#engine = new Engine(this.document, (choices) => this.under(choices).#engine);
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
    const parts = [];
    for (const part of this.#engine.step(stepId).parts) {
      const holds = part.function === null ? true : this.#engine.truth(part.function, student);
      if (holds !== false) parts.push({ ...part, holds });
    }
    return parts;
  }

  /**
   * The first later day on which time alone changes the decision; null if there is none.
   *
   * @throws as `decide`, and {RangeError} for a fact that follows from others and changes by time
   */
  changesOn(stepId, facts, on) {
    const student = this.#engine.student(facts, this.#engine.served(on));
    return this.#engine.changesOn(stepId, student);
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
   * @throws {RangeError} there is no such alternative, or two do not go together here
   */
  under(choices) {
    const { alternatives } = this.#written;
    const chosen = Object.entries(choices).map(([reading, alternative]) => {
      const found = alternatives.find((one) => one.reading === reading && one.alternative === alternative);
      if (!found) throw new RangeError("there is no such alternative here");
      return found;
    });
    if (chosen.some((one, at) => chosen.slice(at + 1).some((other) => !goTogether(one, other)))) {
      throw new RangeError("these alternatives do not go together here");
    }
    const document = chosen.reduce((made, one) => merged(made, one.changes), this.#written);
    const left = alternatives.filter((one) => !Object.hasOwn(choices, one.reading));
    return new Route({ ...document, alternatives: left.filter((one) => chosen.every((other) => goTogether(one, other))) });
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
      for (const { unit, amount } of step.plus ?? []) value = move(value, amount, unit);
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

// The document.

const FACT = {
  question: null, description: null, options: [], unit: null, minimum: null, maximum: null, decimals: 0, past: false,
  phrases: {}, bounds: null, accepts: null, asked_of: [], sensitive: false, read_off: null, definition: null, function: null,
};
const PART = { text: null, partners: [], by: [], note: null, optional: false, hand_over: null, when: null, condition: null, function: null };
const STEP = {
  description: null, phase: null, otherwise: null, ask: [], transitions: [], responsible_unknown: false, checklist: [],
  sources: [], readings: [],
};
const SECTIONS = ["responsible", "contacts", "actions", "supports"];

const mapped = (object, change) => Object.fromEntries(Object.entries(object).map(([name, one]) => [name, change(one, name)]));

/** The document with every field that was left out, and with conditions, tests and axes in the place of their numbers. */
function inFull(document) {
  const axes = document.axes.map((one) => ({ cells: null, cuts: null, ...one }));
  const cut = (one) => ({ value: null, parameter: null, beyond: false, ...one });
  for (const axis of axes) axis.cuts &&= axis.cuts.map(cut);
  const conditions = document.conditions.map((one) => resolved(one, document.tests));
  const when = (number) => mapped(document.words, ({ phrases }, lang) => conditionText(conditions[number], phrases, (words) => words.when[lang]));
  const held = (one) => (one.condition === undefined ? {} : { condition: conditions[one.condition], when: when(one.condition) });
  const part = (one, section) => ({ section, ...PART, ...one, ...held(one) });
  return {
    ...document,
    route: { description: null, chosen: {}, ...document.route },
    facts: mapped(document.facts, (one) => ({
      ...FACT,
      ...one,
      options: (one.options ?? []).map((option) => ({ also: [], said: option.title, ...option })),
      follows: one.definition !== undefined,
      definition: one.definition === undefined ? null : conditions[one.definition],
    })),
    readings: mapped(document.readings, (one) => ({ to_confirm: false, ...one })),
    functions: document.functions.map((one) => ({ turns: [], ...one, axes: one.axes.map((number) => axes[number]) })),
    impossible: document.impossible.map((one) => ({ ...one, ...held(one) })),
    steps: mapped(document.steps, (one) => ({
      ...STEP,
      ...one,
      transitions: (one.transitions ?? []).map((other) => ({ sources: [], readings: [], ...other, ...held(other) })),
      parts: SECTIONS.flatMap((section) => (one[section] ?? []).map((other) => part(other, section))),
    })),
    ends: mapped(document.ends, (one) => ({ description: null, hand_over: null, ...one })),
  };
}

/** A condition with its tests in the place of their numbers. */
function resolved(tree, tests) {
  if (tree.test !== undefined) return tests[tree.test];
  if (tree.not !== undefined) return { not: resolved(tree.not, tests) };
  const [way, parts] = tree.all ? ["all", tree.all] : ["any", tree.any];
  return { [way]: parts.map((one) => resolved(one, tests)) };
}

/** A document changed by a JSON Merge Patch (RFC 7396). */
function merged(document, patch) {
  if (patch === null || typeof patch !== "object" || Array.isArray(patch)) return patch;
  const isObject = document !== null && typeof document === "object" && !Array.isArray(document);
  const made = isObject ? { ...document } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete made[name];
    else made[name] = merged(made[name], value);
  }
  return made;
}

const goTogether = (one, other) => one.reading !== other.reading && !one.alone && !other.alone && !meet(one.changes, other.changes);

/** Whether two patches change the same. */
function meet(one, other) {
  const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
  if (!isObject(one) || !isObject(other)) return true;
  return Object.keys(one).some((name) => Object.hasOwn(other, name) && meet(one[name], other[name]));
}

// Conditions.

const isTest = (tree) => tree.operator !== undefined;
const partsOf = (tree) => tree.all ?? tree.any ?? [tree.not];

function testsIn(tree) {
  return isTest(tree) ? [tree] : partsOf(tree).flatMap(testsIn);
}

/** Whether a condition holds, fails or (null) is open, by what `of` says of its tests. */
function truthOf(tree, of) {
  if (isTest(tree)) return of(tree);
  if (tree.not) {
    const inner = truthOf(tree.not, of);
    return inner === null ? null : !inner;
  }
  const stop = tree.any !== undefined;
  let found = !stop;
  for (const part of partsOf(tree)) {
    const truth = truthOf(part, of);
    if (truth === stop) return stop;
    if (truth === null) found = null;
  }
  return found;
}

// Words.

const YES = ["ja", "true", "yes"];
const NO = ["nee", "false", "no"];
const asCompared = (text) => text.normalize("NFC").split(/\s+/u).filter(Boolean).join(" ").toLowerCase();
/** A sentence of the document with what stands in braces filled in. */
export function fill(template, values = {}) {
  return template.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

function listed(words, conjunction) {
  return words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} ${conjunction} ${words.at(-1)}`;
}

/** A condition in words, by what `say` makes of the words of a test. */
function conditionText(tree, phrases, say) {
  const text = (one) => conditionText(one, phrases, say);
  if (isTest(tree)) return say(tree.words);
  if (tree.not) return isTest(tree.not) ? say(tree.not.denied) : fill(phrases.not, { condition: `(${text(tree.not)})` });
  const parts = partsOf(tree);
  if (!parts.length) return tree.all ? phrases.always : phrases.never;
  if (parts.length === 1) return text(parts[0]);
  const other = tree.all ? "any" : "all";
  const stands = (part) => (isTest(part) ? part.operator === "one_of" && part.operands.length > 1 : part[other]?.length > 1);
  return parts.map((part) => (stands(part) ? `(${text(part)})` : text(part))).join(` ${tree.all ? phrases.and : phrases.or} `);
}

/** Facts, values and conditions in words of one language. */
class Wording {
  constructor(engine, lang, on) {
    if (!Object.hasOwn(engine.document.words, lang)) throw new RangeError("there are no words in this language");
    Object.assign(this, { engine, lang, on, words: engine.document.words[lang] });
    this.facts = engine.document.facts;
  }

  /** A condition, with the limits of the day. */
  condition(tree) {
    const piece = (one) => (typeof one === "string" ? one : this.inUnits(this.engine.parameter(one.parameter, this.on), one.unit));
    const said = (words) => (words.on_day ? words.on_day[this.lang].map(piece).join("") : words.when[this.lang]);
    return conditionText(tree, this.words.phrases, said);
  }

  question(name) {
    return this.facts[name].question ?? this.phrase("question", { fact: this.facts[name].title });
  }

  /** What a fact is: one value, or what it can be. */
  whatIs(name, what) {
    const fact = this.facts[name];
    if (typeof what === "string") return fact.type === "yes_no" ? this.yesOrNo(fact, what) : this.is(fact, this.amount(fact, what));
    if (what.oneOf) return this.is(fact, this.anyOf(what.oneOf.map((one) => this.amount(fact, one))));
    const [low, high] = [what.low ?? null, what.high ?? null];
    if (low !== null && high !== null) return this.between(fact, low, high);
    if (low === null && high === null) return this.phrase("not_known", { fact: fact.title });
    const how = low === null ? "at_most" : "at_least";
    const bounds = fact.bounds ?? fact.type;
    return this.phrase(`${bounds}_${how}`, { fact: fact.title, value: this.amount(fact, low ?? high) });
  }

  between(fact, low, high) {
    if (fact.type === "date") {
      const part = partOfCalendar(low, high);
      return part === null
        ? this.phrase("between_days", { fact: fact.title, low, high })
        : this.phrase("some_day_in", { fact: fact.title, value: part });
    }
    const isOneOfTwo = fact.decimals === 0 && BigInt(high) === BigInt(low) + 1n;
    return this.phrase(isOneOfTwo ? "one_of_two" : "between", { fact: fact.title, low, high: this.amount(fact, high) });
  }

  yesOrNo(fact, value) {
    return fact.phrases[value] || this.phrase("yes_no", { fact: fact.title, value });
  }

  is(fact, value) {
    return this.phrase("is", { fact: fact.title, value });
  }

  amount(fact, value) {
    if (fact.type === "choice") return fact.options.find((one) => one.id === value).said;
    return fact.type === "text" ? `'${value}'` : this.inUnits(value, fact.unit);
  }

  inUnits(value, unit) {
    return unit === null ? value : `${value} ${this.words.units[unit][value === "1" ? "one" : "more"]}`;
  }

  anyOf(words) {
    return listed(words, this.words.phrases.or);
  }

  allOf(words) {
    return listed(words, this.words.phrases.and);
  }

  phrase(how, values) {
    return fill(this.words.phrases[how], values);
  }

  say(what, values) {
    return fill(this.words.explaining[what], values);
  }

  /** A step or end with its title. */
  named(target) {
    const { steps, ends } = this.engine.document;
    const place = Object.hasOwn(steps, target) ? steps[target] : Object.hasOwn(ends, target) ? ends[target] : null;
    return place === null ? target : `${target} (${place.title})`;
  }

  /** What is decided, as one of the sentences for it. */
  outcome(sentences, outcome, stepId, target, possible, missing) {
    const places = possible.map((one) => this.named(one));
    return fill(sentences[outcome], {
      step: this.named(stepId),
      target: target === null ? "" : this.named(target),
      possible: this.anyOf(places),
      together: this.allOf(places),
      missing: missing.map((one) => this.facts[one].title).join(", "),
    });
  }
}

/** A year or a month, when that is what lies between two days; else null. */
function partOfCalendar(low, high) {
  const [year, month] = low.split("-").map(Number);
  const text = String(year).padStart(4, "0");
  if (low === `${text}-01-01` && high === `${text}-12-31`) return text;
  const days = `${text}-${String(month).padStart(2, "0")}`;
  return low === `${days}-01` && high === writeDay(dayNumber(year, month, monthLength(year, month))) ? days : null;
}

// What is given.

/** A value of a fact as it is shown. */
function shown(fact, value) {
  if (fact.type === "date") return writeDay(value.first ?? value);
  return fact.type === "number" ? numberText(BigInt(value), fact.decimals) : value;
}

/** A number of steps of 10^-decimals. `exact` keeps zeros at the end of decimals. */
function numberText(value, decimals, exact = false) {
  const by = 10n ** BigInt(decimals);
  if (value % by === 0n) return String(value / by);
  const digits = String(value < 0n ? -value : value).padStart(decimals + 1, "0");
  const text = `${value < 0n ? "-" : ""}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return exact ? text : text.replace(/0+$/, "");
}

/** What a fact can be, as plain values. */
function plain(what) {
  if (typeof what === "string") return { value: what };
  if (what.oneOf) return { value: null, one_of: what.oneOf };
  return { value: null, ...(what.low == null ? {} : { from: what.low }), ...(what.high == null ? {} : { to: what.high }) };
}

/** The value that was given of a fact; null when it cannot be read. */
function readValue(fact, given) {
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
      return text ? text.normalize("NFC").split(/\s+/u).filter(Boolean).join(" ") : null;
    case "number":
      return readNumber(fact, typeof given === "number" ? String(given) : text);
    default: {
      const days = readDays(text, fact);
      return days && { first: days[0], last: days[1], whole: readDay(text) !== null };
    }
  }
}

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

// What the document says of a student.

const NONE = new Set();

/** Reads students, and follows the functions of a document. */
class Engine {
  constructor(document, under) {
    this.document = document;
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
    const [up, down] = isDate ? [readDay, readDay] : [(one) => scaled(one, fact.decimals, true), (one) => scaled(one, fact.decimals, false)];
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
    if (!this.isPossible(new Map(), on)) return [{ ...this.problem("conflict", null, () => ({}), "nobody"), facts: [], because: [] }];
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
        const assumed = wanted.map(([name, holds]) => ({ ...this.onDay(this.document.facts[name].function, student.on), holds }));
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

  changesOn(stepId, student) {
    if (student.assumed.some(([name]) => this.changesByTime(name))) {
      throw new RangeError("a fact that follows from others and changes by time was given");
    }
    const before = answerOf(this.decided(stepId, student));
    for (const day of this.daysAhead(stepId, student)) {
      const later = this.later(student, day);
      if (later === null) return null;
      if (answerOf(this.decided(stepId, later)) !== before) return writeDay(day);
    }
    return null;
  }

  /** Whether a fact can change by the passing of time alone. */
  changesByTime(name) {
    return this.needed([name]).some((one) => {
      const fact = this.document.facts[one];
      const limits = fact.follows ? testsIn(fact.definition).flatMap((test) => test.operands) : [];
      return (
        fact.read_off?.steps.at(-1).count !== undefined ||
        limits.some((limit) => limit.parameter !== undefined && this.document.parameters[limit.parameter].values.length > 1)
      );
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

  /** The same student on a later day; null when nobody can be like this any more. */
  later(student, day) {
    const later = { ...student, on: day, days: new Map(), derived: new Map() };
    for (const [name, [low, high]] of student.days) {
      const [first, last] = this.domain(name, day);
      if (low > last || high < first) return null;
      later.days.set(name, [Math.max(low, first), Math.min(high, last)]);
    }
    return this.ends(this.document.somebody, later).length ? later : null;
  }

  /** Every later day on which the cells of a student can be others, in order. */
  *daysAhead(stepId, student) {
    const end = readDay(this.document.days.last);
    const { axes, turns } = this.document.functions[this.step(stepId).function];
    const dated = axes.filter((axis) => axis.cuts && this.document.facts[axis.fact].type === "date");
    const found = new Set(turns.map(readDay));
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

// Why: the facts that settled what became of a transition.

/** Every student who fits what is known, asked about the conditions of one step. */
class Students {
  constructor(engine, stepId, student) {
    Object.assign(this, { engine, stepId, student, step: engine.step(stepId), facts: engine.document.facts });
    this.decision = engine.decided(stepId, student);
    this.grid = engine.grid(this.step.function, student);
    this.cells = engine.cells(this.grid, student);
    const limited = [...student.days].filter(([name, days]) => {
      const domain = engine.domain(name, student.on);
      return !this.isGiven(name) && student.values.has(name) && (days[0] !== domain[0] || days[1] !== domain[1]);
    });
    this.told = [...[...student.values.keys()].filter((name) => this.isGiven(name)), ...limited.map(([name]) => name)];
  }

  isGiven(name) {
    const value = this.student.values.get(name);
    return value !== undefined && (value.whole ?? true);
  }

  /** What became of each transition, and the facts that settled that. */
  reasons() {
    return this.step.transitions.map((transition, number) => ({
      number,
      to: transition.to,
      when: transition.condition,
      status: this.decision.statuses[number],
      truth: this.decision.truths[number],
      grounds: this.groundsOf(number),
    }));
  }

  groundsOf(number) {
    const [transition, truth] = [this.step.transitions[number], this.decision.truths[number]];
    if (truth === null && number === this.decision.transition) {
      const same = this.step.transitions.filter((one) => one.to === transition.to);
      return this.grounds({ any: same.map((one) => one.condition) }, true);
    }
    return this.grounds(transition.condition, truth);
  }

  /** The facts that make a condition hold (or fail) for all of them, each once; of an open one, what is known. */
  grounds(tree, truth) {
    if (truth === null) {
      const tested = [...new Set(testsIn(tree).map((test) => test.fact))];
      return tested.filter((name) => this.engine.value(this.student, name) !== undefined).map((name) => this.ground(name));
    }
    const tests = this.settling(tree, truth);
    const found = [...new Set(tests.map((test) => test.fact))].map((name) => this.ground(name));
    if (tests.some((test) => this.engine.asKnown(this.student, test) === null)) {
      const last = found.at(-1);
      const cited = found.flatMap((ground) => [ground.fact, ...ground.followsFrom]);
      const more = this.enough(cited, tree, truth).slice(cited.length);
      found[found.length - 1] = { ...last, followsFrom: [...last.followsFrom, ...more] };
    }
    return found;
  }

  /** The tests that the truth of a condition rests on. */
  settling(tree, truth) {
    const found = [];
    const seen = new Set();
    const waiting = [[tree, truth]];
    while (waiting.length) {
      const [one, wanted] = waiting.pop();
      if (!isTest(one)) {
        waiting.push(...this.restsOn(one, wanted).reverse());
        continue;
      }
      const fact = this.facts[one.fact];
      if (!fact.follows || this.truth(one) !== null) {
        found.push(one);
        continue;
      }
      const value = this.engine.holds(one, "ja", this.student.on) === wanted;
      const key = `${one.fact} ${value}`;
      if (!seen.has(key)) {
        seen.add(key);
        waiting.push([fact.definition, value]);
      }
    }
    return found;
  }

  /** The parts that the truth of a condition rests on, each with the truth that is wanted of it. */
  restsOn(tree, wanted) {
    if (tree.not) return [[tree.not, !wanted]];
    const truths = partsOf(tree).map((part) => [part, this.truth(part)]);
    const isAny = tree.any !== undefined;
    if (wanted === isAny) {
      const on = truths.some(([, truth]) => truth === wanted) ? wanted : null;
      return truths.filter(([, truth]) => truth === on).map(([part]) => [part, wanted]);
    }
    return truths.filter(([, truth]) => truth !== !wanted).map(([part]) => [part, wanted]);
  }

  /** Whether a condition holds for all of them, for none (false) or for some (null). */
  truth(tree) {
    const quick = this.engine.asKnown(this.student, tree);
    return quick === null ? this.settled(tree, this.cells, this.grid) : quick;
  }

  ground(fact) {
    const what = this.of(fact);
    return { fact, what, followsFrom: this.followsFrom(fact, typeof what === "string" ? what : null) };
  }

  /** The facts that a fact follows from; none when the fact itself was given. */
  followsFrom(name, value) {
    if (this.told.includes(name)) return [];
    const names = this.definedBy(name, value);
    return this.engine.value(this.student, name) !== undefined ? names : this.enough(names, this.said(name, value), true);
  }

  /** The facts that a fact follows from by its definition, or as another fact of the same date. */
  definedBy(name, value) {
    const fact = this.facts[name];
    const root = this.root(name);
    if (fact.follows) {
      return value === null ? [] : [...new Set(this.settling(fact.definition, value === "ja").map((test) => test.fact))];
    }
    const before = fact.read_off && (fact.read_off.from ?? root);
    if (before && (this.told.includes(before) || this.told.includes(root))) return [before];
    return this.family(root).filter((one) => this.told.includes(one));
  }

  /** The condition that a fact is what it is for all of these students. */
  said(name, value) {
    if (this.facts[name].follows) return value === null ? { all: [] } : { fact: name, operator: "one_of", operands: [{ value }] };
    const axis = this.grid.index.get(this.root(name));
    if (axis === undefined) return { all: [] };
    const cells = this.possibleCells(axis);
    return cells.length === sizeOf(this.grid, axis) ? { all: [] } : { operator: "in", axis, cells: new Set(cells) };
  }

  /** Some facts, and as few others that are known as it takes to settle a condition. */
  enough(names, tree, truth) {
    const near = new Set(this.engine.needed(names).flatMap((one) => this.family(this.root(one))));
    for (const one of this.engine.needed(names)) near.add(one);
    const cited = this.told.filter((one) => near.has(one));
    if (this.settles(cited, tree, truth)) return names;
    let needed = this.told.filter((one) => !cited.includes(one) && this.matters(one));
    for (const name of [...needed]) {
      const fewer = needed.filter((one) => one !== name);
      if (this.settles([...cited, ...fewer], tree, truth)) needed = fewer;
    }
    return [...names, ...needed];
  }

  /** Whether a condition is settled for someone who knows only what was given of these facts. */
  settles(told, tree, truth) {
    const hidden = new Set(this.told.filter((name) => !told.includes(name)));
    const student = this.engine.without(this.student, hidden);
    const grid = this.engine.grid(this.step.function, this.student, hidden);
    return this.settled(tree, this.engine.cells(grid, student), grid) === truth;
  }

  matters(told) {
    const inputs = this.engine.needed([told]).filter((name) => !this.facts[name].read_off && !this.facts[name].follows);
    return inputs.some((name) => this.grid.index.has(name));
  }

  /** The value of a fact that all of them share, or else what it can be. */
  of(name) {
    const fact = this.facts[name];
    const value = this.engine.value(this.student, name);
    if (value !== undefined) return shown(fact, value);
    if (fact.follows) {
      const truth = this.truth({ fact: name, operator: "one_of", operands: [{ value: "ja" }] });
      return truth === null ? {} : truth ? "ja" : "nee";
    }
    return this.facts[this.root(name)].type === "date" ? this.readOffDays(name) : this.inCells(name);
  }

  /** The value of a date, or of a fact read off it, from the days that it can be. */
  readOffDays(name) {
    const { on } = this.student;
    const [fact, root] = [this.facts[name], this.root(name)];
    const [days, domain] = [this.possibleDays(root), this.engine.domain(root, on)];
    const steps = fact.read_off?.steps ?? [];
    const [first, last] = days.map((day) => readOff(steps, day, on));
    if (first === last) return shown(fact, first);
    if (days[0] === domain[0] && days[1] === domain[1]) return {};
    const ofFirst = days[0] === domain[0] ? null : shown(fact, first);
    const ofLast = days[1] === LATEST ? null : shown(fact, last);
    return isRising(steps) ? { low: ofFirst, high: ofLast } : { low: ofLast, high: ofFirst };
  }

  possibleDays(root) {
    const days = this.student.days.get(root) ?? this.engine.domain(root, this.student.on);
    const axis = this.grid.index.get(root);
    if (axis === undefined) return days;
    const cells = this.possibleCells(axis);
    const places = this.grid.places[axis];
    const low = cells[0] === 0 ? days[0] : places[cells[0] - 1];
    const high = cells.at(-1) === places.length ? days[1] : places[cells.at(-1)] - 1;
    return [Math.max(days[0], low), Math.min(days[1], high)];
  }

  /** Another input, by the cells that it can be in. */
  inCells(name) {
    const fact = this.facts[name];
    const axis = this.grid.index.get(name);
    if (axis === undefined) {
      if (fact.options.length === 1) return fact.options[0].id;
      return fact.type === "number" && fact.minimum !== null && fact.minimum === fact.maximum ? fact.minimum : {};
    }
    const cells = this.possibleCells(axis);
    const size = sizeOf(this.grid, axis);
    if (fact.type !== "number") {
      const options = this.grid.axes[axis].cells;
      if (cells.length === 1 && cells[0] < options.length) return options[cells[0]];
      return cells.length === size || cells.at(-1) >= options.length ? {} : { oneOf: cells.map((cell) => options[cell]) };
    }
    const [low, high] = [this.numberAt(axis, cells[0], false), this.numberAt(axis, cells.at(-1), true)];
    if (cells.length === 1 && low !== null && low === high) return low;
    return cells.length === size ? {} : { low, high };
  }

  /** The first or (`last`) the last number of a cell; null where there is no end. */
  numberAt(axis, cell, last) {
    const fact = this.facts[this.grid.axes[axis].fact];
    const places = this.grid.places[axis];
    if (last ? cell === places.length : cell === 0) return last ? fact.maximum : fact.minimum;
    return numberText(last ? places[cell] - 1n : places[cell - 1], fact.decimals, true);
  }

  possibleCells(axis) {
    return this.cells[axis].filter((cell) => reachable(this.grid.diagram, this.cells.map((some, at) => (at === axis ? [cell] : some))).length);
  }

  root(name) {
    return this.facts[name].read_off?.date ?? name;
  }

  /** A date and the facts that are read off it, in order. */
  family(root) {
    return [root, ...(this.engine.readOff.get(root) ?? []).map((one) => one.name)];
  }

  // Conditions over cells.

  /** Whether a condition holds for every student in some cells who can exist, for none, or (null) for some. */
  settled(tree, cells, grid) {
    const quick = this.inCellsOf(tree, cells, grid);
    if (quick !== null) return quick;
    if (!this.somebody(tree, true, cells, grid)) return false;
    return this.somebody(tree, false, cells, grid) ? null : true;
  }

  /** Whether there is a student in some cells for whom a condition holds (or not). */
  somebody(tree, wanted, cells, grid) {
    const truth = this.inCellsOf(tree, cells, grid);
    if (truth === !wanted || !reachable(grid.diagram, cells).length) return false;
    if (truth === wanted) return true;
    const { axis, holds } = this.open(tree, cells, grid);
    const half = (side) => cells.map((some, at) => (at === axis ? some.filter((cell) => holds[cell] === side) : some));
    return this.somebody(tree, wanted, half(true), grid) || this.somebody(tree, wanted, half(false), grid);
  }

  /** Whether that holds for everybody in some cells, for nobody, or (null) it is open; also of who cannot exist. */
  inCellsOf(tree, cells, grid) {
    return truthOf(tree, (test) => {
      const atom = this.atom(test, grid);
      if (typeof atom === "boolean") return atom;
      if (!atom.holds) return this.inCellsOf(atom, cells, grid);
      const some = cells[atom.axis];
      const holding = some.filter((cell) => atom.holds[cell]).length;
      return holding === some.length ? true : holding === 0 ? false : null;
    });
  }

  /** A test that is open in some cells. */
  open(tree, cells, grid) {
    if (!isTest(tree)) {
      const part = partsOf(tree).find((one) => this.inCellsOf(one, cells, grid) === null);
      return this.open(part, cells, grid);
    }
    const atom = this.atom(tree, grid);
    return atom.holds ? atom : this.open(atom, cells, grid);
  }

  /** A test as the cells of an axis in which it holds; of a fact that follows from others, the condition. */
  atom(test, grid) {
    if (!grid.masks.has(test)) grid.masks.set(test, this.findAtom(test, grid));
    return grid.masks.get(test);
  }

  findAtom(test, grid) {
    if (test.operator === "in") return { axis: test.axis, holds: range(0, sizeOf(grid, test.axis) - 1).map((cell) => test.cells.has(cell)) };
    const { on } = this.student;
    const fact = this.facts[test.fact];
    if (fact.follows) {
      const [yes, no] = ["ja", "nee"].map((value) => this.engine.holds(test, value, on));
      return yes === no ? yes : yes ? { all: [fact.definition] } : { not: fact.definition };
    }
    const axis = grid.index.get(this.root(test.fact));
    const holds = range(0, sizeOf(grid, axis) - 1).map((cell) => this.engine.holds(test, this.inCell(fact, grid, axis, cell), on));
    return { axis, holds };
  }

  /** What a fact is for a student in a cell. */
  inCell(fact, grid, axis, cell) {
    const { fact: root, cells } = grid.axes[axis];
    if (cells !== null) return cells[cell] ?? "\u2026";
    const places = grid.places[axis];
    const known = this.facts[root];
    if (known.type === "date") {
      const day = cell === 0 ? this.engine.domain(root, this.student.on)[0] : places[cell - 1];
      return fact.read_off ? readOff(fact.read_off.steps, day, this.student.on) : day;
    }
    if (cell > 0) return places[cell - 1];
    return bounds(known)[0] ?? (places.length ? places[0] - 1n : 0n);
  }
}

const sizeOf = ({ axes, places }, axis) =>
  axes[axis].cells === null ? places[axis].length + 1 : axes[axis].cells.length + (axes[axis].isText ? 1 : 0);

// The explanation.

/** The explanation of a decision, line by line. */
class Explanation {
  constructor(engine, stepId, student, lang) {
    Object.assign(this, { engine, stepId, student, lang });
    this.words = new Wording(engine, lang, student.on);
    this.students = new Students(engine, stepId, student);
  }

  *lines(facts) {
    const { decision } = this.students;
    yield this.words.outcome(this.words.words.outcomes, decision.outcome, this.stepId, decision.target, decision.possible, []);
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
    const target = reason.to;
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
    const { decision } = this.students;
    for (const { reading, alternative, text, steps } of this.engine.document.alternatives) {
      if (!this.engine.document.readings[reading].to_confirm || (steps !== null && !steps.includes(this.stepId))) continue;
      const other = this.engine.under(reading, alternative);
      const [found, answer] = this.underOther(other, facts);
      if (found !== null && answerOf(found) === answerOf(decision)) continue;
      yield this.words.say("contested", { reading, text: withoutPoint(text), answer });
    }
  }

  underOther(other, facts) {
    const { answers } = this.words.words;
    if (!Object.hasOwn(other.document.steps, this.stepId)) return [null, answers.no_step];
    const known = Object.fromEntries(Object.entries(facts).filter(([name]) => other.fact(name) !== null));
    try {
      const found = other.decided(this.stepId, other.student(known, this.student.on));
      const { outcome, target, possible, missing } = found;
      const words = new Wording(other, this.lang, this.student.on);
      return [found, words.outcome(answers, outcome, this.stepId, target, possible, missing)];
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      return [null, answers.refused];
    }
  }
}

const withoutPoint = (text) => text.replace(/\.+$/, "");

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

/** Several functions as one: the ends of the first, for students of whom each other holds as is wanted. */
function together(grids, isText) {
  const axes = [];
  for (const grid of grids) {
    grid.axes.forEach((axis, at) => {
      const held = axes.find((one) => one.fact === axis.fact);
      if (!held) axes.push({ fact: axis.fact, cells: axis.cells, places: grid.places[at] });
      else if (axis.cells === null) held.places = [...new Set([...held.places, ...grid.places[at]])].sort((one, other) => (one < other ? -1 : one > other ? 1 : 0));
      else if (isText(axis.fact)) held.cells = [...held.cells, ...axis.cells.filter((one) => !held.cells.some((other) => asCompared(one) === asCompared(other)))];
    });
  }
  const size = (axis) => (axis.cells === null ? axis.places.length + 1 : axis.cells.length + (isText(axis.fact) ? 1 : 0));
  const parts = grids.map((grid) => new Part(grid, axes, isText));
  const [nodes, ends, known] = [[], [], new Map()];
  const endAt = (end) => {
    if (!ends.includes(end)) ends.push(end);
    return -1 - ends.indexOf(end);
  };
  const build = (level, places) => {
    const reached = parts.map((part, at) => (places[at] < 0 ? part.ends[-1 - places[at]] : undefined));
    const isOut = (end, at) => end === null || (end !== undefined && at > 0 && grids[at].holds !== null && (end.length > 0) !== grids[at].holds);
    if (reached.some(isOut)) return endAt(null);
    if (places.every((place) => place < 0)) return endAt(reached[0]);
    const key = [level, ...places].join(" ");
    if (!known.has(key)) {
      const after = range(0, size(axes[level]) - 1).map((cell) => build(level + 1, parts.map((part, at) => part.after(places[at], level, cell))));
      if (after.every((one) => one === after[0])) known.set(key, after[0]);
      else known.set(key, nodes.push([level, ...after]) - 1);
    }
    return known.get(key);
  };
  const root = build(0, grids.map((grid) => grid.diagram.root));
  return {
    axes: axes.map(({ fact, cells }) => ({ fact, cells, cuts: null })),
    places: axes.map((axis) => axis.places),
    diagram: { nodes, root, ends },
  };
}

/** The diagram of one of several functions, over the cells of all of them. */
class Part {
  constructor(grid, axes, isText) {
    this.nodes = [...grid.diagram.nodes];
    this.ends = grid.diagram.ends;
    this.own = axes.map((axis) => grid.axes.findIndex((one) => one.fact === axis.fact));
    this.cellOf = axes.map((axis, at) => {
      const own = this.own[at];
      if (own < 0) return null;
      const { cells } = grid.axes[own];
      if (cells === null) return (cell) => (cell === 0 ? 0 : cellOf(grid.places[own], axis.places[cell - 1]));
      if (!isText(axis.fact)) return (cell) => cell;
      return (cell) => {
        const found = cell < axis.cells.length ? cells.findIndex((one) => asCompared(one) === asCompared(axis.cells[cell])) : -1;
        return found < 0 ? cells.length : found;
      };
    });
    this.known = new Map();
  }

  /** Where a student in a cell goes on. Other axes of the function can come before it. */
  after(place, level, cell) {
    return this.own[level] < 0 ? place : this.without(place, this.own[level], this.cellOf[level](cell));
  }

  without(place, axis, cell) {
    if (place < 0 || this.nodes[place][0] > axis) return place;
    const [first, ...after] = this.nodes[place];
    if (first === axis) return after[cell];
    const key = `${place} ${axis} ${cell}`;
    if (!this.known.has(key)) {
      const left = after.map((one) => this.without(one, axis, cell));
      this.known.set(key, left.every((one) => one === left[0]) ? left[0] : this.nodes.push([first, ...left]) - 1);
    }
    return this.known.get(key);
  }
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
