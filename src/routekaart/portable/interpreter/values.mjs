/** Values of facts: how they are read, compared and shown. Numbers are whole numbers of their smallest step. */

import { EARLIEST, LATEST, dayNumber, monthLength, readDay, writeDay } from "./calendar.mjs";

/** A number in steps of 10^-decimals, rounded up (or else down) to a whole step. */
export function scaled(text, decimals, up) {
  const found = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!found) return null;
  const fraction = found[3] ?? "";
  const shift = Number(found[4] ?? 0) - fraction.length + decimals;
  let number = BigInt(found[2] + fraction);
  if (found[1] === "-") number = -number;
  if (shift >= 0) return number * 10n ** BigInt(shift);
  const by = 10n ** BigInt(-shift);
  const whole = number / by;
  const rest = number % by;
  if (rest === 0n) return whole;
  if (up) return rest > 0n ? whole + 1n : whole;
  return rest < 0n ? whole - 1n : whole;
}

const LARGEST = 10n ** 18n;
const LONGEST = 1000;
const NUMBER = /^[+-]?\d{1,18}(\.\d{1,18})?$/;

const YES = ["ja", "true", "yes"];
const NO = ["nee", "false", "no"];
export const asCompared = (text) => text.normalize("NFC").split(/\s+/u).filter(Boolean).join(" ").toLowerCase();

/** The number of the cell that a value lies in. */
export function cellOf(places, value) {
  let cell = 0;
  while (cell < places.length && places[cell] <= value) cell += 1;
  return cell;
}

export const bounds = (fact) => [
  fact.minimum === null ? null : scaled(fact.minimum, fact.decimals, true),
  fact.maximum === null ? null : scaled(fact.maximum, fact.decimals, false),
];

export const numberPlace = (fact, cut, limit) =>
  cut.beyond ? scaled(limit, fact.decimals, false) + 1n : scaled(limit, fact.decimals, true);

function readNumber(fact, text) {
  const value = text === null ? null : scaled(text, fact.decimals, true);
  if (value === null || value !== scaled(text, fact.decimals, false)) return null;
  const [low, high] = bounds(fact);
  const limit = LARGEST * 10n ** BigInt(fact.decimals);
  if (value <= -limit || value >= limit || (low !== null && value < low) || (high !== null && value > high)) return null;
  return fact.read_off ? Number(value) : value;
}

/** The first and the last day that a text can mean: a day, a month, a year, or two days with a slash between them. */
function readDays(text, fact) {
  if (text === null) return null;
  const inRange = (first, last) => (first !== null && last !== null && first <= last ? [first, last] : null);
  const known = (day) => (day !== null && day >= EARLIEST && day <= LATEST ? day : null);
  const day = readDay(text);
  if (day !== null) return fact.read_off || known(day) !== null ? [day, day] : null;
  if (fact.read_off) return null;
  const two = /^(\d{4}-\d{2}-\d{2})\/(\d{4}-\d{2}-\d{2})$/.exec(text);
  if (two) return inRange(known(readDay(two[1])), known(readDay(two[2])));
  const part = /^(\d{4})(?:-(\d{2}))?(?:-00)?$/.exec(text);
  if (!part) return null;
  const [year, month] = [Number(part[1]), Number(part[2] ?? 0)];
  if (year < 1850 || year > 2199 || month > 12) return null;
  return month
    ? [dayNumber(year, month, 1), dayNumber(year, month, monthLength(year, month))]
    : [dayNumber(year, 1, 1), dayNumber(year, 12, 31)];
}

/** The value that was given of a fact; null when it cannot be read. */
export function readValue(fact, given) {
  const text = typeof given === "string" ? given.trim() : null;
  switch (fact.type) {
    case "yes_no": {
      const word = typeof given === "boolean" ? (given ? "ja" : "nee") : text?.toLowerCase();
      return YES.includes(word) ? "ja" : NO.includes(word) ? "nee" : null;
    }
    case "choice": {
      const word = typeof given === "boolean" ? (given ? "ja" : "nee") : text;
      if (word === null) return null;
      const exact = fact.options.find((one) => one.id === word.normalize("NFC"));
      const meant = exact ?? fact.options.find((one) => one.also.some((also) => asCompared(also) === asCompared(word)));
      return typeof given === "boolean" && !exact ? null : (meant?.id ?? null);
    }
    case "text":
      return text && given.length <= LONGEST ? text.normalize("NFC").split(/\s+/u).filter(Boolean).join(" ") : null;
    case "number":
      if (text !== null && !NUMBER.test(text)) return null;
      return readNumber(fact, typeof given === "number" ? String(given) : text);
    default: {
      const days = readDays(text, fact);
      return days && { first: days[0], last: days[1], whole: readDay(text) !== null };
    }
  }
}

/** A value of a fact as it is shown. */
export function shown(fact, value) {
  if (fact.type === "date") return writeDay(value.first ?? value);
  return fact.type === "number" ? numberText(BigInt(value), fact.decimals) : value;
}

/** A number of steps of 10^-decimals. `exact` keeps zeros at the end of decimals. */
export function numberText(value, decimals, exact = false) {
  const by = 10n ** BigInt(decimals);
  if (value % by === 0n) return String(value / by);
  const digits = String(value < 0n ? -value : value).padStart(decimals + 1, "0");
  const text = `${value < 0n ? "-" : ""}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return exact ? text : text.replace(/0+$/, "");
}

/** What a fact can be, as plain values. */
function plain(what) {
  if (typeof what === "string") return { value: what };
  if (what.oneOf) return { value: null, one_of: what.oneOf };
  return { value: null, ...(what.low == null ? {} : { from: what.low }), ...(what.high == null ? {} : { to: what.high }) };
}
