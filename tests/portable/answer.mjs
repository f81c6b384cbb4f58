// Answers questions about a portable route: one JSON object a line in, one a line out.
// node tests/portable/answer.mjs INTERPRETER ROUTE.json CHOICES < questions.jsonl
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { answerOf } from "./answer_of.mjs";

const [interpreter, file, choices] = process.argv.slice(2);
const { Route } = await import(pathToFileURL(interpreter).href);
const route = new Route(JSON.parse(readFileSync(file, "utf8"))).under(JSON.parse(choices));

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(answerOf(route, JSON.parse(line))));
}
