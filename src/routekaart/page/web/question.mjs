/** One question, with a way to answer it for each kind of fact, and "I do not know". */

import { button, element, fill, heading } from "./dom.mjs";
import { amountWords, capital, factTitle, isServed, listed, partnerName, questionOf } from "./page.mjs";

/**
 * The question about a fact.
 *
 * @param {import("./page.mjs").Page} page
 * @param {string} name
 * @param {string | undefined} known the answer so far
 * @param {boolean} isAskedAgain whether somebody asked for it; otherwise what is known of it is not enough
 * @param {object} act what can be done: `answer(name, value)`, `notKnown(name)`, `takeBack(name)`, `ask(name)`
 * @param {{ level?: number, id?: string, first?: string }} place the heading, and what a first question is called
 */
export function questionView(page, name, known, act, isAskedAgain, place = {}) {
  const { level = 3, id = "question", first = "question_now" } = place;
  const fact = page.document.facts[name];
  const eyebrow = known === undefined ? first : isAskedAgain ? "question_again" : "question_more";
  const isMore = known !== undefined && !isAskedAgain;
  return element(
    "section",
    { class: "card question", "aria-labelledby": id },
    element("p", { class: "eyebrow" }, page.say(eyebrow)),
    heading(level, id, questionOf(page, name)),
    fact.description ? element("p", { class: "hint", id: "question_hint" }, fact.description) : null,
    fact.asked_of.length
      ? element(
          "p",
          { class: "hint" },
          page.say("ask_of", {
            who: listed(
              page,
              fact.asked_of.map((one) => partnerName(page, one)),
              "or",
            ),
          }),
        )
      : null,
    fact.sensitive ? element("p", { class: "hint sensitive" }, page.say("sensitive")) : null,
    fieldFor(page, name, fact, known, act, { labelled: id, notKnown: notKnownButton(page, name, isMore, act) }),
    known === undefined
      ? null
      : element(
          "p",
          { class: "quiet_row" },
          isAskedAgain ? button("keep", page.say("keep_answer"), () => act.ask(null), { class: "quiet" }) : null,
          button("take_back", page.say("remove_answer"), () => act.takeBack(name), { class: "quiet" }),
        ),
  );
}

/** What is known in part stays known when nobody knows more. */
function notKnownButton(page, name, isMore, act) {
  const words = page.say(isMore ? "not_more_known" : "not_known");
  return button("answer_not_known", words, () => act.notKnown(name, isMore), { class: "choice choice_quiet" });
}

function fieldFor(page, name, fact, known, act, rest) {
  if (fact.type === "yes_no")
    return choices(
      page,
      name,
      [
        ["ja", page.say("yes")],
        ["nee", page.say("no")],
      ],
      known,
      act,
      rest,
    );
  if (fact.type === "choice") {
    return choices(
      page,
      name,
      fact.options.map((one) => [one.id, capital(one.title)]),
      known,
      act,
      rest,
    );
  }
  return fact.type === "date" ? dateField(page, name, known, act, rest) : textField(page, name, fact, known, act, rest);
}

/** A button for each answer: nothing is chosen by walking past it with the keyboard. */
function choices(page, name, options, known, act, { labelled, notKnown }) {
  const isWide = options.length > 2 || options.some(([, words]) => words.length > 12);
  return element(
    "div",
    { class: isWide ? "choices choices_list" : "choices", role: "group", "aria-labelledby": labelled },
    options.map(([value, words]) =>
      button(`answer_${value}`, words, () => act.answer(name, value), {
        class: "choice",
        "aria-pressed": String(known === value),
      }),
    ),
    notKnown,
  );
}

/** A form that checks what was typed; what is wrong stands at the field and is read out. */
function form(page, fields, read, name, act, { labelled, notKnown }) {
  const wrong = element("p", { class: "wrong", id: "wrong", role: "alert" });
  const inputs = fields.map((one) => one.input);
  const submit = (event) => {
    event.preventDefault();
    const { value, message } = read(...inputs.map((one) => one.value.trim()));
    const problems = value === undefined ? [message] : act.problems(name, value);
    if (!problems.length) return act.answer(name, value);
    fill(wrong, problems.join(" "));
    for (const one of inputs) one.setAttribute("aria-invalid", "true");
    inputs[0].focus();
    return undefined;
  };
  return element(
    "form",
    { class: "form", novalidate: true, onsubmit: submit },
    element(
      "div",
      { class: "fields", role: "group", "aria-labelledby": labelled },
      fields.map((one) => one.view),
    ),
    wrong,
    element(
      "div",
      { class: "choices" },
      element("button", { type: "submit", id: "save", class: "primary" }, page.say("save")),
      notKnown,
    ),
  );
}

function field(id, label, attributes) {
  const input = element("input", { id, autocomplete: "off", "aria-describedby": "wrong", ...attributes });
  return { input, view: element("div", { class: "field" }, element("label", { for: id }, label), input) };
}

function textField(page, name, fact, known, act, rest) {
  const isNumber = fact.type === "number";
  const unit = fact.unit ? ` (${amountWords(page, "", fact.unit).trim()})` : "";
  const label = capital(factTitle(page, name)) + unit;
  const one = field("value", label, {
    inputmode: isNumber ? "decimal" : null,
    class: isNumber ? "short" : null,
    value: known ?? null,
  });
  const read = (text) => {
    if (!text) return { message: page.say("fill_in") };
    return isNumber ? numberIn(page, fact, text) : { value: text };
  };
  return [form(page, [one], read, name, act, rest), countedFrom(page, fact, act)];
}

/** The number in a text, or why there is none: 1.500 and 1,500 can be 1.5 and 1500. */
export function numberIn(page, fact, text) {
  const grouped = /^(-?[1-9]\d{0,2})[.,](\d{3})$/.exec(text);
  if (grouped && (fact.decimals ?? 0) < grouped[2].length)
    return { message: page.say("two_numbers", { whole: grouped[1] + grouped[2] }) };
  const value = text.replace(",", ".");
  return /^-?\d+(\.\d+)?$/.test(value) ? { value } : { message: page.say("not_a_number") };
}

/** Back to the date that something is counted from. */
function countedFrom(page, fact, act) {
  const date = fact.read_off?.date;
  return date
    ? element(
        "p",
        { class: "quiet_row" },
        button("instead_date", page.say("rather_fill_in", { what: factTitle(page, date) }), () => act.ask(date), {
          class: "quiet",
        }),
      )
    : null;
}

/** Day, month and year apart: the day, or the day and the month, can be left open. */
function dateField(page, name, known, act, rest) {
  const [year, month, day] = known && !known.includes("/") ? known.split("-") : [];
  const part = (id, key, value, size) =>
    field(id, page.say(key), {
      inputmode: "numeric",
      maxlength: size,
      class: size > 2 ? "year" : "two",
      value: value ?? null,
    });
  const parts = [part("day", "day", day, 2), part("month", "month", month, 2), part("year", "year", year, 4)];
  const read = (dayText, monthText, yearText) => {
    if (!/^\d{4}$/.test(yearText)) return { message: page.say("year_needed") };
    if (dayText && !monthText) return { message: page.say("month_needed") };
    if (![dayText, monthText].every((one) => /^\d{0,2}$/.test(one))) return { message: page.say("not_a_date") };
    return {
      value: [yearText, monthText, dayText]
        .filter(Boolean)
        .map((one) => one.padStart(2, "0"))
        .join("-"),
    };
  };
  return element(
    "div",
    { class: "by_date" },
    element("p", { class: "hint" }, page.say("date_hint")),
    form(page, parts, read, name, act, rest),
    counted(page, name, act),
  );
}

/** Other questions that say something of the same date, such as an age. */
function counted(page, name, act) {
  const others = Object.entries(page.document.facts).filter(
    ([, fact]) => fact.read_off?.date === name && fact.question !== null && fact.type === "number",
  );
  if (!others.length) return null;
  return element(
    "p",
    { class: "quiet_row" },
    others.map(([other, fact]) =>
      button(`instead_${other}`, page.say("instead", { what: fact.title }), () => act.ask(other), { class: "quiet" }),
    ),
  );
}

/** The reference date. */
export function dayField(page, on) {
  const { first, last } = page.document.days;
  const input = element("input", {
    type: "date",
    id: "on",
    value: on,
    min: first,
    max: last,
    "aria-describedby": "day_hint",
  });
  return element(
    "div",
    { class: "field" },
    element("label", { for: "on" }, page.say("on_day")),
    input,
    element("p", { class: "hint", id: "day_hint" }, page.say("day_hint")),
  );
}

/** The reference date, with a button to look on that day. */
export function dayForm(page, on, act) {
  const wrong = element("p", { class: "wrong", role: "alert" });
  const submit = (event) => {
    event.preventDefault();
    const day = event.target.querySelector("#on").value;
    if (isServed(page, day)) return act.setDay(day);
    wrong.textContent = page.say("not_served");
    return undefined;
  };
  return element(
    "form",
    { class: "form", novalidate: true, onsubmit: submit },
    dayField(page, on),
    wrong,
    element("button", { type: "submit", id: "set_day" }, page.say("look_on_day")),
  );
}
