/** Whether what was told of a fact that follows from others still holds on a later day. */

import { EARLIEST, readDay } from "./calendar.mjs";
import { isTest, partsOf, testsIn, truthOf } from "./conditions.mjs";
import { range } from "./diagrams.mjs";
import { firstPast, readOff } from "./read_off.mjs";
import { asCompared, bounds, cellOf, scaled } from "./values.mjs";

const [THEN, NOW] = [0, 1];

/** A student who was told something then, and the same student now. Counts off a date move on apart from each other. */
export class Told {
  constructor(engine, student, name, value, day) {
    Object.assign(this, { engine, student, facts: engine.document.facts, days: [student.on, day] });
    this.said = { fact: name, operator: "one_of", operands: [{ value }] };
    this.rules = { all: this.connectedRules().map((one) => ({ not: one })) };
    const tests = this.testsBehind([this.said, this.rules]);
    this.axes = this.leaves([this.said, this.rules]).map((leaf) => this.axis(leaf, tests));
    this.index = new Map(this.axes.map((axis, at) => [axis.name, at]));
    this.masks = [new Map(), new Map()];
  }

  /** Whether time alone cannot have changed it, for anybody who fitted then and fits now. */
  stillHolds() {
    const start = this.axes.map((axis) => [THEN, NOW].map((side) => this.known(axis, this.days[side])));
    const fits = [[this.said, THEN, true], [this.rules, THEN, true], [this.rules, NOW, true]];
    return this.somebody(fits, start) && !this.somebody([...fits, [this.said, NOW, false]], start);
  }

  /** Whether somebody is in some cells then and now for whom each claim is as it says. */
  somebody(claims, given) {
    const sets = given.map((sides, at) => this.related(this.axes[at].way, sides));
    if (sets.some(([then, now]) => !then.length || !now.length)) return false;
    const truths = claims.map(([tree, side]) => this.truth(tree, side, sets));
    if (claims.some(([, , wanted], at) => truths[at] === !wanted)) return false;
    const at = truths.indexOf(null);
    if (at < 0) return true;
    const [tree, side] = claims[at];
    const { axis, holds } = this.open(tree, side, sets);
    const half = (wanted) =>
      sets.map((sides, number) =>
        number === axis ? sides.map((cells, one) => (one === side ? cells.filter((cell) => holds[cell] === wanted) : cells)) : sides,
      );
    return this.somebody(claims, half(true)) || this.somebody(claims, half(false));
  }

  /** The cells then and now that have one that goes with them on the other day. */
  related(way, [then, now]) {
    if (!then.length || !now.length) return [[], []];
    if (way === "keep") {
      const both = then.filter((cell) => now.includes(cell));
      return [both, both];
    }
    const isOnWay = way === "up" ? (from, to) => from <= to : (from, to) => from >= to;
    return [
      then.filter((from) => now.some((to) => isOnWay(from, to))),
      now.filter((to) => then.some((from) => isOnWay(from, to))),
    ];
  }

  truth(tree, side, sets) {
    return truthOf(tree, (test) => {
      const atom = this.atom(test, side);
      if (typeof atom === "boolean") return atom;
      if (!atom.holds) return this.truth(atom, side, sets);
      const cells = sets[atom.axis][side];
      const holding = cells.filter((cell) => atom.holds[cell]).length;
      return holding === cells.length ? true : holding === 0 ? false : null;
    });
  }

  open(tree, side, sets) {
    if (!isTest(tree)) return this.open(partsOf(tree).find((one) => this.truth(one, side, sets) === null), side, sets);
    const atom = this.atom(tree, side);
    return atom.holds ? atom : this.open(atom, side, sets);
  }

  /** A test as the cells of an axis in which it holds; of a fact that follows from others, its definition or a truth. */
  atom(test, side) {
    const known = this.masks[side];
    if (!known.has(test)) known.set(test, this.findAtom(test, this.days[side]));
    return known.get(test);
  }

  findAtom(test, on) {
    const fact = this.facts[test.fact];
    if (fact.follows) {
      const [yes, no] = ["ja", "nee"].map((value) => this.engine.holds(test, value, on));
      return yes === no ? yes : yes ? { all: [fact.definition] } : { not: fact.definition };
    }
    const axis = this.index.get(this.leaf(test.fact));
    const { name, cells } = this.axes[axis];
    const read = (cell) => (name === test.fact ? cell : readOff(fact.read_off.steps, cell, on));
    return { axis, holds: cells.map((cell) => this.engine.holds(test, read(cell), on)) };
  }

  // The facts that it follows from, and their cells.

  /** The fact by which a test of a fact is answered: a count by itself, another date by the one it is read off. */
  leaf(name) {
    const { read_off } = this.facts[name];
    return read_off && !isCount(read_off) ? read_off.date : name;
  }

  leaves(trees) {
    return [...new Set(this.testsBehind(trees).map((test) => test.fact))]
      .filter((name) => !this.facts[name].follows)
      .map((name) => this.leaf(name))
      .filter((name, at, all) => all.indexOf(name) === at);
  }

  /** The tests of some conditions, and of the definitions behind them. */
  testsBehind(trees) {
    const found = new Set();
    const waiting = [...trees];
    while (waiting.length) {
      for (const test of testsIn(waiting.pop())) {
        if (!found.has(test) && this.facts[test.fact].follows) waiting.push(this.facts[test.fact].definition);
        found.add(test);
      }
    }
    return [...found];
  }

  /** The impossible combinations that say something of what it follows from, directly or through others. */
  connectedRules() {
    const needed = new Set(this.leaves([this.said]));
    const kept = [];
    let waiting = this.engine.document.impossible.map((one) => [one.condition, this.leaves([one.condition])]);
    for (;;) {
      const touching = waiting.filter(([, names]) => names.some((name) => needed.has(name)));
      if (!touching.length) return kept;
      kept.push(...touching.map(([rule]) => rule));
      for (const [, names] of touching) for (const name of names) needed.add(name);
      waiting = waiting.filter((one) => !touching.includes(one));
    }
  }

  axis(name, tests) {
    const fact = this.facts[name];
    const own = tests.filter((test) => !this.facts[test.fact].follows && this.leaf(test.fact) === name);
    const limits = (test, on) =>
      test.operands.map((one) => (one.parameter === undefined ? one.value : this.engine.parameter(one.parameter, on)));
    const each = own.flatMap((test) => this.days.flatMap((on) => limits(test, on).map((limit) => [test, limit])));
    const way = !isCount(fact.read_off) ? "keep" : fact.read_off.steps.at(-1).count === "since" ? "up" : "down";
    return { name, way, cells: this.cells(name, fact, each) };
  }

  /** A value of each cell, in order. */
  cells(name, fact, limits) {
    if (fact.type === "yes_no") return ["nee", "ja"];
    if (fact.type === "choice") return fact.options.map((one) => one.id);
    if (fact.type === "text") {
      const texts = limits.map(([, limit]) => limit);
      const isFirst = (text, at) => texts.findIndex((one) => asCompared(one) === asCompared(text)) === at;
      return [...texts.filter(isFirst), OTHER_TEXT];
    }
    if (fact.type === "date") {
      const cut = (test, limit, beyond) => firstPast(this.facts[test.fact].read_off?.steps ?? [], 1, readDay(limit), beyond);
      const starts = limits.flatMap(([test, limit]) => [cut(test, limit, false), cut(test, limit, true)]);
      return inOrder([EARLIEST, ...starts.filter((day) => day !== null && day > EARLIEST)]);
    }
    return this.numberCells(fact, limits.map(([, limit]) => limit));
  }

  numberCells(fact, limits) {
    const [minimum, high] = bounds(fact);
    const least = isCount(fact.read_off) && (minimum === null || minimum < 0n) ? 0n : minimum;
    const starts = limits.flatMap((one) => [scaled(one, fact.decimals, true), scaled(one, fact.decimals, false) + 1n]);
    const first = least ?? inOrder([0n, ...starts])[0] - 1n;
    return inOrder([first, ...starts.filter((one) => one > first && (high === null || one <= high))]);
  }

  /** The cells that a fact can be in on a day; a count is read off what is known of its date. */
  known({ name, cells }, on) {
    const fact = this.facts[name];
    const all = range(0, cells.length - 1);
    const root = fact.read_off?.date ?? name;
    const days = this.student.days.get(root);
    if (days) {
      const ends = isCount(fact.read_off) ? days.map((day) => BigInt(readOff(fact.read_off.steps, day, on))) : days;
      return this.between(fact, cells, ends);
    }
    const value = fact.read_off ? undefined : this.student.values.get(name);
    if (value === undefined) return all;
    if (fact.type === "number") return this.between(fact, cells, [value, value]);
    const found = cells.findIndex((one) => (fact.type === "text" ? asCompared(one) === asCompared(value) : one === value));
    return [found < 0 ? cells.length - 1 : found];
  }

  between(fact, cells, ends) {
    const [low, high] = inOrder(ends).length > 1 ? inOrder(ends) : [ends[0], ends[0]];
    const last = fact.type === "number" ? bounds(fact)[1] : null;
    if (high < cells[0] || (last !== null && low > last)) return [];
    const cell = (value) => Math.max(0, cellOf(cells, value) - 1);
    return range(cell(low), cell(high));
  }
}

const OTHER_TEXT = "\u2026";
const isCount = (readOffDate) => readOffDate?.steps.at(-1).count !== undefined;
const inOrder = (values) => [...new Set(values)].sort((one, other) => (one < other ? -1 : one > other ? 1 : 0));
