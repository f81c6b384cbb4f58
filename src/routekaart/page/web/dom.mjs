/** Elements from values. Text is only ever put in as text, and what hides or turns text is left out of it. */

const HIDDEN = new RegExp(
  "[\\u0000-\\u0009\\u000b-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u180e\\u200b\\u200e\\u200f\\u2028-\\u202e" +
    "\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb]",
  "g",
);

/** A text as it is shown: a blank in the place of each character that steers or hides. */
export const shown = (text) => String(text).replace(HIDDEN, " ");

/**
 * An element with attributes and children.
 *
 * @param {string} tag
 * @param {Record<string, unknown>} attributes a function belongs to an event (`onclick`); null and false are left out
 * @param {...(Node | string | null | false | undefined | Array)} children
 * @returns {HTMLElement}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : shown(value));
  }
  made.append(...nodes(children));
  return made;
}

/** Children as nodes, without what is not there. */
function nodes(children) {
  return children
    .flat(Infinity)
    .filter((one) => one !== null && one !== undefined && one !== false && one !== "")
    .flatMap((one) => (one instanceof Node ? one : textNodes(shown(one))));
}

/** A text that can be broken behind an underscore, so that a name of the file is not wider than a phone. */
const textNodes = (text) =>
  text
    .split(/(?<=\w_)(?=\w)/)
    .flatMap((one, at) => [at ? document.createElement("wbr") : null, document.createTextNode(one)])
    .filter(Boolean);

/** Puts children in the place of everything in an element. */
export function fill(parent, ...children) {
  parent.replaceChildren(...nodes(children));
}

/** A button that acts on the page; its id is what focus is found by after the page is drawn again. */
export function button(id, text, onclick, attributes = {}) {
  return element("button", { type: "button", id, onclick, ...attributes }, text);
}

/** A heading that focus can be moved to. */
export function heading(level, id, ...children) {
  return element(`h${level}`, { id, tabindex: "-1" }, ...children);
}

/** A list of what is there; null when there is nothing. */
export function list(items, attributes = {}) {
  const there = items.filter(Boolean);
  return there.length
    ? element(
        "ul",
        attributes,
        there.map((one) => element("li", {}, one)),
      )
    : null;
}

/** Pairs of a name and what belongs to it; pairs without that are left out. */
export function pairs(rows, attributes = {}) {
  const there = rows.filter(([, value]) => value && (!Array.isArray(value) || value.length));
  if (!there.length) return null;
  return element(
    "dl",
    attributes,
    there.map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value))),
  );
}
