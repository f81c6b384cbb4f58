/** Facts that cannot be used. */

/** The facts cannot be used: `problems` has the kind of each, the fact, and words. It holds no value of a student. */
export class RefusedError extends Error {
  constructor(problems) {
    super(problems.map((one) => `${one.fact ?? "facts"}: ${one.kind}`).join("; "));
    this.name = "RefusedError";
    this.problems = problems;
  }
}
