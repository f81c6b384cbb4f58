/** What is read off a date: counts, and other dates. */

import { LATEST, endOfSchoolYear, firstDay, move, unitsSince, unitsUntil } from "./calendar.mjs";

export function readOff(steps, day, on) {
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
export const isRising = (steps) => steps.length === 0 || steps[steps.length - 1].count !== "since";

/** The first date that gives a value past a limit, or (unless `beyond`) the limit itself. */
export function firstPast(steps, on, limit, beyond) {
  const rising = isRising(steps);
  return firstDay((day) => {
    const value = readOff(steps, day, on);
    return value === limit ? !beyond : value > limit === rising;
  });
}

/** The first and the last date that give a value; null if none does. */
export function datesGiving(steps, on, value) {
  const first = firstPast(steps, on, value, false);
  const beyond = firstPast(steps, on, value, true);
  const last = beyond === null ? LATEST : beyond - 1;
  return first === null || last < first ? null : [first, last];
}

/** The reference dates on which a count from a day reaches a limit, and on which it passes it. */
export function* turning(steps, root, limit) {
  const rising = isRising(steps);
  for (const turn of rising ? [limit, Math.ceil(limit) - 1] : [limit, Math.floor(limit) + 1]) {
    const day = firstDay((on) => {
      const value = readOff(steps, root, on);
      return rising ? value <= turn : value >= turn;
    });
    if (day !== null) yield day;
  }
}
