/** The lists to look something up in: terms, partners, limits, readings and sources. */

import { element, heading, list, pairs } from "./dom.mjs";
import { alternativesView } from "./readings.mjs";
import {
  brief,
  capital,
  dateWords,
  factTitle,
  linkTo,
  listed,
  parameterValues,
  partnerName,
  placeName,
  sourceWords,
  valueSentence,
  valueWords,
} from "./page.mjs";
import { termView } from "./sheet.mjs";

/** The lists, in the order in which they are shown. */
const LISTS = ["facts", "partners", "parameters", "readings", "sources"];

/** A list; `part` is what in it is looked for. */
export function referenceView(page, name, act) {
  const shown = LISTS.includes(name) ? name : LISTS[0];
  const link = (one) =>
    element(
      "li",
      {},
      element(
        "a",
        { href: `#reference/${one}`, "aria-current": one === shown ? "page" : null },
        page.say(`ref_${one}`),
      ),
    );
  return [
    element("nav", { class: "tabs", "aria-label": page.say("ref_choose") }, element("ul", {}, LISTS.map(link))),
    heading(2, "title", page.say(`ref_${shown}`)),
    element("p", { class: "lead" }, page.say(`lead_${shown}`)),
    VIEWS[shown](page, act),
  ];
}

const VIEWS = {
  facts: factsView,
  partners: partnersView,
  parameters: parametersView,
  readings: readingsView,
  sources: sourcesView,
};

const entryTitle = (title, tags) =>
  element(
    "h3",
    {},
    title,
    tags.filter(Boolean).map((one) => [" ", element("span", { class: "tag" }, one)]),
  );

function entry(kind, id, title, tags, ...children) {
  return element("section", { class: "entry", id: `${kind}/${id}`, tabindex: "-1" }, entryTitle(title, tags), children);
}

/** One of many: its title, and the rest for who opens it. */
function folded(kind, id, title, tags, ...children) {
  return element(
    "details",
    { class: "entry", id: `${kind}/${id}`, tabindex: "-1" },
    element("summary", {}, entryTitle(title, tags)),
    children,
  );
}

/**
 * Entries with a field to find some of them by a word.
 *
 * @param {Set<string> | null} marked the ids of entries that can be looked at alone, with `label` for it
 */
function searchable(page, list, entries, marked = null, label = "") {
  const word = element("input", { type: "search", id: `find_${list}`, class: "kept", autocomplete: "off" });
  const only = element("input", { type: "checkbox", id: `only_${list}`, class: "kept" });
  const found = element("p", { class: "hint", role: "status" });
  const look = () => {
    const wanted = word.value.trim().toLocaleLowerCase();
    for (const one of entries) {
      const isMarked = !only.checked || marked.has(one.id);
      one.hidden = !isMarked || !one.textContent.toLocaleLowerCase().includes(wanted);
    }
    const count = entries.filter((one) => !one.hidden).length;
    found.textContent = count ? page.say("found", { count, all: entries.length }) : page.say("found_none");
  };
  word.addEventListener("input", look);
  only.addEventListener("input", look);
  look();
  return [
    element(
      "div",
      { class: "find no_print" },
      element("div", { class: "field" }, element("label", { for: `find_${list}` }, page.say("find")), word),
      marked?.size ? element("label", { class: "only" }, only, label) : null,
      found,
    ),
    entries,
  ];
}

const para = (text) => (text ? element("p", {}, text) : null);
const byTitle = (title) => (one, other) => title(one).localeCompare(title(other), "nl");

function factsView(page) {
  const names = Object.keys(page.more.facts)
    .filter((name) => page.document.facts[name])
    .sort(byTitle((name) => factTitle(page, name)));
  const entries = names.map((name) => {
    const fact = page.document.facts[name];
    const more = page.more.facts[name];
    return folded(
      "facts",
      name,
      capital(fact.title),
      [fact.sensitive && page.say("sensitive_short")],
      para(fact.description),
      pairs([
        [page.say("question_is"), fact.follows ? null : fact.question],
        [page.say("answers_are"), answersOf(page, name, fact)],
        [
          page.say("asked_of"),
          listed(
            page,
            fact.asked_of.map((id) => partnerName(page, id)),
            "or",
          ),
        ],
        [page.say("source"), (more.sources ?? []).map((one) => sourceWords(page, one)).join("; ")],
      ]),
      fact.follows && para(page.say("follows_from")),
      more.visit && para(page.say(fact.follows ? "found_each_step" : "asked_each_step")),
      more.recorded && para(page.say("recorded_only")),
    );
  });
  return searchable(page, "facts", entries);
}

function answersOf(page, name, fact) {
  if (fact.type === "choice") return fact.options.map((one) => valueWords(page, name, one.id)).join(", ");
  return fact.type === "number" && fact.unit ? page.say("number_of", { unit: page.say(`${fact.unit}_more`) }) : null;
}

/** What a partner does in a step: for each part that names it, in words. */
export function rolesOf(page, partner) {
  const found = Object.entries(page.document.steps).map(([step, { parts }]) => {
    const roles = parts.flatMap((part) =>
      rolesIn(page, step, part, partner).map((words) => ({ words, when: part.when })),
    );
    return { step, roles };
  });
  return found.filter((one) => one.roles.length);
}

function rolesIn(page, step, part, partner) {
  const isNamed = part.partners.includes(partner);
  if (part.section === "actions") {
    const isResponsible = page.document.steps[step].parts.some(
      (one) => one.section === "responsible" && one.partners.includes(partner),
    );
    const does = part.by.length ? part.by.includes(partner) : isResponsible;
    return [
      does && page.say("role_by", { text: part.text }),
      isNamed && page.say("role_with", { text: part.text }),
    ].filter(Boolean);
  }
  if (!isNamed) return [];
  const note = part.note ? ` (${part.note})` : "";
  return [page.say(`role_${part.section}`, { text: part.text }) + note];
}

export const partnersByName = (page) => Object.keys(page.more.partners).sort(byTitle((id) => partnerName(page, id)));

function partnersView(page) {
  return searchable(
    page,
    "partners",
    partnersByName(page).map((id) => partnerSheet(page, id, folded)),
  );
}

/** What a partner does, in every step. */
export function partnerSheet(page, id, made = entry) {
  const more = page.more.partners[id];
  return made(
    "partners",
    id,
    partnerName(page, id),
    [],
    para(more.description),
    more.functions ? pairs([[page.say("functions_are"), more.functions.join(", ")]]) : null,
    rolesOf(page, id).map(({ step, roles }) =>
      element(
        "div",
        { class: "roles" },
        element("p", {}, element("a", { href: linkTo(page, step) }, placeName(page, step))),
        list(
          roles.map(({ words, when }) =>
            element(
              "span",
              {},
              words,
              when ? element("span", { class: "part_when" }, page.say("only_if", { when: when[page.lang] })) : null,
            ),
          ),
        ),
      ),
    ),
  );
}

function parametersView(page) {
  const names = Object.keys(page.more.parameters).filter((name) => page.document.parameters[name]);
  const terms = termsView(page);
  if (!names.length && !terms) return element("p", {}, page.say("no_parameters"));
  const entries = names.map((name) => {
    const more = page.more.parameters[name];
    const steps = Object.keys(page.document.steps).filter((id) => page.more.steps[id]?.parameters?.includes(name));
    return entry(
      "parameters",
      name,
      capital(page.document.parameters[name].title),
      [],
      para(more.description),
      list(
        parameterValues(page, name).map((one) => valueSentence(page, one)),
        { class: "values" },
      ),
      pairs([
        [
          page.say("used_in"),
          steps.map((id, place) => [place ? ", " : "", element("a", { href: linkTo(page, id) }, placeName(page, id))]),
        ],
        [page.say("source"), (more.sources ?? []).map((one) => sourceWords(page, one)).join("; ")],
      ]),
      more.checked && element("p", { class: "hint" }, page.say("checked_on", { day: dateWords(page, more.checked) })),
      more.valid_until &&
        element("p", { class: "hint" }, page.say("valid_until", { day: dateWords(page, more.valid_until) })),
    );
  });
  return [entries, terms];
}

/** The terms of the steps, which stand at no limit of their own; null when there are none. */
function termsView(page) {
  const steps = Object.keys(page.document.steps).filter((id) => page.more.steps[id]?.terms);
  if (!steps.length) return null;
  return element(
    "section",
    { class: "entry" },
    element("h3", {}, page.say("terms_of_steps")),
    steps.map((id) =>
      element(
        "div",
        { class: "roles" },
        element("p", {}, element("a", { href: linkTo(page, id) }, placeName(page, id))),
        list(page.more.steps[id].terms.map((one) => termView(page, one))),
      ),
    ),
  );
}

function readingsView(page, act) {
  const names = Object.keys(page.document.readings);
  if (!names.length) return element("p", {}, page.say("no_readings"));
  const entries = names.map((name) => {
    const reading = page.document.readings[name];
    const more = page.more.readings[name];
    return folded(
      "readings",
      name,
      `${name} ${brief(reading.problem)}`,
      [reading.to_confirm && page.say("to_confirm")],
      pairs([
        [page.say("problem_is"), reading.problem],
        [page.say("chosen_is"), reading.chosen],
        [page.say("because_is"), reading.because],
        [page.say("others_are"), alternativesView(page, name, more.others ?? [], act)],
        [page.say("source"), (more.sources ?? []).map((one) => sourceWords(page, one)).join("; ")],
      ]),
      more.confirmed &&
        para(page.say("confirmed_by", { by: more.confirmed.by, day: dateWords(page, more.confirmed.on) })),
    );
  });
  const open = names.filter((name) => page.document.readings[name].to_confirm);
  const marked = new Set(open.map((name) => `readings/${name}`));
  return searchable(page, "readings", entries, marked, page.say("only_to_confirm", { count: open.length }));
}

function sourcesView(page) {
  return Object.entries(page.more.sources).map(([id, more]) => {
    const title = page.document.sources[id];
    return entry(
      "sources",
      id,
      title,
      [],
      para(more.description),
      pairs([
        [page.say("publisher"), more.publisher],
        [page.say("year_is"), more.year],
        [page.say("law"), more.url ? null : more.law],
        [page.say("article"), more.article],
      ]),
      more.url && element("p", {}, element("a", { href: more.url, rel: "noreferrer", target: "_blank" }, more.url)),
      more.checked && element("p", { class: "hint" }, page.say("checked_on", { day: dateWords(page, more.checked) })),
      more.valid_until &&
        element("p", { class: "hint" }, page.say("valid_until", { day: dateWords(page, more.valid_until) })),
    );
  });
}
