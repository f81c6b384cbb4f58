/** "Where does this student go?": the step, what is known, the question of now, and what comes out. */

import { decided, questionNow, questionsLater, questionsOfTasks, taskQuestionNow } from "./deciding.mjs";
import { button, element, fill, heading, list } from "./dom.mjs";
import { contestedWords, dutiesView, markedLine, tasksLaterIn } from "./duties.mjs";
import { capital, dateWords, factTitle, isServed, linkTo, phases, placeName, placeOf, valueWords } from "./page.mjs";
import { dayField, dayForm, questionView } from "./question.mjs";
import { factsIn } from "./opening.mjs";
import { hangsOnReadings, resultView } from "./result.mjs";
import { sheetTop } from "./sheet.mjs";
import { isTold } from "./state.mjs";

/** @param {import("./state.mjs").State} state */
export function studentView(page, state, act) {
  if (state.step === null) return beginView(page, state, act);
  const found = decided(page, state.step, state.facts, state.on);
  const asked = questionNow(state, found);
  return [
    sheetTop(page, page.say("no_rights_short"), "print_only"),
    wayView(page, state, act),
    beforeView(page, state, act),
    hereView(page, state, act),
    asked === null ? null : questionView(page, asked, state.facts[asked], act, state.editing !== null),
    resultView(page, state, found, act),
    laterQuestions(page, questionsLater(state, found), act),
    knownView(page, state, found, act),
    tasksView(page, state, found, act),
    savingView(page, state, act),
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
  const isKnown = isTold(state);
  return [
    heading(2, "title", page.say("student_title")),
    element("p", { class: "lead" }, page.say("student_lead")),
    isKnown ? knownAlready(page, state, act) : null,
    element(
      "form",
      { class: "card form", novalidate: true, onsubmit: submit },
      element("div", { class: "field" }, element("label", { for: "step" }, page.say("which_step")), select),
      dayField(page, state.on),
      wrong,
      element("button", { type: "submit", id: "begin", class: "primary" }, page.say("begin")),
    ),
    isKnown ? null : openView(page, act),
    element("p", { class: "hint privacy" }, page.say("privacy")),
  ];
}

/** That answers stay when another step is chosen, and how they go. */
function knownAlready(page, state, act) {
  const count = knownNames(state).length;
  return element(
    "div",
    { class: "notice" },
    element("p", {}, page.say(count === 1 ? "answer_stays" : "answers_stay", { count })),
    element("p", {}, button("new_student", page.say("new_student"), act.newStudent)),
  );
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

/** Who went back in the way can return to where she was. */
function beforeView(page, state, act) {
  if (state.before === null) return null;
  const step = placeName(page, state.before.step);
  return element(
    "p",
    { class: "quiet_row no_print" },
    page.say("went_back"),
    button("go_forward", page.say("go_forward", { step }), act.goForward, { class: "quiet" }),
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
  const names = knownNames(state).filter((name) => name !== state.editing);
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

/** What was answered, each once: what is known in part can be asked out too. */
export const knownNames = (state) => [...new Set([...Object.keys(state.facts), ...state.unknown])];

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
    element(
      "dd",
      {},
      isKnown ? valueWords(page, name, state.facts[name]) : page.say("not_known"),
      isAhead(page, state, name) ? element("span", { class: "aside" }, page.say("is_ahead")) : null,
    ),
    element(
      "dd",
      { class: "answer_tools" },
      button(`change_${name}`, page.say("change"), () => act.ask(name), {
        class: "quiet",
        "aria-label": page.say("change_what", { what: title }),
      }),
    ),
  );
}

/** Whether a date from which time is counted lies after the day that is looked at. */
function isAhead(page, state, name) {
  const value = state.facts[name] ?? "";
  const counts = Object.values(page.document.facts).some((fact) => fact.read_off?.date === name);
  return counts && value.split("/")[0] > state.on;
}

function laterQuestions(page, names, act) {
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

function tasksView(page, state, found, act) {
  const asked = taskQuestionNow(page, state, found);
  const rest = questionsOfTasks(page, state, found).filter((name) => name !== asked);
  const tool = (part) =>
    answerTool(
      page,
      part.missing.find((name) => name !== asked),
      found.duties.indexOf(part),
      act,
    );
  const isNext = questionNow(state, found) === null;
  const views = dutiesView(page, state.step, found.duties, 4, isNext ? tool : null).filter(Boolean);
  if (!found.decision || !views.length) return null;
  return element(
    "section",
    { class: "card tasks", "aria-labelledby": "tasks" },
    heading(3, "tasks", page.say("tasks_here")),
    element("p", { class: "hint" }, page.say("tasks_hint", { step: placeName(page, state.step) })),
    isNext || found.duties.every((part) => part.holds)
      ? null
      : element("p", { class: "hint" }, page.say("tasks_after")),
    asked === null ? null : taskQuestion(page, state, asked, act),
    laterQuestions(page, rest, act),
    views,
    isNext ? tasksLaterView(page, state.step, found) : null,
    hangsOnReadings(page, contestedWords(page, found.contestedDuties)),
  );
}

/** When time alone changes who does what, with what comes and what falls away. */
function tasksLaterView(page, step, { duties, tasksLater }) {
  if (tasksLater === null) return null;
  const { text, lines } = tasksLaterIn(page, step, duties, tasksLater);
  return element(
    "details",
    { class: "tasks_later" },
    element("summary", {}, text),
    list(
      lines.map(({ line, mark }) => markedLine(page, line, mark)),
      { class: "plain" },
    ),
  );
}

/** To the question of which the answer says whether a part holds. */
const answerTool = (page, name, number, act) =>
  name === undefined
    ? null
    : button(`part_${number}`, page.say("answer_part", { what: factTitle(page, name) }), () => act.ask(name), {
        class: "quiet",
      });

/** A question that changes nothing of where she goes. */
const taskQuestion = (page, state, name, act) =>
  questionView(page, name, state.facts[name], act, state.editing !== null, {
    level: 4,
    id: "task_question",
    first: "question_tasks",
  });

function savingView(page, state, act) {
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
    ),
    element(
      "p",
      { class: "hint" },
      page.say("download_holds", { step: placeName(page, state.step), day: dateWords(page, state.on) }),
    ),
    openView(page, act),
    element("p", {}, button("new_student", page.say("new_student"), act.newStudent)),
    element("p", { class: "hint" }, page.say("privacy")),
  );
}

/** A file that was kept earlier. */
function openView(page, act) {
  const wrong = element("p", { class: "wrong", id: "file_wrong", role: "alert" });
  const read = async (event) => {
    const [file] = event.target.files;
    if (!file) return undefined;
    const { facts, message } = factsIn(page, await file.text());
    if (facts) return act.open(facts);
    fill(wrong, message);
    event.target.value = "";
    return undefined;
  };
  return element(
    "details",
    { class: "open_file", id: "open_file" },
    element("summary", {}, page.say("open_file")),
    element("p", { class: "hint" }, page.say("open_file_hint")),
    element(
      "div",
      { class: "field" },
      element("label", { for: "file" }, page.say("file")),
      element("input", {
        type: "file",
        id: "file",
        accept: ".json,application/json",
        "aria-describedby": "file_wrong",
        onchange: read,
      }),
    ),
    wrong,
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
