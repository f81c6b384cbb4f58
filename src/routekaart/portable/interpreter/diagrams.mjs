/** Decision diagrams over cells. */

import { asCompared, cellOf } from "./values.mjs";

export const range = (first, last) => Array.from({ length: last - first + 1 }, (_, number) => first + number);

/** The ends of a diagram that students in some cells reach, without those where nobody can be. */
export function reachable(diagram, cells) {
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

/** The cells of an axis that some student in some cells is in. */
export function possibleCells(grid, cells, axis) {
  const within = (cell) => cells.map((some, at) => (at === axis ? [cell] : some));
  return cells[axis].filter((cell) => reachable(grid.diagram, within(cell)).length);
}

/** Whether two students who differ on some axes at most can get different answers. */
export function canVary(diagram, cells, free, answerAt) {
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
export function together(grids, isText) {
  const axes = [];
  for (const grid of grids) {
    grid.axes.forEach((axis, at) => {
      const held = axes.find((one) => one.fact === axis.fact);
      if (!held) axes.push({ fact: axis.fact, cells: axis.cells, places: grid.places[at] });
      else if (axis.cells === null) held.places = placesOfBoth(held.places, grid.places[at]);
      else if (isText(axis.fact)) held.cells = textsOfBoth(held.cells, axis.cells);
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
    const isNobody = (end, at) => end === null || (end !== undefined && at > 0 && !isWanted(end, grids[at].holds));
    if (reached.some(isNobody)) return endAt(null);
    if (places.every((place) => place < 0)) return endAt(reached[0]);
    const key = [level, ...places].join(" ");
    if (!known.has(key)) {
      const inCell = (cell) => parts.map((part, at) => part.after(places[at], level, cell));
      const after = range(0, size(axes[level]) - 1).map((cell) => build(level + 1, inCell(cell)));
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

/** Whether a function of one condition says what is wanted of it; of one that is ignored (null) that is nothing. */
const isWanted = (end, wanted) => wanted === null || end.length > 0 === wanted;

const placesOfBoth = (places, others) =>
  [...new Set([...places, ...others])].sort((one, other) => (one < other ? -1 : one > other ? 1 : 0));

const textsOfBoth = (texts, others) => {
  const isNew = (text) => !texts.some((one) => asCompared(one) === asCompared(text));
  return [...texts, ...others.filter(isNew)];
};

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
        const text = cell < axis.cells.length ? asCompared(axis.cells[cell]) : null;
        const found = cells.findIndex((one) => asCompared(one) === text);
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
