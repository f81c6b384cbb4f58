/** What is known as a text to paste somewhere, and as a file that `routekaart decide --facts` reads. */

import { decided } from "./deciding.mjs";
import { contestedWords, dutyLine, tasksLaterIn } from "./duties.mjs";
import { explanation, reasonsOf } from "./explained.mjs";
import { capital, dateWords, factTitle, placeName, questionOf, sourceWords, valueWords } from "./page.mjs";
import { readingsTaken } from "./readings.mjs";
import { answerWords, laterWords, problemWords } from "./result.mjs";
import { knownNames } from "./student.mjs";

/** What stands on the page about this student, as plain text. */
export function asText(page, state) {
  const { route } = page.document;
  const { decision, problems, duties, contestedDuties, later, tasksLater } = decided(page, state.step, state.facts, state.on);
  const explained = decision ? decisionLines(page, state, decision) : problems.map((one) => problemWords(page, one));
  const lines = [
    `${route.title} (${page.say("version", { version: route.version })})`,
    page.say("looking_on", { day: dateWords(page, state.on) }),
    ...readingLines(page, state),
    "",
    ...section(
      page.say("way"),
      state.way.map((visit) => placeName(page, visit.step)),
    ),
    `${page.say("now_in_step")}: ${placeName(page, state.step)}`,
    "",
    ...section(page.say("known"), knownLines(page, state)),
    ...explained,
    ...(later ? [laterWords(page, later)] : []),
    "",
    ...section(
      page.say("tasks_here"),
      duties.map((part) => dutyLine(page, state.step, part)),
    ),
    ...tasksLaterLines(page, state.step, duties, tasksLater),
    ...contestedWords(page, contestedDuties).map((one) => one.text),
    page.say("no_rights"),
  ];
  return `${lines.join("\n").trim()}\n`;
}

/** When time alone changes who does what. */
function tasksLaterLines(page, step, duties, tasksLater) {
  if (tasksLater === null) return [];
  const { text, lines } = tasksLaterIn(page, step, duties, tasksLater);
  return section(
    text,
    lines.map(({ line, mark }) => `${line} (${page.say(mark)})`),
  );
}

/** The decision with its reasons, and what is still to be asked. */
function decisionLines(page, state, decision) {
  const explained = explanation(page, state.step, state.facts, state.on);
  const { sources, readings, others, contested } = explained;
  const other = ({ target, text }) => (target ? `${placeName(page, target)}: ${text}` : text);
  const places = sources.map((one) => sourceWords(page, one));
  return [
    answerWords(page, state.step, decision),
    ...reasonsOf(page, decision, explained).flatMap(({ text, items }) => [text, ...items.map((one) => `- ${one}`)]),
    ...(places.length ? [page.say("said_by", { source: places.join("; ") })] : []),
    ...[...readings, ...contested].map((one) => one.text),
    "",
    ...section(page.say("why_not_others"), others.map(other)),
    ...section(
      page.say("find_out"),
      decision.missing.map((name) => questionOf(page, name)),
    ),
  ];
}

function knownLines(page, state) {
  const words = (name) =>
    Object.hasOwn(state.facts, name) ? valueWords(page, name, state.facts[name]) : page.say("not_known");
  return knownNames(state).map((name) => `${capital(factTitle(page, name))}: ${words(name)}`);
}

/** That the sources are read otherwise than the route does. */
const readingLines = (page, state) => readingsTaken(page, state).map((one) => `${page.say("other_reading")}: ${one}`);

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
