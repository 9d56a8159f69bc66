// The view on the map and the pointer: fit, zoom, drag, hover, click.
let untouched = true;
let view = { scale: 1, position: { x: 0, y: 0 } };
const keepView = () => { view = { scale: network.getScale(), position: network.getViewPosition() }; };
function refit() {
  fit(network, stage.clientWidth, stage.clientHeight);
  const scale = network.getScale();
  const needed = Math.round(10 * Math.max(1, Math.min(1.5, 0.8 / scale), 0.38 / scale)) / 10;
  const wanted = state.view === "groups" && state.open === null ? 1 : needed;
  if (wanted !== grown) {
    grown = wanted;
    redraw();
    handOver();
  }
  untouched = true;
  keepView();
}
// An open drawer takes room from the map but does not shrink what is drawn.
function onResize() {
  if (untouched && at("table").hidden) {
    refit();
    return;
  }
  network.moveTo({ ...view, animation: false });
  if (state.picked !== null) bringIntoView(itemOf(state.picked));
}
function zoom(factor) {
  untouched = false;
  network.moveTo({ scale: Math.min(6, Math.max(0.02, network.getScale() * factor)) });
  keepView();
}
function bringIntoView(place) {
  if (!place) return;
  const item = itemOf(place.id) || place;
  const spot = network.canvasToDOM({ x: item.x, y: item.y });
  if (spot.x > 50 && spot.y > 40 && spot.x < stage.clientWidth - 50 && spot.y < stage.clientHeight - 50) return;
  network.moveTo({ position: { x: item.x, y: item.y }, animation: false });
  keepView();
}

function showTip(id, pointer) {
  hovered = id;
  stage.classList.toggle("pointing", id !== null);
  const tip = at("tip");
  tip.hidden = id === null;
  if (id === null) return;
  const item = itemOf(id);
  tip.replaceChildren(make("bdi", {}, item.label), make("small", {}, item.group !== undefined ? `${count(item.size, "member")}, ${item.more}`
    : [item.member.sector, `${count(seen.partners.get(id).size, "partner")} shown`,
        item.member.answered ? "" : "did not answer"].filter((text) => text !== "").join(" · ")));
  placeTip(pointer);
}
function showLinkTip(id, pointer) {
  const link = drawing.links.find((one) => one.id === id);
  const [from, to] = [itemOf(link.from), itemOf(link.to)];
  const words = link.introduction ? `Recommended introduction: ${data.actions[link.introduction.action].why || data.actions[link.introduction.action].text}`
    : link.ties ? count(link.ties, "tie") : [layerOf(link.tie.layer).label, levelLabel(link.tie), link.tie.wave,
        { 1: "one end reports it", 2: "both ends report it" }[link.tie.reports]].filter(Boolean).join(" · ");
  at("tip").hidden = false;
  at("tip").replaceChildren(make("bdi", {}, from.label), link.arrow ? " to " : " and ", make("bdi", {}, to.label), make("small", {}, words));
  placeTip(pointer);
}
function placeTip(pointer) {
  const tip = at("tip");
  const left = Math.min(pointer.x + 14, stage.clientWidth - tip.offsetWidth - 8);
  tip.style.left = `${Math.max(8, left)}px`;
  tip.style.top = `${pointer.y + 18 + tip.offsetHeight > stage.clientHeight ? pointer.y - tip.offsetHeight - 12 : pointer.y + 18}px`;
}
// The member whose label lies under the pointer, since a label is as good as its shape.
function labelled(pointer) {
  const spot = network.DOMtoCanvas(pointer);
  const scale = network.getScale();
  const [x, y] = [spot.x * scale, spot.y * scale];
  return labels.spots.find(({ id, box }) => id !== null && x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3])?.id ?? null;
}

function clicked({ nodes, pointer }) {
  const id = nodes[0] ?? labelled(pointer.DOM);
  stage.focus({ preventScroll: true });
  const group = groupNumber(id);
  if (group !== null) openGroup(group);
  else if (id !== null || state.picked !== null) pick(id);
}
function openMap() {
  network = openCanvas(stage, { nodes: nodeSet, edges: tieSet });
  network.on("click", clicked);
  network.on("hoverNode", ({ node, pointer }) => showTip(node, pointer.DOM));
  network.on("blurNode", () => showTip(null));
  network.on("hoverEdge", ({ edge, pointer }) => hovered === null && showLinkTip(edge, pointer.DOM));
  network.on("blurEdge", () => hovered === null && showTip(null));
  network.on("zoom", () => { untouched = false; showTip(null); keepView(); });
  network.on("dragStart", () => { untouched = false; dragging = true; showTip(null); });
  network.on("dragging", ({ nodes }) => keepPlaces(nodes));
  network.on("dragEnd", ({ nodes }) => { dragging = false; keepPlaces(nodes); keepView(); network.redraw(); });
  network.on("resize", () => requestAnimationFrame(onResize));
}
// A dragged shape stays where it was put, in this layout.
function keepPlaces(ids) {
  if (!ids.length) return;
  for (const [id, place] of Object.entries(network.getPositions(ids))) {
    const item = itemOf(id);
    Object.assign(item, place);
    Object.assign(handed.nodes.get(item.id), place);
    if (item.member && state.view !== "groups") Object.assign(item.member, place);
  }
  labelsStale();
}
