/** The page while somebody uses it: shows what the address asks for, and draws it anew when something was told. */

import { decided, questionNow } from "./deciding.mjs";
import { element, fill, shown } from "./dom.mjs";
import { makeMap } from "./map.mjs";
import { makePage, pageUnder, today } from "./page.mjs";
import { printView } from "./paper.mjs";
import { readingBanner } from "./readings.mjs";
import { referenceView } from "./reference.mjs";
import { answerWords } from "./result.mjs";
import { asJson, asText, copied, give } from "./saving.mjs";
import { listView, sheetView } from "./sheet.mjs";
import {
  answered,
  asking,
  goneBack,
  goneOn,
  inStep,
  newStudent,
  notKnown,
  onDay,
  otherwise,
  takenBack,
  underReadings,
} from "./state.mjs";
import { placesOf, studentView } from "./student.mjs";
import { whatIfView } from "./what_if.mjs";

const SCREENS = ["student", "map", "what_if", "reference", "print"];
/** The screens with the map beside them. */
const WITH_MAP = new Set(["student", "map", "step", "end"]);

const byId = (id) => document.getElementById(id);

/** Shows the page, and from then on what is asked of it. */
export function startPage(data) {
  const written = makePage(data);
  const map = makeMap(written, {
    svg: document.querySelector("svg.rk"),
    frame: byId("map_frame"),
    tools: byId("map_tools"),
  });
  const everywhere = [...Object.keys(written.document.steps), ...Object.keys(written.document.ends)];
  let state = newStudent(today(), {});
  let page = written;

  // Drawing.

  const views = {
    student: () => studentView(page, state, act),
    map: () => listView(page, null),
    step: ({ name }) => sheetView(page, name, act),
    end: ({ name }) => sheetView(page, name, act),
    what_if: () => whatIfView(page, state, act),
    print: ({ name, part }) => printView(page, map, name, part, act),
    reference: ({ name }) => referenceView(page, name, act),
  };

  function draw() {
    page = pageUnder(written, state.readings);
    const at = asked(page);
    const { id } = document.activeElement ?? {};
    byId("screen").dataset.screen = at.screen;
    fill(byId("nav"), navView(page, at));
    fill(byId("main"), readingBanner(page, state, act), views[at.screen](at));
    document.title = [byId("title").textContent, page.document.route.title].join(" - ");
    byId("map_part").hidden = !WITH_MAP.has(at.screen);
    drawMap(at);
    if (id && byId(id)) byId(id).focus({ preventScroll: true });
  }

  function drawMap({ screen, name }) {
    const isPlace = screen === "step" || screen === "end";
    const places = isPlace ? { here: name, next: [], passed: everywhere } : placesOf(page, state);
    map.mark(places);
    map.show([places.here ?? page.document.route.start, ...places.next]);
  }

  /** Begins a screen at its top, or at what the address names in it. */
  function arrive() {
    const { name, part } = asked(page);
    window.scrollTo(0, 0);
    byId(`${name}/${part}`)?.scrollIntoView();
    focusOn(`${name}/${part}`, "title", "main");
  }

  // Changing.

  function change(next, ...focus) {
    state = next;
    if (asked(page).screen !== "student") history.pushState(null, "", "#student");
    draw();
    focusOn(...focus);
    if (state.step !== null) announce();
  }

  /** Something was told: on to the next question, or to what comes out. */
  function told(next) {
    const found = decided(page, next.step, next.facts, next.on);
    const isAsked = questionNow(next, found) !== null;
    change(next, ...(isAsked ? ["question", "result", "title"] : ["result", "question", "title"]));
  }

  function announce() {
    const { decision } = decided(page, state.step, state.facts, state.on);
    byId("announcement").textContent = shown(decision ? answerWords(page, state.step, decision) : page.say("refused"));
  }

  async function copy() {
    const isDone = await copied(asText(page, state));
    byId("announcement").textContent = page.say(isDone ? "copied" : "not_copied");
    if (isDone) byId("copy").textContent = page.say("copied");
    else showText(asText(page, state));
  }

  /** The text in a box, where the browser does not let a page copy. */
  function showText(text) {
    const box =
      byId("copy_text") ??
      element("textarea", { id: "copy_text", rows: 12, readonly: true, "aria-label": page.say("copy") });
    box.value = text;
    byId("copy").closest("section").append(box);
    box.select();
  }

  const act = Object.freeze({
    begin: (step, on = state.on) => told(inStep(onDay(state, on), step)),
    setDay: (on) => change(onDay(state, on), "title"),
    answer: (name, value) => told(answered(state, name, value)),
    notKnown: (name) => told(notKnown(state, name)),
    takeBack: (name) => told(takenBack(state, name)),
    ask: (name) => change(asking(state, name), "question", "result", "title"),
    canBe: (name, value) => !decided(page, state.step, { [name]: value }, state.on).problems.length,
    goOn: (target) => {
      change(
        goneOn(state, target, (name) => page.more.facts[name]?.visit ?? false),
        "title",
      );
      window.scrollTo(0, 0);
    },
    goBack: (place) => change(goneBack(state, place), "title"),
    restart: () => change(inStep(state, null), "step"),
    newStudent: () => {
      change(newStudent(state.on, state.readings), "step");
      byId("announcement").textContent = page.say("new_student_said");
    },
    whatIf: (other) => {
      state = otherwise(state, other);
      draw();
      focusOn("beside");
    },
    read: (readings) => {
      state = underReadings(state, readings, (step) =>
        Object.hasOwn(pageUnder(written, readings).document.steps, step),
      );
      draw();
      focusOn("title", "main");
    },
    download: () => give(`${page.document.route.id}.json`, asJson(state), "application/json"),
    print: () => window.print(),
    copy,
  });

  // Its address would be taken for that of a screen.
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    focusOn("main");
  });
  window.addEventListener("hashchange", () => {
    draw();
    arrive();
  });
  draw();
  if (asked(page).part) arrive();
}

/** What the address asks for: a screen, and what on it. It can be anything that somebody typed. */
function asked(page) {
  const [screen, name = "", part = ""] = readable(location.hash.slice(1)).split("/");
  const places = { step: page.document.steps, end: page.document.ends };
  const isPlace = Object.hasOwn(places, screen) && Object.hasOwn(places[screen], name);
  return isPlace || SCREENS.includes(screen) ? { screen, name, part } : { screen: "student", name: "", part: "" };
}

function readable(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

function navView(page, { screen }) {
  const current = { step: "map", end: "map" }[screen] ?? screen;
  const link = (name) =>
    element(
      "li",
      {},
      element("a", { href: `#${name}`, "aria-current": name === current ? "page" : null }, page.say(`nav_${name}`)),
    );
  return element("ul", {}, SCREENS.map(link));
}

/** Moves focus to the first of some places that is there, so that it is read out and in view. */
function focusOn(...ids) {
  const found = ids.map(byId).find(Boolean);
  found?.focus({ preventScroll: true });
  found?.scrollIntoView({ block: "nearest" });
}
