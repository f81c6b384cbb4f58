/** The page: shows what the address asks for, and draws it anew when something was told. */

import { decided, questionNow } from "./deciding.mjs";
import { element, fill, shown } from "./dom.mjs";
import { makeMap } from "./map.mjs";
import { makePage, today } from "./page.mjs";
import { answerWords } from "./result.mjs";
import { asJson, asText, copied, give } from "./saving.mjs";
import { printView } from "./paper.mjs";
import { referenceView } from "./reference.mjs";
import { listView, sheetView } from "./sheet.mjs";
import { answered, asking, goneBack, goneOn, inStep, newStudent, notKnown, onDay, otherwise, takenBack } from "./state.mjs";
import { placesOf, studentView } from "./student.mjs";
import { whatIfView } from "./what_if.mjs";

const byId = (id) => document.getElementById(id);
const page = makePage(JSON.parse(byId("data").textContent));
const map = makeMap(page, { svg: document.querySelector("svg.rk"), frame: byId("map_frame"), tools: byId("map_tools") });
const everywhere = [...Object.keys(page.document.steps), ...Object.keys(page.document.ends)];
let state = newStudent(today());

const SCREENS = ["student", "map", "what_if", "reference", "print"];
/** The screens with the map beside them. */
const WITH_MAP = new Set(["student", "map", "step", "end"]);

/** What the address asks for: a screen, and what on it. */
function asked() {
  const [screen, name = "", part = ""] = decodeURIComponent(location.hash.slice(1)).split("/");
  const isPlace = (screen === "step" && Object.hasOwn(page.document.steps, name)) || (screen === "end" && Object.hasOwn(page.document.ends, name));
  // What stands behind "#" can be anything that somebody typed.
  return isPlace || SCREENS.includes(screen) ? { screen, name, part } : { screen: "student", name: "", part: "" };
}

function drawNav({ screen }) {
  const current = { step: "map", end: "map" }[screen] ?? screen;
  const link = (name) =>
    element("li", {}, element("a", { href: `#${name}`, "aria-current": name === current ? "page" : null }, page.say(`nav_${name}`)));
  fill(byId("nav"), element("ul", {}, SCREENS.map(link)));
}

const VIEWS = {
  student: () => studentView(page, state, act),
  map: () => listView(page, null),
  step: ({ name }) => sheetView(page, name, act),
  end: ({ name }) => sheetView(page, name, act),
  what_if: () => whatIfView(page, state, act),
  print: ({ name, part }) => printView(page, map, name, part, act),
  reference: ({ name }) => referenceView(page, name),
};

function draw() {
  const at = asked();
  const { id } = document.activeElement ?? {};
  byId("screen").dataset.screen = at.screen;
  drawNav(at);
  fill(byId("main"), VIEWS[at.screen](at));
  byId("map_part").hidden = !WITH_MAP.has(at.screen);
  const isPlace = at.screen === "step" || at.screen === "end";
  const places = isPlace ? { here: null, next: [], passed: [] } : placesOf(page, state);
  map.mark(isPlace ? { here: at.name, next: [], passed: everywhere } : places);
  map.show(isPlace ? [at.name] : places.here ? [places.here, ...places.next] : [page.document.route.start]);
  if (id && byId(id)) byId(id).focus({ preventScroll: true });
}

/** Moves focus to the first of some places that is there, so that it is read out and in view. */
function focusOn(...ids) {
  const found = ids.map(byId).find(Boolean);
  found?.focus({ preventScroll: true });
  found?.scrollIntoView({ block: "nearest" });
}

function change(next, ...focus) {
  state = next;
  if (asked().screen !== "student") history.pushState(null, "", "#student");
  draw();
  focusOn(...focus);
  if (state.step !== null) announce(state);
}

function announce({ step, facts, on }) {
  const found = decided(page, step, facts, on);
  byId("announcement").textContent = shown(found.decision ? answerWords(page, step, found.decision) : page.say("refused"));
}

/** What to do with an answer: on to the next question, or to what comes out. */
const afterAnswer = () => {
  const found = decided(page, state.step, state.facts, state.on);
  return questionNow(state, found) === null ? ["result", "question", "title"] : ["question", "result", "title"];
};

function told(next) {
  state = next;
  change(next, ...afterAnswer());
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
    change(goneOn(state, target, (name) => page.more.facts[name]?.visit ?? false), "title");
    window.scrollTo(0, 0);
  },
  goBack: (place) => change(goneBack(state, place), "title"),
  print: () => window.print(),
  whatIf: (other) => {
    state = otherwise(state, other);
    draw();
    focusOn("beside");
  },
  restart: () => change(inStep(state, null), "step"),
  newStudent: () => {
    change(newStudent(state.on), "step");
    byId("announcement").textContent = page.say("new_student_said");
  },
  download: () => give(`${page.document.route.id}.json`, asJson(state), "application/json"),
  copy: async (found) => {
    const text = asText(page, state, found);
    const isDone = await copied(text);
    byId("announcement").textContent = page.say(isDone ? "copied" : "not_copied");
    if (isDone) byId("copy").textContent = page.say("copied");
    else byId("copy").closest("section").append(element("textarea", { id: "copy_text", rows: 12, readonly: true, "aria-label": page.say("copy") }, text));
    if (!isDone) byId("copy_text").select();
  },
});

/** Begins a screen at its top, or at what the address names in it. */
function arrive() {
  const { name, part } = asked();
  window.scrollTo(0, 0);
  byId(`${name}/${part}`)?.scrollIntoView();
  focusOn(`${name}/${part}`, "title", "main");
}

window.addEventListener("hashchange", () => {
  draw();
  arrive();
});
draw();
if (asked().part) arrive();
