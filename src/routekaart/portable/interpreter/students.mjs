/** Why: the facts that settled what became of a transition. */

import { LATEST } from "./calendar.mjs";
import { isRising, readOff } from "./read_off.mjs";
import { bounds, numberText, shown } from "./values.mjs";
import { isTest, partsOf, testsIn, truthOf } from "./conditions.mjs";
import { possibleCells, range, reachable } from "./diagrams.mjs";

/** Every student who fits what is known, asked about the conditions of one step. */
export class Students {
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
    if (this.facts[name].follows) return value === null ? { all: [] } : isValue(name, value);
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
      const truth = this.truth(isValue(name, "ja"));
      return truth === null ? {} : truth ? "ja" : "nee";
    }
    return this.facts[this.root(name)].type === "date" ? this.readOffDays(name) : this.inCells(name);
  }

  /** The value of a date, or of a fact read off it, from the days that it can be. */
  readOffDays(name) {
    const { on } = this.student;
    const [fact, root] = [this.facts[name], this.root(name)];
    const days = this.engine.possibleDays(root, this.student, this.grid, this.cells);
    const domain = this.engine.domain(root, on);
    const steps = fact.read_off?.steps ?? [];
    const [first, last] = days.map((day) => readOff(steps, day, on));
    if (first === last) return shown(fact, first);
    if (days[0] === domain[0] && days[1] === domain[1]) return {};
    const ofFirst = days[0] === domain[0] ? null : shown(fact, first);
    const ofLast = days[1] === LATEST ? null : shown(fact, last);
    return isRising(steps) ? { low: ofFirst, high: ofLast } : { low: ofLast, high: ofFirst };
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
    return possibleCells(this.grid, this.cells, axis);
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
    const inEachCell = (axis, holds) => ({ axis, holds: range(0, sizeOf(grid, axis) - 1).map(holds) });
    if (test.operator === "in") return inEachCell(test.axis, (cell) => test.cells.has(cell));
    const { on } = this.student;
    const fact = this.facts[test.fact];
    if (fact.follows) {
      const [yes, no] = ["ja", "nee"].map((value) => this.engine.holds(test, value, on));
      return yes === no ? yes : yes ? { all: [fact.definition] } : { not: fact.definition };
    }
    const axis = grid.index.get(this.root(test.fact));
    return inEachCell(axis, (cell) => this.engine.holds(test, this.inCell(fact, grid, axis, cell), on));
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

/** The test that a fact has a value. */
const isValue = (fact, value) => ({ fact, operator: "one_of", operands: [{ value }] });

/** The number of cells of an axis. */
const sizeOf = ({ axes, places }, axis) =>
  axes[axis].cells === null ? places[axis].length + 1 : axes[axis].cells.length + (axes[axis].isText ? 1 : 0);
