/** The route of the page, and the words for everything in it. Nothing in here changes. */

import { Route, readDay } from "./routekaart.mjs";

/**
 * @typedef {object} Page
 * @property {Route} route what decides
 * @property {object} document the portable route
 * @property {object} more what is shown beside it: terms, sources, readings
 * @property {"nl" | "en"} lang
 * @property {Readonly<Record<string, string>>} readings the readings that are taken otherwise
 * @property {Page} written the page of the route as it is written
 * @property {Record<string, { href: string, title: string, steps: Record<string, string> }>} others the pages of
 *   other routes beside this one
 * @property {(key: string, values?: Record<string, unknown>) => string} say the words of the page
 */

/** @returns {Page} */
export function makePage({ portable, more, words, lang, others }) {
  const route = new Route(portable, {
    placeName: (id, title) => (Object.hasOwn(portable.ends, id) ? `‘${title}’` : (more.called[id] ?? title)),
  });
  const say = (key, values = {}) => {
    if (!Object.hasOwn(words, key)) throw new RangeError(`no words for ${key}`);
    return words[key].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
  };
  const page = { route, document: route.document, more, lang, say, others, readings: Object.freeze({}) };
  return Object.freeze({ ...page, written: page });
}

const made = new WeakMap();

/** The page where readings of the sources are taken otherwise: the id of an alternative by the id of its reading. */
export function pageUnder(page, readings) {
  if (!Object.keys(readings).length) return page;
  if (!made.has(readings)) {
    const route = page.route.under(readings);
    made.set(readings, Object.freeze({ ...page, route, document: route.document, readings }));
  }
  return made.get(readings);
}

/** A step or an end by its id. */
export const placeOf = (page, id) => page.document.steps[id] ?? page.document.ends[id];

/** Whether an id is that of an end. */
export const isEnd = (page, id) => Object.hasOwn(page.document.ends, id);

/** The address of the sheet of a step or an end. */
export const linkTo = (page, id) => `#${isEnd(page, id) ? "end" : "step"}/${id}`;

/** The steps by phase, in the order of the route. */
export function phases(page) {
  const found = new Map();
  for (const [id, step] of Object.entries(page.document.steps)) {
    if (!found.has(step.phase)) found.set(step.phase, []);
    found.get(step.phase).push(id);
  }
  return [...found];
}

/** "P11 De BBL-opleiding stopt"; an id that is only a name in the file is not shown. */
export const placeName = (page, id) => page.more.called[id] ?? placeOf(page, id).title;

export const factTitle = (page, name) => page.document.facts[name]?.title ?? name;

/** What to ask. */
export const questionOf = (page, name) => capital(page.route.question(name, page.lang));

export const partnerName = (page, id) => page.document.partners[id] ?? id;

export const capital = (text) => text.charAt(0).toLocaleUpperCase() + text.slice(1);

/** "a, b en c". */
export function listed(page, words, between = "and") {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${page.say(between)} ${words[words.length - 1]}`;
}

/** A date as people write it: "1 maart 2009", and of what is known in part "maart 2009" or "2009". */
export function dateWords(page, text) {
  const two = text.split("/");
  if (two.length === 2)
    return page.say("between_days", { first: dateWords(page, two[0]), last: dateWords(page, two[1]) });
  const [year, month, day] = text.split("-").map(Number);
  if (!month) return String(year);
  const name = page.say("months").split(" ")[month - 1];
  return [day || null, name, year].filter(Boolean).join(" ");
}

/** A number with its unit: "3 maanden", "1 jaar". */
export function amountWords(page, value, unit) {
  const written = page.lang === "nl" ? String(value).replace(".", ",") : String(value);
  return unit ? `${written} ${page.say(`${unit}_${Number(value) === 1 ? "one" : "more"}`)}` : written;
}

/** What is known of a fact, in words. */
export function valueWords(page, name, value) {
  const fact = page.document.facts[name];
  if (fact.type === "yes_no") return page.say(value === "ja" ? "yes" : "no");
  if (fact.type === "choice") return capital(fact.options.find((one) => one.id === value)?.title ?? String(value));
  if (fact.type === "date") return dateWords(page, value);
  return fact.type === "number" ? amountWords(page, value, fact.unit) : String(value);
}

/**
 * The values of a parameter in words with the days between which each holds: first that of the day that is looked at,
 * then what comes, and last what has been.
 */
export function parameterValues(page, name) {
  const { values, unit } = page.document.parameters[name];
  const rows = values.map(({ since, value }, at) => {
    const until = values[at + 1]?.since ?? null;
    const when = until !== null && until <= page.on ? "past" : since !== null && since > page.on ? "ahead" : "now";
    return { words: amountWords(page, value, unit), since, until, when };
  });
  return ["now", "ahead", "past"].flatMap((when) => rows.filter((one) => one.when === when));
}

/** Such a value in a sentence: "27 jaar, vanaf 1 januari 2026", "23 jaar, tot 1 januari 2026 (geldt niet meer)". */
export function valueSentence(page, { words, since, until, when }) {
  if (when === "past") return page.say("until_past", { value: words, day: dateWords(page, until) });
  if (since === null) return words;
  return page.say(when === "ahead" ? "since_ahead" : "since", { value: words, day: dateWords(page, since) });
}

/** The beginning of a text: its first sentence, or up to a whole word. */
export function brief(all, most = 110) {
  const text = all.split(/(?<=[.?!]) (?=[A-Z])/)[0];
  if (text.length <= most) return text;
  return `${text.slice(0, text.lastIndexOf(" ", most)).replace(/[.,;:]$/, "")}\u2026`;
}

/** A place in a source, with the name of the document: "Processchema BBL, P3". */
export function sourceWords(page, text) {
  const [first, ...rest] = text.split(" ");
  const id = first.replace(/[:;,]+$/, "");
  const title = page.document.sources[id];
  return title ? [title, rest.join(" ")].filter(Boolean).join(": ") : text;
}

/** Whether a text is a day that can be decided on. */
export function isServed(page, text) {
  const { first, last } = page.document.days;
  return readDay(text) !== null && text >= first && text <= last;
}

/** Today, as 2026-03-01, by the clock of this device. */
export function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((one) => String(one).padStart(2, "0")).join("-");
}
