// Colours and shapes: groups as the study names them, numbers in ordered bands, steps from the backbone.
// One hue from light to dark (and the other way on a dark page), so that order shows without seeing hue.
const BANDS = [["#8ba1b5", "#4a6074"], ["#4f93c4", "#3f82b2"], ["#1f73b0", "#5aaee0"], ["#154f86", "#97d1f5"], ["#0b2d57", "#e2f3ff"]];
const BAND_SHAPES = ["triangleDown", "diamond", "dot", "square", "triangle"];
const UNKNOWN_STYLE = { light: "#8d8f94", dark: "#7d838c", shape: "hexagon" };
const spread = (place, of) => (of === 1 ? 2 : Math.round((4 * place) / (of - 1)));
const bandStyle = (place, of) => ({ light: BANDS[spread(place, of)][0], dark: BANDS[spread(place, of)][1], shape: BAND_SHAPES[spread(place, of)] });

const known = new Map(data.groupings.map((one) => [one.key, one]));
function colouring(key = state.view === "reach" ? "reach" : state.colour) {
  if (key === "reach") return reachColouring();
  if (!known.has(key)) known.set(key, banded(scaleOf(key)));
  return known.get(key);
}
const groupOf = (member, of = colouring()) => of.groups[of.of[member.index]];

// At most five bands of about as many members each; equal values are never parted.
function banded(scale) {
  const sorted = members.filter((member) => scale.read(member) !== null).sort((one, two) => scale.read(one) - scale.read(two));
  const values = [...new Set(sorted.map(scale.read))];
  const cuts = values.length <= 5 ? values
    : [...new Set([0.2, 0.4, 0.6, 0.8, 1].map((part) => scale.read(sorted[Math.ceil(part * sorted.length) - 1])))];
  const of = members.map((member) => (scale.read(member) === null ? cuts.length : cuts.findIndex((cut) => scale.read(member) <= cut)));
  const groups = cuts.map((_, place) => {
    const inside = sorted.filter((member) => of[member.index] === place);
    const [low, high] = [scale.say(inside[0]), scale.say(inside[inside.length - 1])];
    return { label: low === high ? low : `${low} to ${high}`, count: inside.length, ...bandStyle(place, cuts.length) };
  });
  if (sorted.length < members.length) groups.push({ label: "Not known", count: members.length - sorted.length, ...UNKNOWN_STYLE });
  return { key: scale.key, label: scale.label, groups, of };
}

// The nearer to the backbone, the darker.
function reachColouring() {
  const steps = ringsNow();
  const labels = ["Backbone", "Reached in 1 step", "Reached in 2 steps", "Reached in 3 steps", "Not within 3 steps"];
  const of = members.map((member) => steps.get(member.id) ?? 4);
  const groups = labels.map((label, place) => ({
    label, count: seen.members.filter((member) => of[member.index] === place).length,
    ...(place === 4 ? { ...UNKNOWN_STYLE, light: "#b3541e", dark: "#f09a5c" } : bandStyle(4 - place, 5)),
  }));
  return { key: "reach", label: "Steps from the backbone", groups, of };
}

const colours = {};
function readColours() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ["pane", "ink", "muted", "line", "accent", "tie", "tie-single", "dim", "gained", "lost", "bubble", "bubble-edge"]) {
    colours[name] = style.getPropertyValue(`--${name}`).trim();
  }
  colours.dark = style.colorScheme.includes("dark");
}
const groupColour = (group) => (colours.dark ? group.dark : group.light);

// Where a layout is wide, shapes grow so that they are still seen when the whole map is.
let grown = 1;
let largest = { key: null, value: 1 };
function radius(member) {
  const scale = scaleOf(state.size);
  if (!scale) return 9 * grown;
  if (largest.key !== state.size) largest = { key: state.size, value: members.reduce((most, one) => Math.max(most, scale.read(one) || 0), 1e-9) };
  return (7 + 7 * Math.sqrt(Math.max(0, scale.read(member) || 0) / largest.value)) * grown;
}

// The outline of each shape in a box of 20 by 20, for the legend, the picture and the drawing.
const SHAPES = {
  dot: "M10 3.5a6.5 6.5 0 1 0 .01 0z", square: "M4 4h12v12H4z", diamond: "M10 2l8 8-8 8-8-8z", triangle: "M10 2.6l7.6 13.4H2.4z",
  triangleDown: "M10 17.4L2.4 4h15.2z", hexagon: "M6 3.2h8l4 6.8-4 6.8H6L2 10z",
};
const SVG = "http://www.w3.org/2000/svg";
function draw(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null) element.setAttribute(name, value);
  element.append(...children.flat(Infinity));
  return element;
}
const swatch = (group) => draw("svg", { viewBox: "0 0 20 20", width: 16, height: 16, "aria-hidden": "true" },
    draw("path", { d: SHAPES[group.shape], fill: groupColour(group) }));
