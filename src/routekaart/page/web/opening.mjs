/** The facts in a file that was kept earlier. It can be any file. */

import { decided } from "./deciding.mjs";
import { problemWords } from "./result.mjs";

/**
 * What stands in a file, or why it cannot be used.
 *
 * @param {string} text
 * @returns {{ facts?: Record<string, string>, message?: string }}
 */
export function factsIn(page, text) {
  const read = asObject(text);
  if (read === null) return { message: page.say("file_wrong") };
  const facts = Object.fromEntries(Object.entries(read).flatMap(([name, value]) => written(page, name, value)));
  const { problems } = decided(page, page.document.route.start, facts, page.on);
  if (problems.length)
    return { message: [page.say("file_refused"), ...problems.map((one) => problemWords(page, one))].join(" ") };
  return { facts };
}

/** An object of texts, numbers and truths; null for anything else. */
function asObject(text) {
  let read;
  try {
    read = JSON.parse(text);
  } catch {
    return null;
  }
  if (read === null || typeof read !== "object" || Array.isArray(read)) return null;
  const isPlain = (one) => one === null || ["string", "number", "boolean"].includes(typeof one);
  return Object.values(read).every(isPlain) ? read : null;
}

/** A fact as the page keeps it; none of what is not known. */
function written(page, name, value) {
  if (value === null) return [];
  const fact = Object.hasOwn(page.document.facts, name) ? page.document.facts[name] : null;
  const text = typeof value === "boolean" ? (value ? "ja" : "nee") : String(value).trim();
  const isTruth = fact?.type === "yes_no" && { true: "ja", false: "nee" }[text.toLowerCase()];
  return [[name, isTruth || (fact?.type === "yes_no" ? text.toLowerCase() : text)]];
}
