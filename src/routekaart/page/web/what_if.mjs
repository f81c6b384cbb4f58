/** "What if": what is known beside the same with one answer changed, and what differs. */

import { decided } from "./deciding.mjs";
import { button, element, fill, heading, list, pairs } from "./dom.mjs";
import { dutyLine, markedLine } from "./duties.mjs";
import { explanation, reasonsOf } from "./explained.mjs";
import { amountWords, brief, capital, factTitle, pageUnder, placeName, valueWords } from "./page.mjs";
import { numberIn } from "./question.mjs";
import { answerWords, laterWords, problemWords } from "./result.mjs";
import { usedIn } from "./student.mjs";

/** @param {import("./state.mjs").State} state */
export function whatIfView(page, state, act) {
  const top = [
    heading(2, "title", page.say("what_if_title")),
    element("p", { class: "lead" }, page.say("what_if_lead")),
  ];
  if (state.step === null) {
    return [
      ...top,
      element("p", { class: "notice" }, page.say("what_if_no_student")),
      element("p", {}, element("a", { class: "link_button", href: "#student" }, page.say("to_student"))),
    ];
  }
  return [...top, chooseView(page, state, act), state.other ? besideView(page, state) : null];
}

/** The facts and the readings that can be changed, with what each can become. */
function chooseView(page, state, act) {
  const facts = [...usedIn(page, state.step)].filter((name) => canBeChanged(page.document.facts[name]));
  const readings = page.document.alternatives.filter((one) => one.steps === null || one.steps.includes(state.step));
  const option = (value, words) => element("option", { value, selected: value === keyOf(state.other) }, words);
  const what = element(
    "select",
    { id: "other" },
    element("option", { value: "" }, page.say("what_if_choose")),
    element(
      "optgroup",
      { label: page.say("ref_facts") },
      facts.map((name) => option(`fact ${name}`, capital(factTitle(page, name)))),
    ),
    [...new Set(readings.map((one) => one.reading))].map((reading) =>
      element(
        "optgroup",
        { label: brief(page.document.readings[reading].problem, 60) },
        readings
          .filter((one) => one.reading === reading)
          .map((one) => option(keyOf(one), `${brief(one.text, 60)} (${reading})`)),
      ),
    ),
  );
  // What is below is about another change.
  const forgetBefore = () => document.getElementById("beside")?.remove();
  const value = element("div", { class: "field" });
  const wrong = element("p", { class: "wrong", id: "wrong", role: "alert" });
  const drawValue = () => {
    const [kind, name] = what.value.split(" ");
    const chosen = kind === "fact" && state.other?.name === name ? state.other.value : undefined;
    fill(value, kind === "fact" ? valueField(page, name, chosen, act) : null, kind ? aboutReading(page, name) : null);
    wrong.textContent = "";
  };
  what.addEventListener("change", () => {
    forgetBefore();
    drawValue();
  });
  drawValue();
  const submit = (event) => {
    event.preventDefault();
    const [kind, name, alternative] = what.value.split(" ");
    if (kind === "reading") act.whatIf({ reading: name, alternative });
    if (kind !== "fact") return;
    const field = value.querySelector("#other_value");
    const { value: given, message } = otherValue(page, page.document.facts[name], field);
    const problems = given === undefined ? [message] : given === null ? [] : act.problems(name, given);
    if (!problems.length) return act.whatIf({ name, value: given });
    forgetBefore();
    fill(wrong, problems.join(" "));
    field.setAttribute("aria-invalid", "true");
    field.focus();
  };
  return element(
    "form",
    { class: "card form", novalidate: true, onsubmit: submit },
    element("p", { class: "hint" }, placeName(page, state.step)),
    element("div", { class: "field" }, element("label", { for: "other" }, page.say("what_if_fact")), what),
    value,
    wrong,
    element("button", { type: "submit", id: "what_if", class: "primary" }, page.say("what_if_look")),
  );
}

const keyOf = (other) =>
  other?.reading ? `reading ${other.reading} ${other.alternative}` : other ? `fact ${other.name}` : "";

/** What follows from others cannot be changed; nor can a date, of which a count can. */
const canBeChanged = (fact) => !fact.follows && fact.question !== null && (fact.type !== "date" || !fact.read_off);

/** What a reading is about, and how it is read now. */
function aboutReading(page, name) {
  const reading = Object.hasOwn(page.document.readings, name) ? page.document.readings[name] : null;
  if (reading === null) return null;
  return element(
    "div",
    { class: "about_reading" },
    pairs([
      [page.say("problem_is"), reading.problem],
      [page.say("chosen_is"), reading.chosen],
    ]),
    element(
      "p",
      {},
      element("a", { href: `#reference/readings/${name}` }, page.say("about_reading", { reading: name })),
    ),
  );
}

function valueField(page, name, chosen, act) {
  const fact = page.document.facts[name];
  const options = { yes_no: ["ja", "nee"], choice: fact.options.map((one) => one.id) }[fact.type];
  const unit = fact.unit ? ` (${amountWords(page, "", fact.unit).trim()})` : "";
  const label = element("label", { for: "other_value" }, page.say("what_if_instead") + unit);
  if (options) {
    const option = (value, words) => element("option", { value, selected: value === (chosen ?? "") }, words);
    return [
      label,
      element(
        "select",
        { id: "other_value" },
        options.map((one) => option(one, valueWords(page, name, one))),
        option("", page.say("not_known")),
      ),
    ];
  }
  const isDate = fact.type === "date";
  return [
    label,
    element("input", {
      id: "other_value",
      type: isDate ? "date" : "text",
      inputmode: isDate ? null : "decimal",
      "aria-describedby": "wrong",
      value: chosen ?? null,
    }),
    button("other_not_known", page.say("not_known"), () => act.whatIf({ name, value: null }), {
      class: "choice_quiet",
    }),
  ];
}

/** What was chosen or typed (null for "not known"), or why it cannot be taken. */
function otherValue(page, fact, field) {
  const text = field.value.trim();
  if (field.tagName === "SELECT") return { value: text || null };
  if (!text) return { message: page.say("fill_in") };
  return fact.type === "number" ? numberIn(page, fact, text) : { value: text };
}

/** The facts with one of them otherwise: what is counted from the same date gives way to it. */
function changedFacts(page, facts, { name, value }) {
  const root = (one) => page.document.facts[one].read_off?.date ?? one;
  const kept = Object.entries(facts).filter(([one]) => root(one) !== root(name));
  return Object.fromEntries(value === null ? kept : [...kept, [name, value]]);
}

/** One of the two columns before it is drawn: under which reading, with which facts, and what comes out. */
const side = (page, state, facts, given) => ({
  page,
  given,
  state: { ...state, facts },
  found: decided(page, state.step, facts, state.on),
});

function besideView(page, state) {
  const [now, then] = state.other.reading ? readingSides(page, state) : factSides(page, state);
  return element(
    "div",
    { class: "beside", id: "beside", tabindex: "-1" },
    sideView("now", now, then, "goes_away"),
    sideView("then", then, now, "comes_in"),
  );
}

function factSides(page, state) {
  const { name, value } = state.other;
  const words = (one, known) =>
    `${capital(factTitle(page, one))}: ${known ? valueWords(page, one, known) : page.say("not_known")}`;
  const changed = changedFacts(page, state.facts, state.other);
  // What is known of the same date in another way, such as a date of birth where an age is changed.
  const dropped = Object.keys(state.facts).filter((one) => one !== name && !Object.hasOwn(changed, one));
  const instead = dropped.map((one) => page.say("in_place_of", { what: factTitle(page, one) }));
  const isKnown = Object.hasOwn(state.facts, name) || !dropped.length;
  const now = [...(isKnown ? [name] : []), ...dropped].map((one) => words(one, state.facts[one]));
  return [
    side(page, state, state.facts, now.join(". ")),
    side(page, state, changed, [words(name, value), ...instead].join(" ")),
  ];
}

function readingSides(page, state) {
  const { reading, alternative } = state.other;
  const { text } = page.document.alternatives.find((one) => one.reading === reading && one.alternative === alternative);
  const other = pageUnder(page.written, Object.freeze({ ...state.readings, [reading]: alternative }));
  return [
    side(page, state, state.facts, `${reading}: ${page.document.readings[reading].chosen}`),
    side(other, state, state.facts, `${reading}: ${text}`),
  ];
}

/** A column; what the other one has not is marked, in words too. */
function sideView(title, { page, given, state, found }, other, mark) {
  const answer = answerOf(page, state.step, found);
  const isRefused = !found.decision || !other.found.decision;
  const differs = answer !== answerOf(other.page, state.step, other.found);
  const there = dutyLines(other.page, state.step, other.found);
  return element(
    "section",
    { class: differs ? "card side side_differs" : "card side", "aria-labelledby": `side_${title}` },
    element("h3", { id: `side_${title}` }, page.say(title)),
    element("p", { class: "hint" }, given),
    element(
      "p",
      { class: "side_answer" },
      answer,
      " ",
      differs && !isRefused && title === "then" ? element("span", { class: "tag" }, page.say("differs")) : null,
    ),
    !differs && title === "then" ? element("p", {}, page.say("same_answer")) : null,
    whyOf(page, state, found),
    found.decision ? element("h4", {}, page.say("tasks_in", { step: placeName(page, state.step) })) : null,
    list(
      dutyLines(page, state.step, found).map((line) =>
        markedLine(page, line, isRefused || there.includes(line) ? null : mark),
      ),
      { class: "plain" },
    ),
  );
}

function answerOf(page, step, { decision, problems }) {
  if (!decision) return [page.say("cannot_be"), ...problems.map((one) => problemWords(page, one))].join(" ");
  const open =
    decision.outcome === "needs_facts"
      ? ` ${page.say("still_possible")}: ${decision.possible.map((id) => placeName(page, id)).join("; ")}.`
      : "";
  return answerWords(page, step, decision) + open;
}

function whyOf(page, state, found) {
  if (!found.decision || found.decision.target === null) return null;
  const why = reasonsOf(page, found.decision, explanation(page, state.step, state.facts, state.on));
  const later = found.later && laterWords(page, found.later);
  return [
    why.map(({ text, items }) => [element("p", {}, text), list(items)]),
    later ? element("p", { class: "later" }, later) : null,
  ];
}

const dutyLines = (page, step, { duties }) => duties.map((part) => dutyLine(page, step, part));
