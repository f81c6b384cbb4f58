/** Who acts and what is done, compared. */

/** What duties say, to compare: in whatever order. */
export function dutiesToCompare(engine, stepId, parts) {
  const told = parts.map(({ section, text, partners, done_by, hand_over, holds, optional, note }) =>
    JSON.stringify([section, text, partners, done_by, hand_over, holds, optional, section === "actions" ? null : note]),
  );
  return JSON.stringify([engine.step(stepId).responsible_unknown, told.sort()]);
}

/** The first later day with other duties, and those; null if there is none. */
export function changeOfDuties(engine, stepId, student) {
  const numbers = engine.step(stepId).parts.flatMap((part) => part.function ?? []);
  const compared = (parts) => dutiesToCompare(engine, stepId, parts);
  return engine.firstChange(numbers, student, (one) => engine.duties(stepId, one), compared);
}
