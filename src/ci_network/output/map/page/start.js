// Everything put together: what redraws, keys, picture, theme.
let untouched = true;
let view = { scale: 1, position: { x: 0, y: 0 } };
const keepView = () => { view = { scale: network.getScale(), position: network.getViewPosition() }; };
const refit = () => {
  fit(network, stage.clientWidth, stage.clientHeight, 1);
  untouched = true;
  keepView();
};
// An open drawer takes room from the map but does not shrink what is drawn.
function onResize() {
  if (untouched && at("table").hidden) {
    refit();
    return;
  }
  network.moveTo({ ...view, animation: false });
  if (state.picked !== null) bringIntoView(byId.get(state.picked));
}

function zoom(factor) {
  untouched = false;
  network.moveTo({ scale: Math.min(6, Math.max(0.05, network.getScale() * factor)) });
  keepView();
}
function bringIntoView(member) {
  const spot = network.canvasToDOM({ x: member.x, y: member.y });
  const inside = spot.x > 50 && spot.y > 40 && spot.x < stage.clientWidth - 50 && spot.y < stage.clientHeight - 70;
  if (inside) return;
  network.moveTo({ position: { x: member.x, y: member.y }, animation: false });
  keepView();
}

function say(text) { at("status").textContent = text; }
function tellSeen() {
  const total = tiesOfWave().length;
  const shown = `${seen.members.length} of ${count(members.length, "member")} and ${seen.ties.length} of ${count(total, "tie")} shown · ${seenWords()}`;
  const member = state.picked === null ? null : byId.get(state.picked);
  say(member ? `${member.label}: ${count(seen.partners.get(member.id).size, "partner")} shown · ${shown}` : shown);
}

// The nearest member in a direction: straight ahead counts more than sideways.
function nextMember(dx, dy) {
  const from = byId.get(state.cursor);
  if (!from) return seen.members[0];
  let best = null;
  let least = Infinity;
  for (const member of seen.members) {
    const ahead = (member.x - from.x) * dx + (member.y - from.y) * dy;
    const aside = Math.abs((member.x - from.x) * dy + (member.y - from.y) * dx);
    if (member !== from && ahead > 0 && ahead + 2 * aside < least && aside <= 2 * ahead) [best, least] = [member, ahead + 2 * aside];
  }
  return best;
}
function moveTo(member) {
  if (!member) return;
  state.cursor = member.id;
  bringIntoView(member);
  network.redraw();
  say(`${member.label}${member.sector ? `, ${member.sector}` : ""}: ${count(seen.partners.get(member.id).size, "partner")} shown`);
}
let walk = { of: null, place: -1 };
function walkPartners(step) {
  if (state.picked === null) {
    if (state.cursor === null) return;
    pick(state.cursor);
  }
  const partners = [...seen.partners.get(state.picked)].sort((one, two) => byId.get(one).label.localeCompare(byId.get(two).label));
  if (!partners.length) return;
  if (walk.of !== state.picked) walk = { of: state.picked, place: step > 0 ? -1 : 0 };
  walk.place = (walk.place + step + partners.length) % partners.length;
  moveTo(byId.get(partners[walk.place]));
}
const KEYS = {
  ArrowLeft: () => moveTo(nextMember(-1, 0)), ArrowRight: () => moveTo(nextMember(1, 0)), ArrowUp: () => moveTo(nextMember(0, -1)), ArrowDown: () => moveTo(nextMember(0, 1)),
  Enter: () => state.cursor !== null && pick(state.cursor), Escape: () => change({ picked: null, cursor: null }),
  n: () => walkPartners(1), p: () => walkPartners(-1), "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), 0: refit,
};
function mapKey(event) {
  const run = KEYS[event.key] || KEYS[event.key.toLowerCase()];
  if (!run || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  run();
}

function showTip(id, pointer) {
  hovered = id;
  stage.classList.toggle("pointing", id !== null);
  at("tip").hidden = id === null;
  if (id === null) return;
  const member = byId.get(id);
  at("tip").replaceChildren(make("bdi", {}, member.label), make("small", {}, [member.sector, `${count(seen.partners.get(id).size, "partner")} shown`, member.answered ? "" : "did not answer"].filter((text) => text !== "").join(" · ")));
  const left = Math.min(pointer.x + 14, stage.clientWidth - at("tip").offsetWidth - 8);
  at("tip").style.left = `${Math.max(8, left)}px`;
  at("tip").style.top = `${pointer.y + 18 + at("tip").offsetHeight > stage.clientHeight ? pointer.y - at("tip").offsetHeight - 12 : pointer.y + 18}px`;
}
// The member whose label lies under the pointer, since a label is as good as its shape.
function labelled(pointer) {
  const spot = network.DOMtoCanvas(pointer);
  const scale = network.getScale();
  const [x, y] = [spot.x * scale, spot.y * scale];
  return drawn.find(({ box }) => x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3])?.id ?? null;
}

function openMap() {
  network = openCanvas(stage, { nodes: nodeSet, edges: tieSet }, 1);
  network.on("click", ({ nodes, pointer }) => {
    const id = nodes[0] ?? labelled(pointer.DOM);
    if (id !== null || state.picked !== null) pick(id);
    stage.focus({ preventScroll: true });
  });
  network.on("hoverNode", ({ node, pointer }) => showTip(node, pointer.DOM));
  network.on("blurNode", () => showTip(null));
  network.on("zoom", () => { untouched = false; showTip(null); keepView(); });
  network.on("dragStart", () => { untouched = false; showTip(null); });
  network.on("dragging", ({ nodes }) => keepPlaces(nodes));
  network.on("dragEnd", ({ nodes }) => { keepPlaces(nodes); keepView(); });
  network.on("resize", () => requestAnimationFrame(onResize));
}
function keepPlaces(ids) {
  for (const [id, place] of Object.entries(network.getPositions(ids))) Object.assign(byId.get(id), place);
}

// The picture: the map drawn once more at twice the size, with what it is, its groups and its facts.
function savePicture() {
  const [width, height] = [2000, 1500];
  const holder = make("div", { class: "holder" });
  document.body.append(holder);
  holder.style.width = `${width}px`;
  holder.style.height = `${height}px`;
  const canvas = openCanvas(holder, { nodes: nodeSet, edges: tieSet }, 2);
  fit(canvas, width, height, 2);
  canvas.redraw();
  const frame = pictureFrame(holder.querySelector("canvas"), width, height);
  canvas.destroy();
  holder.remove();
  network.redraw();
  frame.toBlob((blob) => download(blob, "network-map.png"), "image/png");
}
function pictureFrame(map, width, height) {
  const frame = make("canvas", { width, height: height + 370 });
  const ctx = frame.getContext("2d");
  const text = (words, x, y, font, colour) => {
    ctx.font = `${font} ${FONT_STACK}`;
    ctx.fillStyle = colour;
    ctx.fillText(words, x, y, width - 2 * 60);
  };
  ctx.fillStyle = colours.pane;
  ctx.fillRect(0, 0, frame.width, frame.height);
  const badge = document.querySelector(".badge");
  text([document.querySelector("h1 bdi"), badge].filter(Boolean).map((part) => part.textContent).join(" – "), 60, 76, "650 42px", colours.ink);
  text(`${document.querySelector(".purpose").textContent} · Shown: ${seenWords()}`, 60, 120, "26px", colours.muted);
  ctx.drawImage(map, 0, 140, width, height);
  let [x, y] = [60, height + 180];
  for (const group of grouping().groups) {
    ctx.font = `24px ${FONT_STACK}`;
    const wide = ctx.measureText(group.label).width + 76;
    if (x + wide > width - 60) [x, y] = [60, y + 38];
    ctx.save();
    ctx.translate(x, y - 20);
    ctx.scale(1.2, 1.2);
    ctx.fillStyle = groupColour(group);
    ctx.fill(new Path2D(SHAPES[group.shape]));
    ctx.restore();
    text(group.label, x + 34, y, "24px", colours.ink);
    x += wide;
  }
  text("Ring: backbone · Dashed outline: did not answer · Lighter tie: one end reports it", 60, height + 262, "22px", colours.muted);
  const half = Math.ceil(about.facts.length / 2);
  text(about.facts.slice(0, half).join(" · "), 60, height + 300, "22px", colours.muted);
  text(about.facts.slice(half).join(" · "), 60, height + 334, "22px", colours.muted);
  return frame;
}

function switchTheme() {
  document.documentElement.dataset.theme = colours.dark ? "light" : "dark";
  recolour();
}
function recolour() {
  readColours();
  change();
}

function onChange(id, run) { at(id).addEventListener("change", () => run(at(id).value)); }
onChange("colour", (colour) => change({ colour }));
onChange("size", (size) => change({ size }));
onChange("wave", (wave) => change({ wave }));
onChange("layer", (layer) => change({ layer }));
onChange("level", (level) => change({ levels: { ...state.levels, [state.layer]: Number(level) } }));
onChange("sector", (sector) => change({ sector }));
at("search").addEventListener("input", search);
at("search").addEventListener("keydown", searchKey);
at("search").addEventListener("blur", () => { choices = []; at("found").hidden = true; at("search").setAttribute("aria-expanded", "false"); });
at("reset").addEventListener("click", () => { change(startState()); refit(); });
at("drawer").addEventListener("click", toggleDrawer);
at("zoom-in").addEventListener("click", () => zoom(1.25));
at("zoom-out").addEventListener("click", () => zoom(0.8));
at("zoom-fit").addEventListener("click", refit);
at("theme").addEventListener("click", switchTheme);
at("save-png").addEventListener("click", savePicture);
at("save-csv").addEventListener("click", () => download(new Blob(["\ufeff", csvText()], { type: "text/csv;charset=utf-8" }), "members.csv"));
stage.addEventListener("keydown", mapKey);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);

readColours();
look();
styleAll();
openMap();
watchers.push(styleAll, fillControls, drawLegend, drawPanel, drawTable, tellSeen, () => network.redraw());
change();
refit();
// What the page shows, for tests and for other programs: labels as drawn, a member's place, what is seen.
window.ciMap = {
  labels: () => drawn.map(({ id, box }) => ({ id, box: [...box] })),
  place: (id) => network.canvasToDOM({ x: byId.get(id).x, y: byId.get(id).y }),
  seen: () => ({ members: seen.members.map((member) => member.id), ties: seen.ties.length, picked: state.picked, cursor: state.cursor, lit: lit() && [...lit()] }),
  scale: () => network.getScale(),
};
