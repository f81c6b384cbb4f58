/** The page while somebody uses it: shows what the address asks for, and draws it anew when something was told. */

import { decided, questionNow, taskQuestionNow } from "./deciding.mjs";
import { element, fill, shown } from "./dom.mjs";
import { makeMap } from "./map.mjs";
import { makePage, pageUnder, placeName, today } from "./page.mjs";
import { printView } from "./paper.mjs";
import { makePast } from "./past.mjs";
import { readingBanner } from "./readings.mjs";
import { referenceView } from "./reference.mjs";
import { answerWords, problemWords } from "./result.mjs";
import { asJson, asText, copied, give } from "./saving.mjs";
import { listView, sheetView } from "./sheet.mjs";
import {
  answered,
  asking,
  goneBack,
  goneOn,
  inStep,
  isTold,
  newStudent,
  notKnown,
  onDay,
  otherwise,
  takenBack,
  underReadings,
  withFacts,
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
  const past = makePast(state);
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
    page = Object.freeze({ ...pageUnder(written, state.readings), on: state.on });
    const at = asked(page);
    const { id } = document.activeElement ?? {};
    const before = keptOf(byId("main"));
    byId("screen").dataset.screen = at.screen;
    fill(byId("nav"), navView(page, at));
    fill(byId("main"), readingBanner(page, state, act), views[at.screen](at));
    keepAs(before);
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
    const found = byId(`${name}/${part}`);
    if (found) found.open = true;
    found?.scrollIntoView();
    focusOn(`${name}/${part}`, "title", "main");
  }

  // Changing.

  function change(next, ...focus) {
    keep(next, asked(page).screen === "student" ? undefined : "#student");
    draw();
    focusOn(...focus);
    if (state.step !== null) announce();
  }

  function keep(next, address) {
    state = next;
    past.add(next, address);
  }

  /** Something was told: on to the next question, or to what comes out. */
  function told(next) {
    const found = decided(page, next.step, next.facts, next.on);
    if (questionNow(next, found) !== null) return change(next, "question");
    const wasOfTasks = state.step !== null && taskQuestionNow(page, state, decidedNow()) !== null;
    return change(next, ...(wasOfTasks ? ["task_question", "tasks", "result"] : ["result"]));
  }

  const decidedNow = () => decided(page, state.step, state.facts, state.on);

  const ofAVisit = (name) => page.more.facts[name]?.visit ?? false;

  /** In another step: at its question, and otherwise at its top. */
  function arriveIn(next) {
    const isAsked = questionNow(next, decided(page, next.step, next.facts, next.on)) !== null;
    change(next);
    announce(`${page.say("now_in_step")} ${placeName(page, next.step)}. `);
    window.scrollTo(0, 0);
    focusOn(isAsked ? "question" : "title");
  }

  function announce(before = "") {
    const { decision } = decidedNow();
    const said = decision ? answerWords(page, state.step, decision) : page.say("refused");
    byId("announcement").textContent = shown(`${before}${said}`);
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
    notKnown: (name, isMore) => told(notKnown(state, name, isMore)),
    takeBack: (name) => told(takenBack(state, name)),
    ask: (name) => change(asking(state, name), "question", name === null ? "result" : "task_question", "result"),
    problems: (name, value) =>
      decided(page, state.step, { [name]: value }, state.on).problems.map((one) => problemWords(page, one)),
    toTasks: () => focusOn("task_question"),
    goOn: (target) => arriveIn(goneOn(state, target, ofAVisit)),
    goBack: (place) => arriveIn(goneBack(state, place, ofAVisit)),
    goForward: () => arriveIn(state.before),
    restart: () => change(inStep(state, null), "step"),
    newStudent: () => {
      state = newStudent(today(), state.readings);
      past.addAlone(state, asked(page).screen === "student" ? undefined : "#student");
      draw();
      focusOn("step");
      byId("announcement").textContent = page.say("new_student_said");
    },
    open: (facts) => (state.step === null ? change(withFacts(state, facts), "step") : told(withFacts(state, facts))),
    whatIf: (other) => {
      keep(otherwise(state, other));
      draw();
      focusOn("beside");
    },
    read: (readings, pressed) => {
      const isThere = (step) => Object.hasOwn(pageUnder(written, readings).document.steps, step);
      const height = () => byId(pressed)?.getBoundingClientRect().top ?? 0;
      const before = height();
      keep(underReadings(state, readings, isThere));
      draw();
      if (byId(pressed)) {
        byId(pressed).focus({ preventScroll: true });
        window.scrollBy(0, height() - before);
      } else focusOn("title", "main");
      const words = Object.keys(readings).length ? "under_reading" : "as_written";
      byId("announcement").textContent = page.say(words);
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
  window.addEventListener("popstate", (event) => {
    const before = state;
    state = past.goneTo(event.state);
    if (state === before) return;
    draw();
    focusOn("question", "title");
  });
  window.addEventListener("hashchange", () => {
    draw();
    arrive();
  });
  // What is folded is unfolded on paper.
  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = [...byId("main").querySelectorAll("details:not([open]):not(.no_print)")];
    for (const one of folded) one.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const one of folded) one.open = false;
  });
  // With the page everything that was told is gone: the browser asks whether that is meant.
  window.addEventListener("beforeunload", (event) => {
    if (past.all().some(isTold)) event.preventDefault();
  });
  draw();
  if (asked(page).part) arrive();
}

/** What somebody opened and looked for in a list. */
const keptOf = (main) => ({
  open: [...main.querySelectorAll("details.entry[open]")].map((one) => one.id),
  fields: [...main.querySelectorAll("input.kept")].map(({ id, value, checked }) => ({ id, value, checked })),
});

/** The same once the list is drawn again. */
function keepAs({ open, fields }) {
  for (const one of open.map(byId).filter(Boolean)) one.open = true;
  for (const { id, ...kept } of fields.filter((one) => byId(one.id))) {
    Object.assign(byId(id), kept).dispatchEvent(new Event("input"));
  }
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
  const whole = found?.closest(".card") ?? found;
  whole?.scrollIntoView({ block: whole.offsetHeight > window.innerHeight ? "start" : "nearest" });
}
