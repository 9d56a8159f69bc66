// What is known and what is seen of it. Everything else reads from here; only `change` writes.
const data = JSON.parse(document.getElementById("data").textContent);
const about = data.about;
const members = data.nodes;
const byId = new Map(members.map((member, index) => [member.id, Object.assign(member, { index })]));
const mainLayer = data.layers[0].key;
const sizeKeys = data.measures.map((measure) => measure.key);

function startState() {
  const levels = Object.fromEntries(data.layers.map((layer) => [layer.key, 0]));
  levels[mainLayer] = about.level;
  return {
    wave: about.wave, layer: mainLayer, levels, sector: "", colour: data.groupings[0].key,
    size: sizeKeys.includes("degree") ? "degree" : "", hidden: new Map(), picked: null, steps: 1, cursor: null,
  };
}
const state = startState();
// What is seen under the present state: members, ties, and each member's partners.
let seen = { members: [], ties: [], partners: new Map() };

const grouping = () => data.groupings.find((one) => one.key === state.colour);
const groupOf = (member, of = grouping()) => of.groups[of.of[member.index]];
const layerNow = () => data.layers.find((layer) => layer.key === state.layer);
const levelNow = () => (state.layer === "" ? 0 : state.levels[state.layer]);
const measureAt = (key) => sizeKeys.indexOf(key);

function levelName(layer, value) {
  if (!layer || value <= 0) return "any contact";
  const found = layer.levels.find((level) => level.value === value);
  return `${found ? found.label : layer.key === mainLayer ? about.levelName : value} or more`;
}

function isSeen(member) {
  if (state.sector !== "" && member.sector !== state.sector) return false;
  for (const [key, groups] of state.hidden) {
    if (groups.has(data.groupings.find((one) => one.key === key).of[member.index])) return false;
  }
  return true;
}

function look() {
  const inside = new Set(members.filter(isSeen).map((member) => member.id));
  const least = levelNow();
  const ties = data.edges.filter((tie) => tie.wave === state.wave && (state.layer === "" || tie.layer === state.layer)
    && tie.strength >= least && inside.has(tie.from) && inside.has(tie.to));
  const partners = new Map([...inside].map((id) => [id, new Set()]));
  for (const tie of ties) {
    partners.get(tie.from).add(tie.to);
    partners.get(tie.to).add(tie.from);
  }
  seen = { members: members.filter((member) => inside.has(member.id)), ties, partners };
}

// Members within so many steps of one, along the ties seen.
function around(id, steps) {
  const near = new Set([id]);
  let edge = [id];
  for (let step = 0; step < steps; step += 1) {
    edge = edge.flatMap((one) => [...(seen.partners.get(one) || [])]).filter((one) => !near.has(one));
    edge.forEach((one) => near.add(one));
  }
  return near;
}

// The members that stand out while one is picked; null when all do.
const lit = () => (state.picked === null || state.steps === 0 ? null : around(state.picked, state.steps));

const watchers = [];
function change(update = {}) {
  Object.assign(state, update);
  look();
  if (state.picked !== null && !seen.partners.has(state.picked)) state.picked = null;
  if (state.cursor !== null && !seen.partners.has(state.cursor)) state.cursor = null;
  watchers.forEach((watcher) => watcher());
}
const pick = (id) => change({ picked: id, cursor: id });

const count = (number, one, many) => `${number} ${number === 1 ? one : many || `${one}s`}`;
const tiesOfWave = () => data.edges.filter((tie) => tie.wave === state.wave && (state.layer === "" || tie.layer === state.layer));
function seenWords() {
  const layer = state.layer === "" ? "all ties" : layerNow().label;
  return [layer, state.wave, levelName(layerNow(), levelNow())].filter((word) => word !== "").join(", ");
}

// An element with its text; labels reach the page only as text.
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "class") element.className = value;
    else if (name === "on") Object.entries(value).forEach(([event, run]) => element.addEventListener(event, run));
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null) element.setAttribute(name, value);
  }
  for (const child of children) element.append(child instanceof Node ? child : document.createTextNode(child));
  return element;
}
const at = (id) => document.getElementById(id);
