/** What is known as a text to paste somewhere, and as a file that `routekaart decide --facts` reads. */

import { partWords } from "./duties.mjs";
import { capital, dateWords, factTitle, placeName, valueWords } from "./page.mjs";
import { answerWords, laterWords, problemWords, whyWords } from "./result.mjs";

/** What stands on the page about this student, as plain text. */
export function asText(page, state, found) {
  const { route } = page.document;
  const lines = [
    `${route.title} (${page.say("version", { version: route.version })})`,
    page.say("looking_on", { day: dateWords(page, state.on) }),
    "",
    ...section(page.say("way"), state.way.map((visit) => placeName(page, visit.step))),
    `${page.say("now_in_step")}: ${placeName(page, state.step)}`,
    "",
    ...section(page.say("known"), [
      ...Object.entries(state.facts).map(([name, value]) => `${capital(factTitle(page, name))}: ${valueWords(page, name, value)}`),
      ...state.unknown.map((name) => `${capital(factTitle(page, name))}: ${page.say("not_known")}`),
    ]),
    ...answerLines(page, state, found),
    ...section(page.say("tasks_here"), found.duties.map((part) => dutyLine(page, state.step, part))),
    page.say("no_rights"),
  ];
  return `${lines.join("\n").trim()}\n`;
}

function answerLines(page, state, { decision, problems, later }) {
  if (!decision) return [page.say("refused"), ...problems.map((one) => problemWords(page, one)), ""];
  const isDecided = decision.target !== null;
  return [
    answerWords(page, state.step, decision),
    ...(isDecided ? whyWords(page, state.step, decision) : section(page.say("still_possible"), decision.possible.map((id) => placeName(page, id)))),
    ...(later ? [laterWords(page, state, { later })] : []),
    "",
  ];
}

function dutyLine(page, step, part) {
  const [main, rest] = partWords(page, step, part);
  const perhaps = part.holds === null && part.when ? [page.say("perhaps_if", { when: part.when[page.lang] })] : [];
  return `${page.say(`one_${part.section}`)}: ${[main, ...rest, ...perhaps].join("; ")}`;
}

const section = (title, lines) => (lines.length ? [`${title}:`, ...lines.map((line) => `- ${line}`), ""] : []);

/** The facts as JSON. */
export const asJson = (state) => `${JSON.stringify(state.facts, null, 2)}\n`;

/** Gives somebody a file, which the browser saves where it always does. */
export function give(name, text, type) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** Puts a text on the clipboard; false where the browser does not let a page do that. */
export async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
