/** What a step says of the conditions that hold. */

import { canVary, range, reachable } from "./diagrams.mjs";

export const AMBIGUOUS = Symbol("ambiguous");
export const STUCK = Symbol("stuck");

export function answer(stepId, step, holding) {
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

export function possible(stepId, step, answers, truths) {
  const reached = new Set(answers);
  if (answers.has(AMBIGUOUS)) {
    step.transitions.forEach((one, number) => {
      if (truths[number] !== false) reached.add(one.to);
    });
  }
  return targetsOf(stepId, step).filter((target) => reached.has(target));
}

/** The number of the transition that is taken; null when there is none. */
export function chosen(stepId, step, truths, target) {
  if (target === null) return null;
  const candidates = step.transitions.flatMap((one, number) => (one.to === target && truths[number] !== false ? [number] : []));
  const sure = candidates.find((number) => truths[number] === true);
  if (sure !== undefined) return sure;
  return candidates.length && target !== step.otherwise && target !== stepId ? candidates[0] : null;
}

export function statuses(step, truths, target) {
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
export function missing(stepId, step, made, cells) {
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

export const answerOf = (decision) => JSON.stringify([decision.outcome, decision.target, decision.possible]);
