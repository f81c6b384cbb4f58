/** Who acts in a step and what is done: for one student, or for everybody with the conditions in words. */

import { element, list } from "./dom.mjs";
import { capital, dateWords, listed, partnerName, placeOf } from "./page.mjs";

const SECTIONS = ["responsible", "contacts", "actions", "supports"];

/**
 * The parts of a step under a heading for each kind of part.
 *
 * @param {import("./routekaart").Part[]} parts with `holds`: true, or null for "perhaps"; without it for everybody
 * @param {number} level of the headings
 * @param {((part: object) => Node | null) | null} tool what can be done where it is not known yet whether a part holds
 */
export function dutiesView(page, step, parts, level, tool = null) {
  return SECTIONS.map((section) => {
    const here = parts.filter((part) => part.section === section);
    const isOpen = section === "responsible" && page.document.steps[step].responsible_unknown;
    if (!here.length && !isOpen) return null;
    return element(
      "div",
      { class: `duties duties_${section}` },
      element(`h${level}`, {}, page.say(section)),
      isOpen ? element("p", {}, page.say("responsible_unknown")) : null,
      list(
        here.map((part) => partView(page, step, part, tool)),
        { class: "plain" },
      ),
    );
  });
}

/** One part: what is done, by whom, and for whom. */
function partView(page, step, part, tool) {
  const [main, rest] = partWords(page, step, part);
  return element(
    "div",
    { class: "part" },
    element("span", { class: "part_main" }, main),
    rest.length ? element("span", { class: "part_rest" }, rest.join("; ")) : null,
    forWhom(page, part),
    part.holds === null ? tool?.(part) : null,
    part.hand_over ? element("span", { class: "part_rest" }, handOverView(page, part.hand_over)) : null,
  );
}

/** The words of a part: what comes first, and what is said after it. */
function partWords(page, step, part) {
  const named = (ids, between) =>
    listed(
      page,
      ids.map((id) => partnerName(page, id)),
      between,
    );
  const note = part.note ? [part.note] : [];
  if (part.section === "supports") {
    return [
      part.text,
      [...(part.partners.length ? [page.say("via", { who: named(part.partners, "or") })] : []), ...note],
    ];
  }
  if (part.section !== "actions") return [named(part.partners, "or"), note];
  // Of a student it is known who is responsible; of everybody it is whoever can be.
  const doing = part.done_by?.map((one) => named(one, "or"));
  const actors = doing ? listed(page, doing) : part.by.length ? named(part.by, "and") : responsibleWords(page, step);
  const said = [actors ? page.say("done_by", { who: actors }) : page.say("done_by_unknown")];
  if (part.partners.length) said.push(page.say("done_with", { who: named(part.partners, "and") }));
  if (part.optional) said.push(page.say("optional"));
  return [part.text, [...said, ...note]];
}

/** A part on one line, with "perhaps" where it is not sure that it holds. */
export function dutyLine(page, step, part) {
  const [main, rest] = partWords(page, step, part);
  const perhaps = part.holds === null && part.when ? [page.say("perhaps_if", { when: part.when_open[page.lang] })] : [];
  return `${page.say(`one_${part.section}`)}: ${[main, ...rest, ...perhaps].join("; ")}`;
}

/** A line of duties; what comes or falls away is marked, in words too. */
export const markedLine = (page, line, mark) =>
  element(
    "span",
    { class: mark ? "changed" : null },
    line,
    " ",
    mark ? element("strong", { class: "tag" }, page.say(mark)) : null,
  );

/**
 * How time alone changes who does what: a sentence with the day, and a line for all that comes or falls away, each with
 * the mark that says which.
 */
export function tasksLaterIn(page, step, now, { on, duties }) {
  const lined = (parts) => parts.map((part) => ({ part, line: dutyLine(page, step, part) }));
  const [before, after] = [lined(now), lined(duties)];
  const apart = (some, others, mark) =>
    some.filter((one) => !others.some((other) => other.line === one.line)).map((one) => ({ ...one, mark }));
  const comes = apart(after, before, "comes_in");
  const isSure = comes.every((one) => one.part.holds);
  const text = page.say(isSure ? "tasks_later" : "tasks_later_maybe", { day: dateWords(page, on) });
  return { text, lines: [...apart(before, after, "goes_away"), ...comes] };
}

/** What hangs on readings that are still to be confirmed: each with a sentence. */
export function contestedWords(page, contested) {
  const readings = [...new Set(contested.map((one) => one.reading))];
  return readings.map((reading) => {
    const texts = contested.filter((one) => one.reading === reading).map((one) => one.text);
    const { problem } = page.document.readings[reading];
    return { reading, text: page.say("tasks_contested", { reading, problem, texts: texts.join("; ") }) };
  });
}

/** Those who are responsible in a step, in words; empty where nobody is named. */
export function responsibleWords(page, step) {
  const parts = page.document.steps[step].parts.filter((part) => part.section === "responsible");
  return listed(
    page,
    parts.map((part) =>
      listed(
        page,
        part.partners.map((id) => partnerName(page, id)),
        "or",
      ),
    ),
  );
}

function forWhom(page, part) {
  if (part.when === null || part.holds === true) return null;
  const words =
    part.holds === null
      ? page.say("perhaps_if", { when: part.when_open[page.lang] })
      : page.say("only_if", { when: part.when[page.lang] });
  return element("span", { class: "part_when" }, words);
}

/** Where a student is handed over to; with a link where that route has a page beside this one. */
export function handOverView(page, { outside, route, step }) {
  const other = page.others[route];
  const said = (title, id) => title ?? id.replaceAll("_", " ");
  const placeElsewhere = () =>
    page.say("other_route", { route: said(other?.title, route), step: said(other?.steps[step], step) });
  const to = outside ?? placeElsewhere();
  const words = page.say("hand_over", { to });
  return other ? element("a", { href: `${other.href}#step/${step}` }, words) : words;
}

/** What an end means, in words. */
export function outcomeOf(page, end) {
  const { outcome } = placeOf(page, end);
  return capital(page.say(`end_${outcome}`));
}
