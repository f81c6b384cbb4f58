// The first later day on which time alone changes the duties of a student: a day or null a line.
// node tests/portable/changing.mjs INTERPRETER ROUTE.json < questions.jsonl
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [interpreter, file] = process.argv.slice(2);
const { RefusedError, Route } = await import(pathToFileURL(interpreter).href);
const route = new Route(JSON.parse(readFileSync(file, "utf8")));

function changeOf({ step, on, facts }) {
  try {
    return route.dutiesChange(step, facts, on)?.on ?? null;
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return "refused";
  }
}

for await (const line of createInterface({ input: process.stdin })) console.log(JSON.stringify(changeOf(JSON.parse(line))));
