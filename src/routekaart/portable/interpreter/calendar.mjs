/** The calendar. Days are numbers: 1 is 1 January of the year 1. */

const DAYS_BEFORE = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
const isLeap = (year) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
export const monthLength = (year, month) => [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];

/** The number of a day. */
export function dayNumber(year, month, day) {
  const before = year - 1;
  const leapDays = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  return before * 365 + leapDays + DAYS_BEFORE[month - 1] + (month > 2 && isLeap(year) ? 1 : 0) + day;
}

/** The year, month and day of a day number. */
export function dayParts(number) {
  let year = Math.floor((number - 1) / 365.2425) + 1;
  while (dayNumber(year, 1, 1) > number) year -= 1;
  while (dayNumber(year + 1, 1, 1) <= number) year += 1;
  let month = 1;
  while (month < 12 && dayNumber(year, month + 1, 1) <= number) month += 1;
  return [year, month, number - dayNumber(year, month, 1) + 1];
}

export const EARLIEST = dayNumber(1850, 1, 1);
export const LATEST = dayNumber(2199, 12, 31);
const FIRST_OF_ALL = 1;
const LAST_OF_ALL = dayNumber(9999, 12, 31);

/** The day number of a text such as 2009-03-01; null for any other text. */
export function readDay(text) {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!found) return null;
  const [year, month, day] = found.slice(1).map(Number);
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > monthLength(year, month)) return null;
  return dayNumber(year, month, day);
}

/** A day number as a text such as 2009-03-01. */
export function writeDay(number) {
  const [year, month, day] = dayParts(number);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

export function move(day, amount, unit) {
  if (unit === "days" || unit === "weeks") return clamped(day + amount * (unit === "weeks" ? 7 : 1));
  const [year, month, dayOfMonth] = dayParts(day);
  const months = year * 12 + month - 1 + amount * (unit === "years" ? 12 : 1);
  const newYear = Math.floor(months / 12);
  if (newYear < 1) return FIRST_OF_ALL;
  if (newYear > 9999) return LAST_OF_ALL;
  const newMonth = (months % 12) + 1;
  return dayNumber(newYear, newMonth, Math.min(dayOfMonth, monthLength(newYear, newMonth)));
}

const clamped = (day) => Math.min(Math.max(day, FIRST_OF_ALL), LAST_OF_ALL);

export function endOfSchoolYear(day) {
  const [year] = dayParts(day);
  const last = dayNumber(year, 7, 31);
  return day <= last ? last : year < 9999 ? dayNumber(year + 1, 7, 31) : LAST_OF_ALL;
}

export function unitsSince(day, on, unit) {
  if (on <= day) return 0;
  if (unit === "days") return on - day;
  if (unit === "weeks") return Math.floor((on - day) / 7);
  const [year, month, dayOfMonth] = dayParts(day);
  const [onYear, onMonth, onDay] = dayParts(on);
  if (unit === "years") return onYear - year - (onMonth < month || (onMonth === month && onDay < dayOfMonth) ? 1 : 0);
  const count = (onYear - year) * 12 + onMonth - month;
  return move(day, count, "months") <= on ? count : count - 1;
}

export function unitsUntil(day, on, unit) {
  if (day <= on) return 0;
  if (unit === "days") return day - on;
  if (unit === "weeks") return Math.ceil((day - on) / 7);
  const [year, month] = dayParts(day);
  const [onYear, onMonth] = dayParts(on);
  const count = Math.trunc(((year - onYear) * 12 + month - onMonth) / (unit === "years" ? 12 : 1));
  return move(on, count, unit) >= day ? count : count + 1;
}

/** The first day from which `holds` is true on every day; null if there is none. */
export function firstDay(holds) {
  let low = EARLIEST;
  let high = LATEST + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low <= LATEST ? low : null;
}
