/** What is printed: the map on one sheet or on several that join, a sheet per step, and a sheet per partner. */

import { button, element, heading, list } from "./dom.mjs";
import { partnerName, placeName } from "./page.mjs";
import { partnerSheet, partnersByName, rolesOf } from "./reference.mjs";
import { sheetTop, sheetView } from "./sheet.mjs";

/** Room on a sheet of paper within its margins, in pixels of CSS (96 to an inch), below the line at its top. */
const A4 = { width: 710, height: 990 };
const A3 = { width: 1040, height: 1450 };
/** How much of the map stands on both of two sheets that join, in pixels of paper. */
const OVERLAP = 30;
/** How large the map must be at least on sheets that join: its smallest letters are then some 6 points. */
const LEAST_SCALE = 0.7;
const LETTER = 11;
const POINTS = 0.75;

/**
 * What is printed, and how to choose it.
 *
 * @param {{ svg: SVGElement, width: number, height: number }} map
 */
export function printView(page, map, name, part, act) {
  const sheets = Object.hasOwn(SHEETS, name) ? SHEETS[name](page, map, part) : null;
  return [
    element(
      "div",
      { class: "no_print" },
      heading(2, "title", page.say("print_title")),
      element("p", { class: "lead" }, page.say("print_lead")),
      chooseView(page, map, name, part),
      sheets
        ? element(
            "p",
            { class: "row" },
            button("print", page.say("print_now", { count: sheets.length }), act.print, { class: "primary" }),
          )
        : null,
      sheets ? heading(3, "preview", page.say("preview")) : null,
    ),
    sheets
      ? element("div", { class: "preview", inert: true }, sheets)
      : element("p", { class: "print_only" }, page.say("print_nothing")),
  ];
}

const SHEETS = {
  map_a3: (page, map) => [mapOnOne(page, map)],
  map_a4: (page, map) => mapOnSeveral(page, map),
  steps: (page, map, part) => stepSheets(page, part ? [part] : placesOf(page)),
  partners: (page, map, part) => partnerSheets(page, part ? [part] : actingPartners(page)),
  all: (page, map) => [
    mapOnOne(page, map),
    ...stepSheets(page, placesOf(page)),
    ...partnerSheets(page, actingPartners(page)),
  ],
};

const placesOf = (page) => [...Object.keys(page.document.steps), ...Object.keys(page.document.ends)];
const actingPartners = (page) => partnersByName(page).filter((id) => rolesOf(page, id).length);

function chooseView(page, map, name, part) {
  const link = (what, words) =>
    element(
      "a",
      {
        class: "link_button",
        href: `#print/${what}`,
        "aria-current": what === [name, part].filter(Boolean).join("/") ? "page" : null,
      },
      words,
    );
  const points = (scale) => Math.round(LETTER * scale * POINTS);
  const several = tiling(map);
  return [
    list(
      [
        link("map_a3", page.say("print_map_a3", { points: points(scaleOnOne(map)) })),
        link(
          "map_a4",
          page.say("print_map_a4", { count: several.columns * several.rows, points: points(several.scale) }),
        ),
        link("steps", page.say("print_steps")),
        link("partners", page.say("print_partners")),
      ],
      { class: "plain row" },
    ),
    element(
      "div",
      { class: "pick_row" },
      pick(
        "steps",
        page.say("print_one_step"),
        placesOf(page)
          .filter((id) => page.document.steps[id])
          .map((id) => [id, placeName(page, id)]),
        name === "steps" ? part : "",
        page,
      ),
      pick(
        "partners",
        page.say("print_one_partner"),
        actingPartners(page).map((id) => [id, partnerName(page, id)]),
        name === "partners" ? part : "",
        page,
      ),
    ),
  ];
}

/** One step or partner to print alone. */
function pick(what, label, options, chosen, page) {
  const select = element(
    "select",
    { id: `pick_${what}` },
    options.map(([id, words]) => element("option", { value: id, selected: id === chosen }, words)),
  );
  const go = () => {
    location.hash = `print/${what}/${select.value}`;
  };
  return element(
    "div",
    { class: "field pick" },
    element("label", { for: `pick_${what}` }, label),
    select,
    button(`show_${what}`, page.say("print_show"), go),
  );
}

/** A sheet of paper with the name of the route at its top. */
function sheet(page, kind, about, ...children) {
  return element("article", { class: `paper_sheet ${kind}` }, sheetTop(page, about), children);
}

function stepSheets(page, ids) {
  return ids.map((id) => sheet(page, "text_sheet", page.say("no_rights_short"), sheetView(page, id, null)));
}

function partnerSheets(page, ids) {
  return ids.map((id) => sheet(page, "text_sheet", page.say("no_rights_short"), partnerSheet(page, id)));
}

// The map.

const room = (paper, map) => (map.width > map.height ? { width: paper.height, height: paper.width } : paper);
const lying = (map) => (map.width > map.height ? "lying" : "standing");
const scaleOnOne = (map) => Math.min(room(A3, map).width / map.width, room(A3, map).height / map.height);

function mapOnOne(page, map) {
  const scale = scaleOnOne(map);
  const whole = { x: 0, y: 0, width: map.width, height: map.height };
  return sheet(page, `map_sheet a3_${lying(map)}`, page.say("map"), cut(map, whole, scale));
}

/** In how many columns and rows the map is cut, and how large it is then. */
function tiling(map) {
  const across = A4.width - OVERLAP;
  const down = A4.height - OVERLAP;
  const columns = Math.max(1, Math.ceil((map.width * LEAST_SCALE - OVERLAP) / across));
  const rows = Math.max(1, Math.ceil((map.height * LEAST_SCALE - OVERLAP) / down));
  const scale = Math.min(1, (columns * across + OVERLAP) / map.width, (rows * down + OVERLAP) / map.height);
  return { columns, rows, scale };
}

function mapOnSeveral(page, map) {
  const { columns, rows, scale } = tiling(map);
  const count = columns * rows;
  return Array.from({ length: count }, (_, number) => {
    const [column, row] = [number % columns, Math.floor(number / columns)];
    const part = {
      x: (column * (A4.width - OVERLAP)) / scale,
      y: (row * (A4.height - OVERLAP)) / scale,
      width: A4.width / scale,
      height: A4.height / scale,
    };
    const drawn = cut(map, part, scale);
    const beside = {
      right: column + 1 < columns ? number + 2 : null,
      below: row + 1 < rows ? number + 1 + columns : null,
    };
    drawn.append(...joins(page, part, beside, scale));
    return sheet(page, "map_sheet a4_standing", page.say("sheet_of", { number: number + 1, count }), drawn);
  });
}

/** A part of the map as a picture of its own. */
function cut(map, { x, y, width, height }, scale) {
  const drawn = map.svg.cloneNode(true);
  drawn.setAttribute("viewBox", [x, y, width, height].map((one) => one.toFixed(1)).join(" "));
  drawn.setAttribute("width", (width * scale).toFixed(0));
  drawn.setAttribute("height", (height * scale).toFixed(0));
  for (const link of drawn.querySelectorAll("a")) link.classList.remove("rk_out", "rk_place", "map_next");
  return drawn;
}

/** The lines along which another sheet is glued, each with the number of that sheet. */
function joins(page, { x, y, width, height }, { right, below }, scale) {
  const made = [];
  const at = (tag, attributes, text) => {
    const one = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) one.setAttribute(name, String(value));
    if (text) one.textContent = text;
    made.push(one);
  };
  const edge = OVERLAP / scale;
  const size = 9 / scale;
  if (right !== null) {
    const line = x + width - edge;
    at("line", { class: "join", x1: line, x2: line, y1: y, y2: y + height });
    at(
      "text",
      {
        class: "join_text",
        "font-size": size,
        transform: `translate(${line + edge / 2} ${y + height / 2}) rotate(90)`,
      },
      page.say("join", { number: right }),
    );
  }
  if (below !== null) {
    const line = y + height - edge;
    at("line", { class: "join", x1: x, x2: x + width, y1: line, y2: line });
    at(
      "text",
      { class: "join_text", "font-size": size, x: x + width / 2, y: line + edge / 1.6 },
      page.say("join", { number: below }),
    );
  }
  return made;
}
