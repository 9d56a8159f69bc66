// Everything put together: who watches what, and what each control does.
function switchTheme() {
  document.documentElement.dataset.theme = colours.dark ? "light" : "dark";
  recolour();
}
function recolour() {
  readColours();
  change();
}
function reset() {
  change(startState());
  refit();
}
function openView(name) {
  const turned = (name === "groups") !== (state.view === "groups");
  change({ view: name, picked: name === "groups" ? null : state.picked, ring: null, open: null });
  if (turned) refit();
}

const onChange = (id, run) => at(id).addEventListener("change", () => run(at(id).value));
const onInput = (id, run) => at(id).addEventListener("input", () => run(Number(at(id).value)));
const onClick = (id, run) => at(id).addEventListener("click", run);
onChange("colour", (colour) => change({ colour }));
onChange("size", (size) => change({ size }));
onChange("layer", (layer) => change({ layer }));
onChange("layout", (layout) => change({ layout, view: state.view === "groups" ? "members" : state.view }));
onChange("filter", addFilter);
onInput("wave", (place) => change({ wave: data.waves[place] }));
onInput("level", (place) => change({ levels: { ...state.levels, [state.layer]: stepsOf(layerOf(state.layer))[place].value } }));
onClick("play", play);
onClick("reset", reset);
onClick("drawer", toggleDrawer);
onClick("zoom-in", () => zoom(1.25));
onClick("zoom-out", () => zoom(0.8));
onClick("zoom-fit", refit);
onClick("theme", switchTheme);
onClick("save-png", savePicture);
onClick("save-svg", saveDrawing);
onClick("save-csv", saveTable);
onClick("save-link", copyLink);
for (const button of at("views").querySelectorAll("button")) button.addEventListener("click", () => openView(button.dataset.view));
for (const button of at("tabs").children) button.addEventListener("click", () => openTab(button.dataset.tab));
finder(at("search"), at("found"), show);
stage.addEventListener("keydown", mapKey);
at("save").addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  at("save").open = false;
  at("save").querySelector("summary").focus();
});
document.addEventListener("click", (event) => { if (!at("save").contains(event.target) || event.target.closest(".menu button")) at("save").open = false; });
window.addEventListener("hashchange", restoreLink);
window.addEventListener("message", hear);
window.addEventListener("beforeprint", preparePrint);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);

readColours();
look();
redraw();
handOver();
openMap();
watchers.push(redraw, handOver, glide, fillControls, fillWaves, fillLayouts, drawLegend, drawPanel, drawTable, tellSeen,
    () => network.redraw(), tellParent);
change();
refit();
restoreLink();
// What the page shows, for tests and for other programs.
window.ciMap = {
  seen: () => ({ members: seen.members.map((member) => member.id), ties: seen.ties.length, picked: state.picked, cursor: state.cursor,
      lit: drawing.focus.lit && [...drawing.focus.lit] }),
  drawn: () => ({
    items: drawing.items.map(({ id, x, y, r, shape, fill, more }) => ({ id, x, y, r, shape, fill, more })),
    links: drawing.links.map(({ id, from, to, colour, width, dashed, rank }) => ({ id, from, to, colour, width, dashed, rank })),
  }),
  labels: () => labels.spots.filter((spot) => spot.id !== null).map(({ id, box }) => ({ id, box: [...box] })),
  place: (id) => network.canvasToDOM({ x: itemOf(id).x, y: itemOf(id).y }),
  scale: () => network.getScale(),
  redraw: () => network.redraw(),
  drawTimes: () => drawTimes.splice(0),
};
