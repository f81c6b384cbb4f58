// Answers questions about a portable route: one JSON object a line in, one a line out.
// node tests/portable/answer.mjs INTERPRETER ROUTE.json CHOICES < questions.jsonl
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [interpreter, file, choices] = process.argv.slice(2);
const { RefusedError, Route } = await import(pathToFileURL(interpreter).href);
const route = new Route(JSON.parse(readFileSync(file, "utf8"))).under(JSON.parse(choices));

/** The first change in words of each language. */
function changeIn(step, facts, on) {
  const [nl, en] = ["nl", "en"].map((lang) => route.nextChange(step, facts, on, lang));
  return nl && { answer: { nl: nl.answer, en: en.answer }, because: { nl: nl.because, en: en.because } };
}

for await (const line of createInterface({ input: process.stdin })) {
  const { step, on, facts } = JSON.parse(line);
  try {
    const { outcome, target, possible, missing, transition, statuses } = route.decide(step, facts, on);
    const duties = route.duties(step, facts, on).map((one) => [one.section, one.text, one.partners, one.holds, one.done_by]);
    const changes_on = route.changesOn(step, facts, on);
    const explanation = { nl: route.explain(step, facts, on).split("\n"), en: route.explain(step, facts, on, "en").split("\n") };
    const decision = { outcome, target, possible, missing, transition, statuses };
    const change = changeIn(step, facts, on);
    console.log(JSON.stringify({ ...decision, changes_on, change, duties, explanation }));
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    const problems = error.problems.map(({ kind, fact, message }) => ({ kind, fact, message }));
    console.log(JSON.stringify({ outcome: "refused", problems }));
  }
}
