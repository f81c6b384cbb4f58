/** "Where does this student go?": the step, what is known, the question of now, and what comes out. */

import { decided, questionNow, questionsLater } from "./deciding.mjs";
import { button, element, heading, list } from "./dom.mjs";
import { dutiesView } from "./duties.mjs";
import { capital, dateWords, factTitle, isServed, linkTo, placeName, placeOf, valueWords } from "./page.mjs";
import { dayField, dayForm, questionView } from "./question.mjs";
import { resultView } from "./result.mjs";

/** @param {import("./state.mjs").State} state */
export function studentView(page, state, act) {
  if (state.step === null) return beginView(page, state, act);
  const found = decided(page, state.step, state.facts, state.on);
  const asked = questionNow(state, found);
  return [
    wayView(page, state, act),
    hereView(page, state, act),
    knownView(page, state, found, act),
    found.decision === null && asked === null ? resultView(page, state, found, act) : null,
    asked === null ? null : questionView(page, asked, state.facts[asked], act, state.editing !== null),
    found.decision === null
      ? asked === null
        ? null
        : resultView(page, state, found, act)
      : resultView(page, state, found, act),
    laterQuestions(page, state, found, act),
    tasksView(page, state, found),
    savingView(page, act),
  ];
}

function beginView(page, state, act) {
  const select = element(
    "select",
    { id: "step", "aria-describedby": "wrong" },
    element("option", { value: "" }, page.say("choose_step")),
    phases(page).map(([phase, ids]) => {
      const options = ids.map((id) => element("option", { value: id }, placeName(page, id)));
      return phase === null ? options : element("optgroup", { label: page.document.phases[phase] }, options);
    }),
  );
  const wrong = element("p", { class: "wrong", id: "wrong", role: "alert" });
  const submit = (event) => {
    event.preventDefault();
    const on = event.target.querySelector("#on").value;
    if (select.value && isServed(page, on)) return act.begin(select.value, on);
    wrong.textContent = page.say(select.value ? "not_served" : "step_needed");
    (select.value ? event.target.querySelector("#on") : select).focus();
    return undefined;
  };
  return [
    heading(2, "title", page.say("student_title")),
    element("p", { class: "lead" }, page.say("student_lead")),
    element(
      "form",
      { class: "card form", novalidate: true, onsubmit: submit },
      element("div", { class: "field" }, element("label", { for: "step" }, page.say("which_step")), select),
      dayField(page, state.on),
      wrong,
      element("button", { type: "submit", id: "begin", class: "primary" }, page.say("begin")),
    ),
    element("p", { class: "hint privacy" }, page.say("privacy")),
  ];
}

/** The steps by phase, in the order of the route. */
export function phases(page) {
  const found = new Map();
  for (const [id, step] of Object.entries(page.document.steps)) {
    if (!found.has(step.phase)) found.set(step.phase, []);
    found.get(step.phase).push(id);
  }
  return [...found];
}

function wayView(page, state, act) {
  if (!state.way.length) return null;
  const items = state.way.map((visit, place) =>
    element(
      "li",
      {},
      button(`back_${place}`, placeName(page, visit.step), () => act.goBack(place), {
        class: "quiet",
        "aria-label": page.say("back_to", { step: placeName(page, visit.step) }),
      }),
    ),
  );
  return element(
    "nav",
    { class: "way", "aria-label": page.say("way") },
    element("ol", {}, items, element("li", { "aria-current": "step" }, placeName(page, state.step))),
  );
}

function hereView(page, state, act) {
  const step = placeOf(page, state.step);
  return element(
    "div",
    { class: "here" },
    element("p", { class: "eyebrow" }, page.say("now_in_step")),
    heading(2, "title", placeName(page, state.step)),
    step.description ? element("p", { class: "lead" }, step.description) : null,
    element(
      "p",
      { class: "quiet_row" },
      element("a", { href: linkTo(page, state.step) }, page.say("about_step")),
      button("other_step", page.say("other_step"), act.restart, { class: "quiet" }),
    ),
    element(
      "details",
      { class: "day", id: "day_details" },
      element("summary", {}, page.say("looking_on", { day: dateWords(page, state.on) })),
      dayForm(page, state.on, act),
    ),
  );
}

/** What was told: what this step looks at first, and the rest after it. */
function knownView(page, state, found, act) {
  const used = usedIn(page, state.step);
  const names = [...Object.keys(state.facts), ...state.unknown].filter((name) => name !== state.editing);
  if (!names.length) return null;
  const [here, elsewhere] = [names.filter((name) => used.has(name)), names.filter((name) => !used.has(name))];
  return element(
    "section",
    { class: "known", "aria-labelledby": "known" },
    heading(3, "known", page.say("known")),
    here.length
      ? element(
          "dl",
          { class: "answers" },
          here.map((name) => answerRow(page, state, name, act)),
        )
      : null,
    elsewhere.length
      ? element(
          "details",
          {},
          element("summary", {}, page.say("known_elsewhere", { count: elsewhere.length })),
          element(
            "dl",
            { class: "answers" },
            elsewhere.map((name) => answerRow(page, state, name, act)),
          ),
        )
      : null,
  );
}

/** The facts that a step looks at, and those that are read off the same dates. */
export function usedIn(page, id) {
  const { functions, facts, steps } = page.document;
  const step = steps[id];
  const numbers = [step.function, ...step.parts.map((part) => part.function).filter((one) => one !== null)];
  const roots = new Set(numbers.flatMap((number) => functions[number].axes.map((axis) => axis.fact)));
  const counted = Object.keys(facts).filter((name) => roots.has(facts[name].read_off?.date));
  return new Set([...roots, ...counted]);
}

function answerRow(page, state, name, act) {
  const isKnown = Object.hasOwn(state.facts, name);
  const title = factTitle(page, name);
  return element(
    "div",
    {},
    element("dt", {}, capital(title)),
    element("dd", {}, isKnown ? valueWords(page, name, state.facts[name]) : page.say("not_known")),
    element(
      "dd",
      { class: "answer_tools" },
      button(`change_${name}`, page.say("change"), () => act.ask(name), {
        class: "quiet",
        "aria-label": page.say("change_what", { what: title }),
      }),
      button(`remove_${name}`, page.say("remove"), () => act.takeBack(name), {
        class: "quiet",
        "aria-label": page.say("remove_what", { what: title }),
      }),
    ),
  );
}

function laterQuestions(page, state, found, act) {
  const names = questionsLater(state, found);
  if (!names.length) return null;
  return element(
    "details",
    { class: "later_questions" },
    element("summary", {}, page.say(names.length === 1 ? "perhaps_one_more" : "perhaps_more", { count: names.length })),
    list(
      names.map((name) =>
        button(`ask_${name}`, capital(factTitle(page, name)), () => act.ask(name), { class: "quiet" }),
      ),
    ),
  );
}

function tasksView(page, state, found) {
  const views = dutiesView(page, state.step, found.duties, 4).filter(Boolean);
  if (!found.decision || !views.length) return null;
  return element(
    "section",
    { class: "card tasks", "aria-labelledby": "tasks" },
    heading(3, "tasks", page.say("tasks_here")),
    element("p", { class: "hint" }, page.say("tasks_hint", { step: placeName(page, state.step) })),
    views,
  );
}

function savingView(page, act) {
  return element(
    "section",
    { class: "saving", "aria-labelledby": "saving" },
    heading(3, "saving", page.say("saving")),
    element(
      "p",
      { class: "row" },
      button("copy", page.say("copy"), act.copy),
      button("print", page.say("print_student"), act.print),
      button("download", page.say("download"), act.download),
      button("new_student", page.say("new_student"), act.newStudent),
    ),
    element("p", { class: "hint" }, page.say("privacy")),
  );
}

/** Which places of the map stand out for this student. */
export function placesOf(page, state) {
  if (state.step === null) return { here: null, next: [], passed: [] };
  const { decision } = decided(page, state.step, state.facts, state.on);
  const next = decision ? decision.possible.filter((id) => id !== state.step) : [];
  return {
    here: state.step,
    next,
    decided: decision?.target ?? null,
    passed: state.way.map((visit) => visit.step),
  };
}
