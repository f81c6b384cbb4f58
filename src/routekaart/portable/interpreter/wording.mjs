/** Facts, values and conditions in words of the document. */

import { dayNumber, monthLength, writeDay } from "./calendar.mjs";
import { conditionText, fill, listed } from "./conditions.mjs";

/** Facts, values and conditions in words of one language. */
export class Wording {
  constructor(engine, lang, on) {
    if (!Object.hasOwn(engine.document.words, lang)) throw new RangeError("there are no words in this language");
    Object.assign(this, { engine, lang, on, words: engine.document.words[lang] });
    this.facts = engine.document.facts;
  }

  /** A condition, with the limits of the day. */
  condition(tree) {
    const limit = ({ parameter, unit }) => this.inUnits(this.engine.parameter(parameter, this.on), unit);
    const piece = (one) => (typeof one === "string" ? one : limit(one));
    const said = (words) => (words.on_day ? words.on_day[this.lang].map(piece).join("") : words.when[this.lang]);
    return conditionText(tree, this.words.phrases, said);
  }

  question(name) {
    return this.facts[name].question ?? this.phrase("question", { fact: this.facts[name].title });
  }

  /** What a fact is: one value, or what it can be. */
  whatIs(name, what) {
    const fact = this.facts[name];
    if (typeof what === "string") {
      return fact.type === "yes_no" ? this.yesOrNo(fact, what) : this.is(fact, this.amount(fact, what));
    }
    if (what.oneOf) return this.is(fact, this.anyOf(what.oneOf.map((one) => this.amount(fact, one))));
    const [low, high] = [what.low ?? null, what.high ?? null];
    if (low !== null && high !== null) return this.between(fact, low, high);
    if (low === null && high === null) return this.phrase("not_known", { fact: fact.title });
    const how = low === null ? "at_most" : "at_least";
    const bounds = fact.bounds ?? fact.type;
    return this.phrase(`${bounds}_${how}`, { fact: fact.title, value: this.amount(fact, low ?? high) });
  }

  between(fact, low, high) {
    if (fact.type === "date") {
      const part = partOfCalendar(low, high);
      return part === null
        ? this.phrase("between_days", { fact: fact.title, low, high })
        : this.phrase("some_day_in", { fact: fact.title, value: part });
    }
    const isOneOfTwo = fact.decimals === 0 && BigInt(high) === BigInt(low) + 1n;
    return this.phrase(isOneOfTwo ? "one_of_two" : "between", { fact: fact.title, low, high: this.amount(fact, high) });
  }

  yesOrNo(fact, value) {
    return fact.phrases[value] || this.phrase("yes_no", { fact: fact.title, value });
  }

  is(fact, value) {
    return this.phrase("is", { fact: fact.title, value });
  }

  amount(fact, value) {
    if (fact.type === "choice") return fact.options.find((one) => one.id === value).said;
    return fact.type === "text" ? `'${value}'` : this.inUnits(value, fact.unit);
  }

  inUnits(value, unit) {
    return unit === null ? value : `${value} ${this.words.units[unit][value === "1" ? "one" : "more"]}`;
  }

  anyOf(words) {
    return listed(words, this.words.phrases.or);
  }

  allOf(words) {
    return listed(words, this.words.phrases.and);
  }

  phrase(how, values) {
    return fill(this.words.phrases[how], values);
  }

  say(what, values) {
    return fill(this.words.explaining[what], values);
  }

  /** A step or end with its title. */
  named(target) {
    const { steps, ends } = this.engine.document;
    const place = Object.hasOwn(steps, target) ? steps[target] : Object.hasOwn(ends, target) ? ends[target] : null;
    return place === null ? target : this.engine.placeName(target, place.title);
  }

  /** Something that happens on a day: a fact or a limit becomes something. */
  event({ fact, parameter, value, maybe }) {
    if (fact) {
      const { title } = this.facts[fact];
      return this.phrase(maybe ? "may_become" : "becoming", { fact: title, value: this.amount(this.facts[fact], value) });
    }
    const { title, unit } = this.engine.document.parameters[parameter];
    const units = unit === null ? "" : ` ${this.words.units[unit].more}`;
    return this.phrase("becoming", { fact: title, value: value + units });
  }

  /** What is decided, as one of the sentences for it. */
  decided(sentences, { outcome, target, possible, missing }, stepId) {
    const places = possible.map((one) => this.named(one));
    return fill(sentences[outcome], {
      step: this.named(stepId),
      target: target === null ? "" : this.named(target),
      possible: this.anyOf(places),
      together: this.allOf(places),
      missing: missing.map((one) => this.facts[one].title).join(", "),
    });
  }
}

/** A year or a month, when that is what lies between two days; else null. */
function partOfCalendar(low, high) {
  const [year, month] = low.split("-").map(Number);
  const text = String(year).padStart(4, "0");
  if (low === `${text}-01-01` && high === `${text}-12-31`) return text;
  const days = `${text}-${String(month).padStart(2, "0")}`;
  return low === `${days}-01` && high === writeDay(dayNumber(year, month, monthLength(year, month))) ? days : null;
}
