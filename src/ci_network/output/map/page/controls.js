// The left pane: search, legend, colour, size, filters.
const SHAPES = {
  dot: "M10 3.5a6.5 6.5 0 1 0 .01 0z", square: "M4 4h12v12H4z", diamond: "M10 2l8 8-8 8-8-8z", triangle: "M10 2.6l7.6 13.4H2.4z",
  triangleDown: "M10 17.4L2.4 4h15.2z", hexagon: "M6 3.2h8l4 6.8-4 6.8H6L2 10z",
};
const SVG = "http://www.w3.org/2000/svg";

function swatch(group) {
  const svg = document.createElementNS(SVG, "svg");
  for (const [name, value] of Object.entries({ viewBox: "0 0 20 20", width: 16, height: 16, "aria-hidden": "true" })) svg.setAttribute(name, value);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", SHAPES[group.shape]);
  path.setAttribute("fill", groupColour(group));
  svg.append(path);
  return svg;
}

function fill(select, choices, chosen) {
  select.replaceChildren(...choices.map(([value, text]) => make("option", { value, selected: value === chosen }, text)));
  select.value = chosen;
}

function fillControls() {
  fill(at("colour"), data.groupings.map((one) => [one.key, one.label]), state.colour);
  fill(at("size"), [["", "Same size"], ...data.measures.map((measure) => [measure.key, measure.label])], state.size);
  fill(at("wave"), data.waves.map((wave) => [wave, wave || "Only wave"]), state.wave);
  at("wave-field").hidden = data.waves.length < 2;
  const layers = data.layers.map((layer) => [layer.key, layer.label]);
  fill(at("layer"), data.layers.length > 1 ? [...layers, ["", "All kinds"]] : layers, state.layer);
  const levels = layerNow() ? layerNow().levels.filter((level, place) => place > 0 || level.value === levelNow()) : [];
  const known = levels.some((level) => level.value === levelNow()) || levelNow() <= 0;
  const own = known ? [] : [{ value: levelNow(), label: about.levelName }];
  fill(at("level"), [["0", "Any contact"], ...[...own, ...levels].map((level) => [String(level.value), level.label])], String(levelNow()));
  at("level").disabled = state.layer === "";
  const sectors = [...new Set(members.map((member) => member.sector))].filter((sector) => sector !== "").sort((one, two) => one.localeCompare(two));
  fill(at("sector"), [["", "All sectors"], ...sectors.map((sector) => [sector, sector])], state.sector);
}

function toggleGroup(number) {
  const groups = new Set(state.hidden.get(state.colour));
  if (!groups.delete(number)) groups.add(number);
  const hidden = new Map(state.hidden);
  hidden.set(state.colour, groups);
  change({ hidden });
}

function drawLegend() {
  const hidden = state.hidden.get(state.colour) || new Set();
  const focused = [...at("legend").querySelectorAll("button")].indexOf(document.activeElement);
  at("legend").replaceChildren(...grouping().groups.map((group, number) => make("li", {}, make(
    "button", { type: "button", "aria-pressed": String(!hidden.has(number)), title: group.label, on: { click: () => toggleGroup(number) } },
    swatch(group), make("bdi", { class: "name" }, group.label), make("span", { class: "count" }, String(group.count)),
  ))));
  if (focused >= 0) at("legend").querySelectorAll("button")[focused]?.focus();
}

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const searchTexts = members.map((member) => [member.label, ...member.aliases].map(fold));
let choices = [];
let choice = 0;

function search() {
  const wanted = fold(at("search").value.trim());
  const rank = (texts) => Math.min(...texts.map((text) => (text.startsWith(wanted) ? 0 : text.includes(` ${wanted}`) ? 1 : text.includes(wanted) ? 2 : 9)));
  const ranked = wanted === "" ? [] : members.map((member, number) => [member, rank(searchTexts[number])]).filter((pair) => pair[1] < 9);
  choices = ranked.sort((one, two) => one[1] - two[1] || one[0].label.localeCompare(two[0].label)).slice(0, 8).map((pair) => pair[0]);
  choice = 0;
  drawChoices();
}
function drawChoices() {
  const nothing = at("search").value.trim() !== "" && !choices.length;
  at("found").hidden = !choices.length && !nothing;
  at("search").setAttribute("aria-expanded", String(choices.length > 0));
  at("search").setAttribute("aria-activedescendant", choices.length ? `found-${choice}` : "");
  const rows = choices.map((member, number) => make(
    "li", { id: `found-${number}`, role: "option", "aria-selected": String(number === choice), on: { mousedown: (event) => { event.preventDefault(); choose(number); } } },
    make("bdi", {}, member.label), make("small", {}, [member.sector, ...member.aliases].filter((text) => text !== "").join(" · ")),
  ));
  at("found").replaceChildren(...(nothing ? [make("li", { role: "option", "aria-disabled": "true" }, "No member of this name")] : rows));
}
function choose(number) {
  const member = choices[number];
  if (!member) return;
  at("search").value = "";
  choices = [];
  drawChoices();
  // A member that a filter hides is shown again before it is picked.
  if (!isSeen(member)) change({ sector: "", hidden: new Map() });
  pick(member.id);
  bringIntoView(member);
}
function searchKey(event) {
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in steps && choices.length) {
    choice = (choice + steps[event.key] + choices.length) % choices.length;
    drawChoices();
  } else if (event.key === "Enter") choose(choice);
  else if (event.key === "Escape") {
    at("search").value = "";
    choices = [];
    drawChoices();
  } else return;
  event.preventDefault();
}
