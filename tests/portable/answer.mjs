// Answers questions about a portable route: one JSON object a line in, one a line out.
// node tests/portable/answer.mjs INTERPRETER ROUTE.json < questions.jsonl
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [interpreter, file] = process.argv.slice(2);
const { RefusedError, Route } = await import(pathToFileURL(interpreter).href);
const route = new Route(JSON.parse(readFileSync(file, "utf8")));

for await (const line of createInterface({ input: process.stdin })) {
  const { step, on, facts } = JSON.parse(line);
  try {
    const { outcome, target, possible, missing, transition, statuses } = route.decide(step, facts, on);
    const duties = route.duties(step, facts, on).map((one) => [one.section, one.text, one.partners, one.holds]);
    const changes_on = route.changesOn(step, facts, on);
    console.log(JSON.stringify({ outcome, target, possible, missing, transition, statuses, changes_on, duties }));
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    console.log(JSON.stringify({ outcome: "refused" }));
  }
}
