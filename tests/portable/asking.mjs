// Asks what the parts of each step wait for until nothing is open, and says what was answered: a JSON object a step.
// node tests/portable/asking.mjs INTERPRETER ROUTE.json DAY
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [interpreter, file, on] = process.argv.slice(2);
const { RefusedError, Route } = await import(pathToFileURL(interpreter).href);
const route = new Route(JSON.parse(readFileSync(file, "utf8")));
const { facts: types, steps } = route.document;

const VALUES = { yes_no: ["ja", "nee"], date: ["2008-03-01", "1990-05-01", "2026-06-01"], number: ["1", "20"] };
const valuesOf = ({ type, options }) => VALUES[type] ?? options.map((one) => one.id);

/** The first of some values that goes together with what is known. */
function fitting(step, facts, name, values) {
  for (const value of values) {
    try {
      route.duties(step, { ...facts, [name]: value }, on);
      return value;
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
    }
  }
  throw new Error(`nothing fits ${name}`);
}

for (const step of Object.keys(steps)) {
  for (const turned of [false, true]) {
    let facts = {};
    const asked = [];
    for (;;) {
      const parts = route.duties(step, facts, on);
      const [name] = parts.flatMap((one) => one.missing);
      const open = parts.filter((one) => one.holds === null);
      if (name === undefined) {
        const actions = parts.filter((one) => one.section === "actions").map((one) => one.text);
        console.log(JSON.stringify({ step, facts, asked, open: open.length, actions }));
        break;
      }
      if (parts.some((one) => (one.holds === null) !== one.missing.length > 0)) throw new Error("asked of what is known");
      if (open.some((one) => !one.when_open.nl || !one.when_open.en)) throw new Error("no words for what is open");
      const values = valuesOf(types[name]);
      facts = { ...facts, [name]: fitting(step, facts, name, turned ? [...values].reverse() : values) };
      asked.push(name);
    }
  }
}
