/** What comes out for a student: where she goes, why, what else there is, and when time alone changes it. */

import { button, element, heading, list } from "./dom.mjs";
import { outcomeOf, responsibleWords } from "./duties.mjs";
import { capital, dateWords, factTitle, isEnd, isShort, linkTo, listed, partnerName, placeName, placeOf, questionOf } from "./page.mjs";

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
    element("h4", {}, page.say("why")),
    whyView(page, state.step, found.decision),
    unconfirmedView(page, state.step, found.decision),
    laterView(page, state, found),
    element("p", { class: "row" }, ahead, element("a", { class: "link_button", href: linkTo(page, target) }, page.say("about_place"))),
  );
}

function responsibleLine(page, target) {
  const who = responsibleWords(page, target);
  return who ? element("p", {}, page.say("there_responsible", { who })) : null;
}

/** Why this comes out. */
export function whyWords(page, step, decision) {
  const { transitions } = page.document.steps[step];
  if (decision.transition === null) return [page.say("because_otherwise")];
  const { when } = transitions[decision.transition];
  return [isAlways(page, when) ? page.say("because_always") : page.say("because", { when: when[page.lang] })];
}

const isAlways = (page, when) => when[page.lang] === page.say("always");

function whyView(page, step, decision) {
  const { transitions } = page.document.steps[step];
  const others = transitions
    .map((one, number) => ({ ...one, number, status: decision.statuses[number] }))
    .filter((one) => one.number !== decision.transition && one.to !== decision.target);
  return [
    whyWords(page, step, decision).map((text) => element("p", {}, text)),
    others.length
      ? element(
          "details",
          {},
          element("summary", {}, page.say("why_not_others")),
          element(
            "ul",
            { class: "plain" },
            others.map((one) =>
              element(
                "li",
                { class: "part" },
                element("span", { class: "part_main" }, placeName(page, one.to)),
                element("span", { class: "part_rest" }, page.say(`status_${one.status}`, { when: one.when[page.lang] })),
              ),
            ),
          ),
        )
      : null,
  ];
}

function unconfirmedView(page, step, decision) {
  const taken = decision.transition === null ? page.document.steps[step] : page.document.steps[step].transitions[decision.transition];
  const open = taken.readings.filter((name) => page.document.readings[name]?.to_confirm);
  if (!open.length) return null;
  return element(
    "div",
    { class: "notice" },
    element("p", {}, page.say("unconfirmed")),
    list(open.map((name) => element("span", {}, element("a", { href: `#reference/readings/${name}` }, name), ` ${page.document.readings[name].chosen}`))),
  );
}

function laterView(page, state, found) {
  const text = laterWords(page, state, found);
  return text ? element("p", { class: "later" }, text) : null;
}

/** When time alone changes the answer, in words; null when it never does. */
export function laterWords(page, state, found) {
  if (!found.later) return null;
  const day = dateWords(page, found.later.on);
  // What was counted up to today, such as an age, is another number by then.
  const isCounted = Object.keys(state.facts).some((name) => page.document.facts[name].read_off);
  if (isCounted) return page.say("later_open", { day });
  const words = answerWords(page, state.step, found.later.decision);
  return page.say("later", { day, what: words.charAt(0).toLowerCase() + words.slice(1) });
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
  );
}

function possibleView(page, step, target) {
  if (target === step) return page.say("possible_stay");
  return element("a", { href: linkTo(page, target) }, isEnd(page, target) ? page.say("end_named", { end: placeOf(page, target).title }) : placeName(page, target));
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
      button(`ask_${name}`, page.say("answer_now"), () => act.ask(name), { class: "quiet", "aria-label": `${page.say("answer_now")}: ${factTitle(page, name)}` }),
    );
  };
  return [element("h4", {}, page.say("find_out")), list(open.map(row))];
}

/** Why facts cannot be used, in words. */
export function problemWords(page, problem) {
  if (problem.kind !== "conflict") return page.say(`refused_${problem.kind}`, { what: factTitle(page, problem.fact) });
  if (problem.because?.length) return problem.because.map(capital).join(" ");
  return page.say("refused_together", { what: listed(page, (problem.facts ?? []).map((name) => factTitle(page, name))) });
}

function refusedView(page, problems, act) {
  const names = [...new Set(problems.flatMap((one) => [one.fact, ...(one.facts ?? [])]).filter(Boolean))];
  return card(
    page,
    "refused",
    page.say("label_refused"),
    page.say("refused"),
    list(problems.map((one) => problemWords(page, one))),
    element("p", {}, page.say("refused_change")),
    element("p", { class: "row" }, names.map((name) => button(`mend_${name}`, page.say("change_what", { what: factTitle(page, name) }), () => act.ask(name)))),
  );
}

/** The name of the place where a student is, with the number that people use. */
export const stepLabel = (page, step) => (isShort(step) ? page.say("step_numbered", { id: step }) : page.say("step"));
