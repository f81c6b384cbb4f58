// The answer of the interpreter to one question, in the form of `support/portable.py`. Also run in a page.

/** Everything that a route says of a student at a step on a day; how she is refused, when she is. */
export function answerOf(route, { step, on, facts }) {
  try {
    const { outcome, target, possible, missing, transition, statuses } = route.decide(step, facts, on);
    const duties = route.duties(step, facts, on).map((one) => [one.section, one.text, one.partners, one.holds, one.done_by]);
    const contested_duties = route
      .contestedDuties(step, facts, on)
      .map((one) => [one.reading, one.alternative, one.outcome]);
    const [nl, en] = ["nl", "en"].map((lang) => route.nextChange(step, facts, on, lang));
    const change = nl && { answer: { nl: nl.answer, en: en.answer }, because: { nl: nl.because, en: en.because } };
    const explanation = { nl: route.explain(step, facts, on).split("\n"), en: route.explain(step, facts, on, "en").split("\n") };
    const decision = { outcome, target, possible, missing, transition, statuses };
    return { ...decision, changes_on: route.changesOn(step, facts, on), change, duties, contested_duties, explanation };
  } catch (error) {
    if (error.name !== "RefusedError") throw error;
    return { outcome: "refused", problems: error.problems.map(({ kind, fact, message }) => ({ kind, fact, message })) };
  }
}
