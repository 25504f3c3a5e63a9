// A chart of a history, a forecast and its intervals, as SVG. Colours are those of the style sheet.

const SVG = "http://www.w3.org/2000/svg";
const LEFT = 60, RIGHT = 10, TOP = 10, BOTTOM = 24;

function shape(parent, name, attributes, text) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    node.setAttribute(key, value);
  }
  if (text !== undefined) {
    node.textContent = text;
  }
  parent.append(node);
  return node;
}

function path(points) {
  return points.map(([x, y], i) => `${i ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
}

/** Round numbers between two values, some five of them. */
function ticks(low, high) {
  const raw = (high - low) / 5 || 1;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map(f => f * power).find(s => s >= raw);
  const all = [];
  for (let i = Math.ceil(low / step); i * step <= high; i++) {
    all.push(i * step);
  }
  return all;
}

/**
 * Draws into an svg element.
 *
 * past: [{time, value}], steps: [{time, value}], bands: [[{lower, upper}]] from the widest one; ends may be null.
 * Returns a function that marks one of all points by its index.
 */
export function draw(svg, past, steps, bands) {
  const width = svg.clientWidth || 800, height = svg.clientHeight || 320;
  const all = [...past, ...steps];
  const values = [...all.map(p => p.value), ...bands.flat().flatMap(b => [b.lower, b.upper])]
    .filter(value => value !== null && Number.isFinite(value));
  const low = Math.min(...values), high = Math.max(...values), room = (high - low || 1) * 0.05;
  const x = i => LEFT + (width - LEFT - RIGHT) * i / Math.max(1, all.length - 1);
  const y = value => TOP + (height - TOP - BOTTOM) * (1 - (value - low + room) / (high - low + 2 * room || 1));

  svg.replaceChildren();
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  for (const tick of ticks(low, high)) {
    shape(svg, "line", {class: "axis", x1: LEFT, x2: width - RIGHT, y1: y(tick), y2: y(tick)});
    shape(svg, "text", {class: "label", x: LEFT - 6, y: y(tick) + 4, "text-anchor": "end"}, tick.toLocaleString());
  }
  for (const at of [0, past.length - 1, all.length - 1]) {
    const anchor = at === 0 ? "start" : at === all.length - 1 ? "end" : "middle";
    if (at !== past.length - 1 || x(all.length - 1) - x(at) > 160) {
      shape(svg, "text", {class: "label", x: x(at), y: height - 6, "text-anchor": anchor}, all[at].time.slice(0, 10));
    }
  }
  const origin = past.length - 1;
  const start = [x(origin), y(past[origin].value)];
  for (const band of bands) {
    const ends = band.map((b, i) => [x(origin + 1 + i), y(b.upper ?? high + room), y(b.lower ?? low - room)]);
    const above = ends.map(([at, upper]) => [at, upper]);
    const below = ends.map(([at, , lower]) => [at, lower]).reverse();
    shape(svg, "path", {class: "band", d: path([start, ...above, ...below]) + "Z"});
  }
  shape(svg, "path", {class: "past", d: path(past.map((p, i) => [x(i), y(p.value)]))});
  shape(svg, "path", {class: "ahead", d: path([start, ...steps.map((p, i) => [x(origin + 1 + i), y(p.value)])])});
  const cursor = shape(svg, "line", {class: "cursor", y1: TOP, y2: height - BOTTOM, visibility: "hidden"});
  return index => {
    cursor.setAttribute("x1", x(index));
    cursor.setAttribute("x2", x(index));
    cursor.setAttribute("visibility", "visible");
  };
}

/** The index of the point that is nearest to a place of the pointer. */
export function indexAt(svg, clientX, count) {
  const box = svg.getBoundingClientRect();
  const share = (clientX - box.left - LEFT) / (box.width - LEFT - RIGHT);
  return Math.max(0, Math.min(count - 1, Math.round(share * (count - 1))));
}
