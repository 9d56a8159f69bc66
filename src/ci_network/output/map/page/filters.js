// The filters: each adds to the others, each is a chip that takes it away again.
function fillControls() {
  fill(at("layer"), [...data.layers.map((layer) => [layer.key, layer.label]), ...(data.layers.length > 1 ? [["", "All kinds"]] : [])], state.layer);
  const steps = stepsOf(layerOf(state.layer));
  const place = Math.max(0, steps.findIndex((step) => step.value === levelNow()));
  const slider = at("level");
  slider.max = String(steps.length - 1);
  slider.value = String(place);
  slider.disabled = steps.length < 2;
  slider.setAttribute("aria-valuetext", levelText(layerOf(state.layer), levelNow()));
  at("level-text").textContent = steps[place].label;
  fillChoices(at("colour"), [["Groups", data.groupings], ["Numbers", scales]], state.colour);
  fillChoices(at("size"), [["", [{ key: "", label: "Same size" }]], ["Numbers", scales]], state.size);
  fillFilter();
  drawChips();
  for (const button of at("views").querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button.dataset.view === state.view));
    button.hidden = !viewOffered(button.dataset.view);
  }
}
const viewOffered = (view) => ({
  groups: data.parts.groups.length > 1, reach: backbone.length > 0, introductions: data.introductions.length > 0, changes: data.waves.length > 1,
})[view] ?? true;

function fillChoices(select, parts, chosen) {
  const options = (list) => list.map((one) => make("option", { value: one.key }, one.label));
  const part = ([label, list]) => (label === "" ? options(list) : [make("optgroup", { label }, options(list))]);
  select.replaceChildren(...parts.filter(([, list]) => list.length).flatMap(part));
  select.value = chosen;
}
function fillFilter() {
  const choice = (dimension, value, number) => make("option",
      { value: JSON.stringify([dimension.key, value]), disabled: Boolean(state.only.get(dimension.key)?.has(value)) }, `${value} (${number})`);
  at("filter").replaceChildren(make("option", { value: "" }, "Choose what to keep …"), ...dimensions.map((dimension) => make(
    "optgroup", { label: dimension.label }, [...dimension.values].map(([value, number]) => choice(dimension, value, number)))));
}
function addFilter(text) {
  if (text === "") return;
  const [key, value] = JSON.parse(text);
  change({ only: toggled(state.only, key, value) });
}

// What is not as the release has it: each with what takes it away.
function chipsNow() {
  const start = startState();
  const dimension = (key) => dimensions.find((one) => one.key === key);
  const chips = [...state.only].flatMap(([key, values]) => [...values].map((value) => [`${dimension(key).label}: ${value}`,
      () => ({ only: toggled(state.only, key, value) })]));
  for (const [key, labels] of state.without) {
    for (const label of labels) chips.push([`Without ${label}`, () => ({ without: toggled(state.without, key, label) })]);
  }
  if (state.layer !== start.layer) {
    chips.push([`Ties: ${state.layer === "" ? "all kinds" : layerOf(state.layer).label}`, () => ({ layer: start.layer })]);
  }
  if (state.layer !== "" && levelNow() !== start.levels[state.layer]) {
    chips.push([`At least: ${levelText(layerOf(state.layer), levelNow())}`,
        () => ({ levels: { ...state.levels, [state.layer]: start.levels[state.layer] } })]);
  }
  if (state.wave !== start.wave) chips.push([`Wave: ${state.wave}`, () => ({ wave: start.wave })]);
  return chips;
}
function drawChips() {
  const list = at("chips");
  const focused = [...list.querySelectorAll("button")].indexOf(document.activeElement);
  list.replaceChildren(...chipsNow().map(([text, without]) => make("li", {},
      make("button", { type: "button", class: "chip-button", "aria-label": `Take away: ${text}`, on: { click: () => change(without()) } },
    make("bdi", {}, text), make("span", { "aria-hidden": "true" }, "×")))));
  list.hidden = !list.children.length;
  if (focused >= 0) (list.querySelectorAll("button")[Math.min(focused, list.children.length - 1)] || at("filter")).focus();
}
