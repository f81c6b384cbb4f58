/** Other readings of the sources: which there are, and that the page goes by one of them now. */

import { button, element, list } from "./dom.mjs";

/** The alternatives of a reading that can be gone by. */
const alternativesOf = (page, reading) => page.written.document.alternatives.filter((one) => one.reading === reading);

/** The choices with one more, without those that it does not go together with. */
function withReading(page, readings, { reading, alternative }) {
  const others = Object.entries(readings).filter(([name]) => name !== reading);
  return others.reduce(
    (choices, [name, chosen]) => {
      const more = { ...choices, [name]: chosen };
      return goTogether(page, more) ? more : choices;
    },
    { [reading]: alternative },
  );
}

function goTogether(page, choices) {
  try {
    page.written.route.under(choices);
    return true;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return false;
  }
}

/** The readings that are taken otherwise, in words. */
export const readingsTaken = (page, state) =>
  Object.entries(state.readings).map(([reading, alternative]) => {
    const { text } = alternativesOf(page, reading).find((one) => one.alternative === alternative);
    return `${reading}: ${text}`;
  });

/** That the page goes by another reading, with the way back; null when it goes by what was chosen. */
export function readingBanner(page, state, act) {
  const chosen = readingsTaken(page, state);
  if (!chosen.length) return null;
  return element(
    "section",
    { class: "notice banner", "aria-label": page.say("other_reading") },
    element("p", {}, page.say("under_reading")),
    list(chosen),
    element("p", {}, page.say("under_reading_until")),
    state.dropped.length
      ? element("p", { id: "readings_dropped" }, page.say("reading_alone", { readings: state.dropped.join(", ") }))
      : null,
    button("read_as_chosen", page.say("read_as_chosen"), () => act.read({}, "read_as_chosen")),
  );
}

/** The alternatives of a reading, each with a button to go by it. */
export function alternativesView(page, reading, others, act) {
  const executable = alternativesOf(page, reading);
  const row = ({ id, text }) => {
    const found = executable.find((one) => one.alternative === id);
    if (!found || !act) return text;
    const isChosen = page.readings[reading] === id;
    const pressed = `read_${reading}_${id}`;
    const go = () => act.read(isChosen ? {} : withReading(page, page.readings, found), pressed);
    return element(
      "span",
      {},
      text,
      " ",
      isChosen ? element("span", { class: "tag" }, page.say("read_now")) : null,
      " ",
      button(pressed, page.say(isChosen ? "read_as_chosen" : "read_so"), go, {
        class: "quiet",
        "aria-label": `${page.say(isChosen ? "read_as_chosen" : "read_so")}: ${text}`,
      }),
    );
  };
  return list(others.map(row));
}
