// What the reader chose, and what is seen under it. Everything else reads from here; only `change` writes.
function startState() {
  const levels = Object.fromEntries(data.layers.map((layer) => [layer.key, 0]));
  levels[mainLayer] = Math.max(0, about.level);
  return {
    view: data.large ? "groups" : "members", layout: data.layouts[0].key, colour: data.groupings[0].key,
    size: scaleOf("degree") ? "degree" : "", wave: about.wave, layer: mainLayer, levels,
    only: new Map(), without: new Map(), picked: null, way: null, steps: 1, ring: null, open: null, cursor: null,
  };
}
const state = startState();
// Members, ties (of the wave, and lost ones where changes are seen) and each member's partners in the wave.
let seen = { members: [], ties: [], partners: new Map() };

const levelNow = () => (state.layer === "" ? 0 : state.levels[state.layer]);
const waveBefore = () => data.waves[data.waves.indexOf(state.wave) - 1];
const counts = (tie) => (state.layer === "" || tie.layer === state.layer) && tie.strength >= levelNow();
const tiesOf = (wave) => data.edges.filter((tie) => tie.wave === wave && counts(tie));

function isSeen(member) {
  for (const [key, values] of state.only) {
    const dimension = dimensions.find((one) => one.key === key);
    if (!dimension.of(member).some((value) => values.has(value))) return false;
  }
  for (const [key, labels] of state.without) if (labels.has(groupOf(member, colouring(key)).label)) return false;
  return true;
}

function look() {
  const inside = members.filter(isSeen);
  const partners = new Map(inside.map((member) => [member.id, new Set()]));
  const within = (tie) => partners.has(tie.from) && partners.has(tie.to);
  const ties = tiesOf(state.wave).filter(within);
  for (const tie of ties) {
    partners.get(tie.from).add(tie.to);
    partners.get(tie.to).add(tie.from);
  }
  seen = { members: inside, ties, partners };
}

const watchers = [];
function change(update = {}) {
  Object.assign(state, update);
  look();
  if (state.picked !== null && !seen.partners.has(state.picked)) state.picked = null;
  if (state.picked === null || !seen.partners.has(state.way)) state.way = null;
  if (state.cursor !== null && byId.has(state.cursor) && !seen.partners.has(state.cursor)) state.cursor = null;
  if (state.view !== "groups") state.open = null;
  if (state.view !== "reach") state.ring = null;
  watchers.forEach((watcher) => watcher());
}
// A member inside a closed group is shown by opening its group.
function pick(id) {
  const open = state.view === "groups" && id !== null && data.parts.groups.length ? partOf(byId.get(id)) : state.open;
  change({ picked: id, way: null, cursor: id, open });
}
const partOf = (member) => data.parts.of[member.index];

function toggled(map, key, value) {
  const values = new Set(map.get(key));
  if (!values.delete(value)) values.add(value);
  const changed = new Map(map);
  if (values.size) changed.set(key, values);
  else changed.delete(key);
  return changed;
}

const count = (number, one, many) => `${number} ${number === 1 ? one : many || `${one}s`}`;
const percent = (part, whole) => (whole ? `${Math.round((100 * part) / whole)} %` : "–");
const byLabel = (one, two) => one.label.localeCompare(two.label) || one.index - two.index;
function seenWords() {
  const layer = state.layer === "" ? "all kinds of ties" : layerOf(state.layer).label;
  return [layer, state.wave, levelText(layerOf(state.layer), levelNow())].filter((word) => word !== "").join(", ");
}
const isFiltered = () => seen.members.length < members.length || state.wave !== about.wave || state.layer !== mainLayer || levelNow() !== about.level;

// An element with its text; labels reach the page only as text.
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "class") element.className = value;
    else if (name === "on") Object.entries(value).forEach(([event, run]) => element.addEventListener(event, run));
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null) element.setAttribute(name, value);
  }
  for (const child of children.flat()) if (child !== null) element.append(child instanceof Node ? child : document.createTextNode(child));
  return element;
}
const at = (id) => document.getElementById(id);
const say = (text) => { at("status").textContent = text; };
