// The legend: what colours and shapes mean, with counts; a press hides a group or, with the backbone's reach, lights up a ring.
function drawLegend() {
  const reach = state.view === "reach";
  const of = colouring();
  const hidden = state.without.get(of.key) || new Set();
  const light = (number) => change({ ring: state.ring === number || number === 0 ? null : number, picked: null });
  const press = (group, number) => (reach ? light(number) : change({ without: toggled(state.without, of.key, group.label) }));
  const on = (group, number) => (reach ? state.ring === null || state.ring === number || number === 0 : !hidden.has(group.label));
  const list = at("legend");
  const focused = [...list.querySelectorAll("button")].indexOf(document.activeElement);
  list.setAttribute("aria-label", reach ? "Steps from the backbone: press to light up" : `${of.label}: press to hide or show`);
  list.classList.toggle("lights", reach);
  list.replaceChildren(...(state.view === "groups" && state.open === null ? [] : of.groups).map((group, number) => make("li", {}, make(
    "button", { type: "button", "aria-pressed": String(on(group, number)), title: group.label, on: { click: () => press(group, number) } },
    swatch(group), make("bdi", { class: "name" }, group.label), make("span", { class: "count" }, String(group.count))))));
  if (focused >= 0) list.querySelectorAll("button")[focused]?.focus();
  at("marks").replaceChildren(...marksNow().map(([mark, text]) => make("li", {},
      draw("svg", { viewBox: "0 0 20 20", width: 18, height: 18, "aria-hidden": "true" }, ...mark()), make("span", {}, text))));
}

// The marks that the present view draws, as pieces in a box of 20 by 20 and their words.
function marksNow() {
  const line = (colour, width, dash) => () => [draw("path",
      { d: "M1 10h18", stroke: colours[colour], "stroke-width": width, "stroke-dasharray": dash || null, fill: "none" })];
  const circle = (attributes) => draw("circle", { cx: 10, cy: 10, fill: "none", ...attributes });
  if (state.view === "groups" && state.open === null) {
    return [[() => [circle({ r: 7, fill: colours.bubble, stroke: colours["bubble-edge"] })], "Group; larger with more members"],
        [line("tie", 4), "Ties between groups; wider with more"]];
  }
  const marks = [];
  const ringed = () => [circle({ r: 8.2, stroke: colours.ink, "stroke-width": 1.8 }), circle({ r: 4.8, fill: colours.muted })];
  const hollow = () => [circle({ r: 6, stroke: colours.muted, "stroke-width": 1.8, "stroke-dasharray": "3 2.2" })];
  if (seen.members.some((member) => member.backbone)) marks.push([ringed, "Backbone"]);
  if (seen.members.some((member) => !member.answered)) marks.push([hollow, "Did not answer"]);
  if (state.view === "changes" && changesNow()) {
    return [...marks, [line("gained", 3.4), `Tie gained since ${waveBefore()}`],
        [line("lost", 2.4, "5 3.4"), `Tie lost since ${waveBefore()}`], [line("tie", 1), "Tie kept"]];
  }
  marks.push([line("tie", 2.4), seen.ties.some((tie) => tie.arrows) ? "Tie, from who names to who is named" : "Tie; wider where contact is closer"]);
  if (seen.ties.length <= SMALL && seen.ties.some((tie) => tie.reports === 1)) marks.push([line("tie-single", 2, "4 3"), "Tie that one end reports"]);
  else if (seen.ties.some((tie) => tie.reports === 1)) marks.push([line("tie-single", 2), "Tie that one end reports (lighter)"]);
  if (state.view === "introductions") marks.push([line("accent", 2.6, "5 3.4"), "Recommended introduction"]);
  return marks;
}
