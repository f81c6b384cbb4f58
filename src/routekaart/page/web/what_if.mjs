/** "What if": what is known beside the same with one answer changed, and what differs. */

import { decided } from "./deciding.mjs";
import { element, fill, heading, list } from "./dom.mjs";
import { partWords } from "./duties.mjs";
import { capital, factTitle, placeName, valueWords } from "./page.mjs";
import { answerWords, laterWords, problemWords, whyWords } from "./result.mjs";
import { usedIn } from "./student.mjs";

/** @param {import("./state.mjs").State} state */
export function whatIfView(page, state, act) {
  const top = [heading(2, "title", page.say("what_if_title")), element("p", { class: "lead" }, page.say("what_if_lead"))];
  if (state.step === null) {
    return [...top, element("p", { class: "notice" }, page.say("what_if_no_student")), element("p", {}, element("a", { class: "link_button", href: "#student" }, page.say("to_student")))];
  }
  return [...top, chooseView(page, state, act), state.other ? besideView(page, state) : null];
}

/** Facts that can be changed, with the answers that each can have. */
function chooseView(page, state, act) {
  const names = [...usedIn(page, state.step)].filter((name) => canBeChanged(page.document.facts[name]));
  const fact = element("select", { id: "other_fact" }, element("option", { value: "" }, page.say("what_if_choose")));
  fact.append(...names.map((name) => element("option", { value: name, selected: state.other?.name === name }, capital(factTitle(page, name)))));
  const value = element("div", { class: "field" });
  const drawValue = () => fill(value, fact.value ? valueField(page, fact.value, state.other?.name === fact.value ? state.other.value : undefined) : null);
  fact.addEventListener("change", drawValue);
  drawValue();
  const submit = (event) => {
    event.preventDefault();
    const given = value.querySelector("#other_value");
    if (given) act.whatIf({ name: fact.value, value: given.value.trim().replace(",", ".") || null });
  };
  return element(
    "form",
    { class: "card form", novalidate: true, onsubmit: submit },
    element("p", { class: "hint" }, placeName(page, state.step)),
    element("div", { class: "field" }, element("label", { for: "other_fact" }, page.say("what_if_fact")), fact),
    value,
    element("button", { type: "submit", id: "what_if", class: "primary" }, page.say("what_if_look")),
  );
}

/** What follows from others cannot be changed; nor can a date, of which a count can. */
const canBeChanged = (fact) => !fact.follows && fact.question !== null && (fact.type !== "date" || !fact.read_off);

function valueField(page, name, chosen) {
  const fact = page.document.facts[name];
  const options = { yes_no: ["ja", "nee"], choice: fact.options.map((one) => one.id) }[fact.type];
  const label = element("label", { for: "other_value" }, page.say("what_if_instead"));
  if (options) {
    const option = (value, words) => element("option", { value, selected: value === (chosen ?? "") }, words);
    return [label, element("select", { id: "other_value" }, options.map((one) => option(one, valueWords(page, name, one))), option("", page.say("not_known")))];
  }
  const isDate = fact.type === "date";
  return [label, element("input", { id: "other_value", type: isDate ? "date" : "text", inputmode: isDate ? null : "decimal", value: chosen ?? null })];
}

/** The facts with one of them otherwise: what is counted from the same date gives way to it. */
export function changedFacts(page, facts, { name, value }) {
  const root = (one) => page.document.facts[one].read_off?.date ?? one;
  const kept = Object.entries(facts).filter(([one]) => root(one) !== root(name));
  return Object.fromEntries(value === null ? kept : [...kept, [name, value]]);
}

function besideView(page, state) {
  const facts = changedFacts(page, state.facts, state.other);
  const before = decided(page, state.step, state.facts, state.on);
  const after = decided(page, state.step, facts, state.on);
  const { name, value } = state.other;
  const words = (known) => `${capital(factTitle(page, name))}: ${known === undefined || known === null ? page.say("not_known") : valueWords(page, name, known)}`;
  const sides = [
    sideView(page, "now", words(state.facts[name]), state, before, after, "goes_away"),
    sideView(page, "then", words(value), { ...state, facts }, after, before, "comes_in"),
  ];
  return element("div", { class: "beside", id: "beside", tabindex: "-1" }, sides);
}

/** One of the two columns; what the other one has not is marked, in words too. */
function sideView(page, title, given, state, found, other, mark) {
  const answer = answerOf(page, state.step, found);
  const differs = answer !== answerOf(page, state.step, other);
  const there = dutyLines(page, state.step, other);
  return element(
    "section",
    { class: differs ? "card side side_differs" : "card side", "aria-labelledby": `side_${title}` },
    element("h3", { id: `side_${title}` }, page.say(title)),
    element("p", { class: "hint" }, given),
    element("p", { class: "side_answer" }, answer, " ", differs && title === "then" ? element("span", { class: "tag" }, page.say("differs")) : null),
    !differs && title === "then" ? element("p", {}, page.say("same_answer")) : null,
    whyOf(page, state, found),
    element("h4", {}, page.say("tasks_here")),
    list(dutyLines(page, state.step, found).map((line) => lineView(page, line, there.includes(line) ? null : mark)), { class: "plain" }),
  );
}

function answerOf(page, step, { decision, problems }) {
  if (!decision) return problems.map((one) => problemWords(page, one)).join(" ");
  const open = decision.outcome === "needs_facts" ? ` ${page.say("still_possible")}: ${decision.possible.map((id) => placeName(page, id)).join("; ")}.` : "";
  return answerWords(page, step, decision) + open;
}

function whyOf(page, state, found) {
  if (!found.decision || found.decision.target === null) return null;
  const later = laterWords(page, state, found);
  return [whyWords(page, state.step, found.decision).map((text) => element("p", {}, text)), later ? element("p", { class: "later" }, later) : null];
}

const lineView = (page, line, mark) =>
  element("span", { class: mark ? "changed" : null }, mark ? element("strong", {}, `${page.say(mark)}: `) : null, line);

const dutyLines = (page, step, { duties }) =>
  duties.map((part) => {
    const [main, rest] = partWords(page, step, part);
    const perhaps = part.holds === null && part.when ? [page.say("perhaps_if", { when: part.when[page.lang] })] : [];
    return `${page.say(`one_${part.section}`)}: ${[main, ...rest, ...perhaps].join("; ")}`;
  });
