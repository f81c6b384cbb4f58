/** The map: which places stand out on it, how large it is, and what of it is in view. */

import { button, fill } from "./dom.mjs";

const MOST = 2;
/** How large the map is at first: its smallest letters are then some 12 pixels. */
const READABLE = 1.1;
const STEP = 1.25;

/**
 * The map that stands in the page.
 *
 * @param {import("./page.mjs").Page} page
 * @param {{ svg: SVGElement, frame: HTMLElement, tools: HTMLElement }} parts
 */
export function makeMap(page, { svg, frame, tools }) {
  const [, top, width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  const links = new Map([...svg.querySelectorAll("a")].map((one) => [one.getAttribute("href").split("/")[1], one]));
  const edges = [...svg.querySelectorAll("[data-from]")];
  let scale = 1;

  /** How large the map is when all of its width is seen. */
  const widthOfFrame = () => Math.max(frame.clientWidth - 2, 100) / width;

  const resize = (to) => {
    scale = Math.min(Math.max(to, Math.min(widthOfFrame(), 1)), MOST);
    svg.setAttribute("width", String(width * scale));
    svg.setAttribute("height", String(height * scale));
  };

  /** Keeps the middle of the view where it is. */
  const zoom = (by) => {
    const middle = [frame.scrollLeft + frame.clientWidth / 2, frame.scrollTop + frame.clientHeight / 2].map(
      (one) => one / scale,
    );
    resize(scale * by);
    frame.scrollTo(middle[0] * scale - frame.clientWidth / 2, middle[1] * scale - frame.clientHeight / 2);
  };

  const fit = () => resize(widthOfFrame());

  fill(
    tools,
    button("zoom_out", page.say("zoom_out"), () => zoom(1 / STEP)),
    button("zoom_in", page.say("zoom_in"), () => zoom(STEP)),
    button("zoom_fit", page.say("zoom_fit"), fit),
  );
  resize(READABLE);

  /** Shows where a student is (`here`), where she goes or can go (`next`), and where she was (`passed`). */
  const mark = ({ here, next, decided = null, passed }) => {
    const near = new Set([here, ...next, ...passed]);
    for (const [id, link] of links) {
      link.classList.toggle("rk_place", id === here || id === decided);
      link.classList.toggle("map_next", next.includes(id) && id !== decided);
      link.classList.toggle("rk_out", here !== null && !near.has(id));
      if (id === here) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    }
    for (const edge of edges) {
      const isTaken = edge.dataset.from === here && edge.dataset.to === decided;
      edge.querySelector("path").classList.toggle("rk_taken", isTaken);
      edge.querySelector("path + path").classList.toggle("rk_taken-tip", isTaken);
    }
  };

  /** Brings places into view, the first of them surely. */
  const show = (ids) => {
    const boxes = ids.filter((id) => links.has(id)).map((id) => links.get(id).getBBox());
    if (!boxes.length || !frame.clientWidth) return;
    const highest = Math.min(...boxes.map((box) => box.y));
    const [left, right] = [boxes[0].x, boxes[0].x + boxes[0].width].map((one) => one * scale);
    // From the left side of the map, where its title begins, if the place is in view then.
    const across = right < frame.clientWidth ? 0 : (left + right - frame.clientWidth) / 2;
    frame.scrollTo(
      across,
      Math.max(0, (Math.min(highest, boxes[0].y) - top) * scale - frame.clientHeight / 4),
    );
  };

  return Object.freeze({ svg, mark, show, fit, top, width, height });
}
