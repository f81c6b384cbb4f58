/** The sheet of a step or an end: everything that the route says of it; and the list of all of them. */

import { button, element, heading, list, pairs } from "./dom.mjs";
import { dutiesView, handOverView, outcomeOf } from "./duties.mjs";
import { isEnd, linkTo, parameterValues, phases, placeName, placeOf, sourceWords, valueSentence } from "./page.mjs";

/** Every step by phase, and the ends: in words what the map shows. */
export function listView(page, current) {
  const link = (id) =>
    element("a", { href: linkTo(page, id), "aria-current": id === current ? "page" : null }, placeName(page, id));
  const groups = phases(page).map(([phase, ids]) =>
    element(
      "section",
      { class: "phase" },
      element("h3", {}, phase === null ? page.say("steps") : page.document.phases[phase]),
      list(ids.map(link), { class: "links" }),
    ),
  );
  const ends = element(
    "section",
    { class: "phase" },
    element("h3", {}, page.say("ends")),
    list(Object.keys(page.document.ends).map(link), { class: "links" }),
  );
  return [
    heading(2, "title", page.say("map_title")),
    page.document.route.description ? element("p", { class: "lead" }, page.document.route.description) : null,
    element("p", { class: "hint" }, page.say("map_lead")),
    groups,
    ends,
  ];
}

/**
 * The sheet of a step or an end.
 *
 * @param {object | null} act what can be done from it; null on paper
 */
export function sheetView(page, id, act) {
  return isEnd(page, id) ? endView(page, id, act) : stepView(page, id, act);
}

function stepView(page, id, act) {
  const step = placeOf(page, id);
  const more = page.more.steps[id] ?? {};
  return [
    act && backLink(page),
    head(step.phase && page.document.phases[step.phase], placeName(page, id), step.description, act),
    act &&
      element(
        "p",
        { class: "row" },
        button("student_here", page.say("student_here"), () => act.begin(id), { class: "primary" }),
      ),
    part(page.say("where_to"), waysView(page, id, step, more)),
    element("div", { class: "part_of_sheet" }, dutiesView(page, id, step.parts, 3)),
    step.checklist.length ? part(page.say("checklist"), list(step.checklist)) : null,
    more.terms ? part(page.say("terms"), list(more.terms.map((one) => termView(page, one)))) : null,
    more.parameters ? part(page.say("limits"), limitsView(page, more.parameters)) : null,
    comesFrom(page, id),
    sourcesView(page, step.sources),
    readingsView(page, more.readings ?? [], act),
  ];
}

function endView(page, id, act) {
  const end = placeOf(page, id);
  const more = page.more.ends[id] ?? {};
  return [
    act && backLink(page),
    head(page.say("end"), end.title, end.description ?? outcomeOf(page, id), act),
    pairs([
      [page.say("means"), outcomeOf(page, id)],
      [page.say("to_whom"), end.hand_over && handOverView(page, end.hand_over)],
    ]),
    comesFrom(page, id),
    sourcesView(page, more.sources ?? []),
    readingsView(page, more.readings ?? [], act),
  ];
}

function head(above, title, description, act) {
  return element(
    "header",
    { class: "sheet_head" },
    above ? element("p", { class: "eyebrow" }, above) : null,
    heading(2, act ? "title" : null, title),
    description ? element("p", { class: "lead" }, description) : null,
  );
}

/** The line at the top of what is printed: which route it is, and what is said of it. */
export function sheetTop(page, about, more = "") {
  const { route } = page.document;
  return element(
    "p",
    { class: `sheet_top ${more}`.trim() },
    element("span", {}, `${route.title} · ${page.say("version", { version: route.version })}`),
    element("span", {}, about),
  );
}

const backLink = (page) => element("p", { class: "quiet_row" }, element("a", { href: "#map" }, page.say("all_steps")));

function part(title, ...children) {
  return element("section", { class: "part_of_sheet" }, element("h3", {}, title), children);
}

/** Where it goes and when. */
function waysView(page, id, step, more) {
  const isFirst = step.policy === "first" && step.transitions.length > 1;
  const ways = step.transitions.map((one, number) =>
    element(
      "div",
      { class: "part" },
      wayTo(page, one.to),
      element("span", { class: "part_rest" }, wayWords(page, one.when)),
      more.implicit?.includes(number) ? element("span", { class: "part_rest" }, page.say("implicit")) : null,
    ),
  );
  const rest =
    step.otherwise === null
      ? null
      : element(
          "div",
          { class: "part" },
          step.otherwise === "stay" || step.otherwise === id
            ? element("span", { class: "part_main" }, page.say("possible_stay"))
            : wayTo(page, step.otherwise),
          element("span", { class: "part_rest" }, page.say("otherwise")),
        );
  return [
    isFirst ? element("p", { class: "hint" }, page.say("first_wins")) : null,
    list([...ways, rest], { class: "plain" }),
  ];
}

function wayTo(page, id) {
  const name = isEnd(page, id) ? page.say("end_named", { end: placeOf(page, id).title }) : placeName(page, id);
  return element("a", { class: "part_main", href: linkTo(page, id) }, name);
}

const wayWords = (page, when) =>
  when[page.lang] === page.say("always") ? page.say("always") : page.say("if", { when: when[page.lang] });

/** From which steps one can come here. */
function comesFrom(page, id) {
  const from = Object.entries(page.document.steps)
    .filter(([name, step]) => name !== id && (step.otherwise === id || step.transitions.some((one) => one.to === id)))
    .map(([name]) => element("a", { href: linkTo(page, name) }, placeName(page, name)));
  return from.length ? part(page.say("comes_from"), list(from)) : null;
}

/** A term, with the limit that it has on the day that is looked at. */
export function termView(page, term) {
  const limit =
    term.limit ??
    (term.parameter &&
      parameterValues(page, term.parameter)
        .filter((one) => one.when !== "past")
        .map((one) => valueSentence(page, one))
        .join("; "));
  return element("span", {}, [term.title, limit].filter(Boolean).join(": "), term.note ? ` (${term.note})` : "");
}

/** Limits with their values, and since when each holds. */
function limitsView(page, names) {
  return names.map((name) =>
    element(
      "div",
      { class: "limit" },
      element("p", {}, element("a", { href: `#reference/parameters/${name}` }, page.document.parameters[name].title)),
      list(parameterValues(page, name).map((one) => valueSentence(page, one))),
    ),
  );
}

/** Folded on a screen, since there are many; whole on paper. */
function readingsView(page, names, act) {
  if (!names.length) return null;
  const lines = list(
    names.map((name) => readingLine(page, name)),
    { class: "plain readings" },
  );
  if (!act) return part(page.say("readings_count", { count: names.length }), lines);
  return element(
    "details",
    { class: "part_of_sheet" },
    element("summary", {}, page.say("readings_count", { count: names.length })),
    lines,
  );
}

function readingLine(page, name) {
  const reading = page.document.readings[name];
  return element(
    "div",
    { class: "part" },
    element("a", { class: "part_main", href: `#reference/readings/${name}` }, name),
    element("span", { class: "part_rest" }, reading.problem),
    element("span", { class: "part_rest" }, page.say("chosen_so", { chosen: reading.chosen })),
    reading.to_confirm ? element("span", { class: "tag" }, page.say("to_confirm")) : null,
  );
}

function sourcesView(page, sources) {
  return sources.length ? part(page.say("source"), list(sources.map((one) => sourceWords(page, one)))) : null;
}
