/** What comes out for a student: where she goes, why, what else there is, and when time alone changes it. */

import { taskQuestionNow } from "./deciding.mjs";
import { button, element, heading, list } from "./dom.mjs";
import { outcomeOf, responsibleWords } from "./duties.mjs";
import { explanation, reasonsOf } from "./explained.mjs";
import {
  capital,
  dateWords,
  factTitle,
  isEnd,
  linkTo,
  listed,
  partnerName,
  placeName,
  placeOf,
  questionOf,
  sourceWords,
} from "./page.mjs";

/** The answer in one sentence, also for who hears it. */
export function answerWords(page, step, decision) {
  const { outcome, target, possible } = decision;
  if (outcome === "needs_facts") return page.say("said_open", { count: possible.length });
  if (outcome === "stay") return page.say("said_stay", { step: placeName(page, step) });
  if (outcome === "next" || outcome === "end") return page.say(`said_${outcome}`, { target: placeName(page, target) });
  return page.say(`said_${outcome}`);
}

/** The card with the answer. */
export function resultView(page, state, found, act) {
  const { decision } = found;
  if (!decision) return refusedView(page, found.problems, act);
  if (decision.outcome === "needs_facts") return openView(page, state, decision, act);
  if (decision.outcome === "ambiguous" || decision.outcome === "stuck") {
    return card(page, "gap", page.say(`label_${decision.outcome}`), page.say(`said_${decision.outcome}`));
  }
  return decidedView(page, state, found, act);
}

function card(page, kind, eyebrow, title, ...children) {
  return element(
    "section",
    { class: `card result result_${kind}`, "aria-labelledby": "result" },
    element("p", { class: "eyebrow" }, eyebrow),
    heading(3, "result", title),
    children,
  );
}

function decidedView(page, state, found, act) {
  const { outcome, target } = found.decision;
  const place = placeOf(page, target);
  const ahead =
    outcome === "next" &&
    button("go_on", page.say("go_on", { step: placeName(page, target) }), () => act.goOn(target), { class: "primary" });
  return card(
    page,
    outcome,
    page.say(`label_${outcome}`),
    placeName(page, target),
    outcome === "end" && element("p", { class: "lead" }, outcomeOf(page, target)),
    outcome !== "stay" && place.description && element("p", {}, place.description),
    outcome === "next" && responsibleLine(page, target),
    element(
      "p",
      { class: "row" },
      ahead,
      element("a", { class: "link_button", href: linkTo(page, target) }, page.say(aboutWords(page, outcome, target))),
    ),
    whyView(page, state, found.decision),
    laterView(page, found.later),
    taskQuestionNow(page, state, found) === null
      ? null
      : element("p", {}, button("to_tasks", page.say("tasks_ask"), act.toTasks, { class: "quiet" })),
  );
}

function aboutWords(page, outcome, target) {
  if (isEnd(page, target)) return "about_end";
  return outcome === "next" ? "about_next" : "about_step";
}

function responsibleLine(page, target) {
  const who = responsibleWords(page, target);
  return who ? element("p", {}, page.say("there_responsible", { who })) : null;
}

/** Why this comes out, in the words of the engine. */
function whyView(page, state, decision) {
  const explained = explanation(page, state.step, state.facts, state.on);
  const { sources, readings, others, contested } = explained;
  const aside = (one) =>
    element(
      "li",
      { class: "part" },
      one.target ? element("span", { class: "part_main" }, placeName(page, one.target)) : null,
      element("span", { class: "part_rest" }, capital(one.text)),
    );
  return [
    reasonsOf(page, decision, explained).map(({ text, items }) => [element("p", {}, text), list(items)]),
    sources.length
      ? element(
          "p",
          { class: "hint" },
          page.say("said_by", { source: sources.map((one) => sourceWords(page, one)).join("; ") }),
        )
      : null,
    contested.map((one) => element("p", { class: "notice" }, readingText(page, one))),
    readings.length
      ? element(
          "details",
          {},
          element("summary", {}, page.say("readings_count", { count: readings.length })),
          list(readings.map((one) => readingText(page, one))),
        )
      : null,
    others.length
      ? element(
          "details",
          {},
          element("summary", {}, page.say("why_not_others")),
          element("ul", { class: "plain" }, others.map(aside)),
        )
      : null,
  ];
}

/** What hangs on a reading, with the way to all that is said of it. */
const readingText = (page, { text, reading }) => [
  `${text} `,
  Object.hasOwn(page.document.readings, reading)
    ? element("a", { href: `#reference/readings/${reading}` }, page.say("about_reading", { reading }))
    : null,
];

function laterView(page, later) {
  return later ? element("p", { class: "later" }, laterWords(page, later)) : null;
}

/** When time alone changes the answer, or may change it, into what, and why. */
export function laterWords(page, { on, answer, because, decision }) {
  const why = because.length ? ` (${listed(page, because)})` : "";
  const isUnsure = decision.outcome === "needs_facts";
  return page.say(isUnsure ? "later_maybe" : "later", { day: dateWords(page, on), why, answer });
}

function openView(page, state, decision, act) {
  const open = decision.missing.filter((name) => state.unknown.includes(name));
  const isAskedOut = open.length === decision.missing.length;
  return card(
    page,
    "open",
    page.say("label_open"),
    page.say(isAskedOut ? "open_asked_out" : "open_now"),
    element("p", {}, page.say("still_possible")),
    list(decision.possible.map((target) => possibleView(page, state.step, target))),
    isAskedOut ? askAroundView(page, open, act) : null,
    contestedView(page, state),
  );
}

/** That the answer hangs on how the source is read; what else there is to say stands in the questions. */
const contestedView = (page, state) =>
  hangsOnReadings(page, explanation(page, state.step, state.facts, state.on).contested);

/** That something hangs on how the source is read; null when it does not. */
export function hangsOnReadings(page, contested) {
  return contested.length
    ? element(
        "details",
        {},
        element("summary", {}, page.say("hangs_on_reading")),
        list(contested.map((one) => readingText(page, one))),
      )
    : null;
}

function possibleView(page, step, target) {
  if (target === step) return page.say("possible_stay");
  return element(
    "a",
    { href: linkTo(page, target) },
    isEnd(page, target) ? page.say("end_named", { end: placeOf(page, target).title }) : placeName(page, target),
  );
}

function askAroundView(page, open, act) {
  const row = (name) => {
    const who = page.document.facts[name].asked_of.map((one) => partnerName(page, one));
    return element(
      "span",
      {},
      questionOf(page, name),
      who.length ? ` (${page.say("ask_of", { who: listed(page, who, "or") })})` : "",
      " ",
      button(`ask_${name}`, page.say("answer_now"), () => act.ask(name), {
        class: "quiet",
        "aria-label": `${page.say("answer_now")}: ${factTitle(page, name)}`,
      }),
    );
  };
  return [element("h4", {}, page.say("find_out")), list(open.map(row))];
}

const DAYS = /\b\d{4}-\d\d-\d\d\b/g;

/** Why facts cannot be used, in the words of the engine; its days as people write them. */
export const problemWords = (page, problem) =>
  capital(problem.message[page.lang].replace(DAYS, (day) => dateWords(page, day)));

function refusedView(page, problems, act) {
  const names = [...new Set(problems.flatMap((one) => [one.fact, ...(one.facts ?? [])]).filter(Boolean))];
  return card(
    page,
    "refused",
    page.say("label_refused"),
    page.say("refused"),
    list(problems.map((one) => problemWords(page, one))),
    element("p", {}, page.say("refused_change")),
    element(
      "p",
      { class: "row" },
      names.map((name) =>
        button(`mend_${name}`, page.say("change_what", { what: factTitle(page, name) }), () => act.ask(name)),
      ),
    ),
  );
}
