// The canvas: vis-network draws shapes and ties and knows the pointer; labels, rings and counts are drawn here.
const stage = at("map");
let hovered = null;
let network = null;
let dragging = false;
// How long the last drawings took, for who measures.
const drawTimes = [];
const nodeSet = new vis.DataSet();
const tieSet = new vis.DataSet();
const LARGE = 1000;
const OPTIONS = {
  physics: false, layout: { improvedLayout: false },
  nodes: { chosen: false, label: undefined },
  edges: { chosen: false, smooth: false, selectionWidth: 0, hoverWidth: 0 },
  interaction: { hover: true, keyboard: false, multiselect: false, selectConnectedEdges: false, hoverConnectedEdges: false, zoomSpeed: 0.6,
      hideEdgesOnDrag: members.length > LARGE, hideEdgesOnZoom: members.length > LARGE },
};

const nodeStyle = (item) => ({
  id: item.id, x: item.x, y: item.y, shape: item.shape, size: item.r * shapeScale(item.shape), color: { background: item.fill, border: item.edge },
  borderWidth: item.edgeWidth, shapeProperties: { borderDashes: item.dashed ? [4.5, 3.2] : false },
});
const tieStyle = (link) => ({
  id: link.id, from: link.from, to: link.to, width: link.width, dashes: link.dashed ? (link.rank > 1 ? [7, 5] : [5, 4]) : false,
  arrows: link.arrow ? { to: { enabled: true, scaleFactor: 0.45 } } : "", color: { color: link.colour, opacity: link.opacity },
});

// Only what changed is handed over, in one batch. Lines that must lie above others are handed over last, anew.
const handed = { nodes: new Map(), ties: new Map() };
function handOver() {
  const nodes = new Map(drawing.items.map((item) => [item.id, nodeStyle(item)]));
  const ties = new Map(drawing.links.map((link) => [link.id, { ...tieStyle(link), rank: link.rank }]));
  const same = (one, two) => one !== undefined && JSON.stringify(one) === JSON.stringify(two);
  const gone = (old, fresh) => [...old.keys()].filter((id) => !fresh.has(id));
  const raised = (tie) => tie.rank > 1;
  const again = [...handed.ties].filter(([id, tie]) => ties.has(id) && (raised(tie) || raised(ties.get(id)))).map(([id]) => id);
  tieSet.remove([...gone(handed.ties, ties), ...again]);
  nodeSet.remove(gone(handed.nodes, nodes));
  nodeSet.update([...nodes.values()].filter((node) => !same(handed.nodes.get(node.id), node)));
  tieSet.update([...ties.values()].filter((tie) => !raised(tie) && !same(handed.ties.get(tie.id), tie)));
  tieSet.add([...ties.values()].filter(raised));
  [handed.nodes, handed.ties] = [nodes, ties];
}
// New places alone, while members glide.
function placeNodes() {
  if (state.view === "groups") return;
  for (const item of drawing.items) [item.x, item.y] = [item.member.x, item.member.y];
  nodeSet.update(drawing.items.map((item) => ({ id: item.id, x: item.x, y: item.y })));
  drawing.items.forEach((item) => Object.assign(handed.nodes.get(item.id), { x: item.x, y: item.y }));
  labelsStale();
}

function viewOf(canvas, scale) {
  const frame = canvas.canvas.frame.canvas;
  const [start, end] = [{ x: 0, y: 0 }, { x: frame.clientWidth, y: frame.clientHeight }].map((corner) => canvas.DOMtoCanvas(corner));
  return [start.x * scale, start.y * scale, end.x * scale, end.y * scale];
}

function drawLabels(ctx, canvas) {
  const scale = canvas.getScale();
  const spots = labelsFor(scale, viewOf(canvas, scale), !dragging);
  ctx.save();
  ctx.scale(1 / scale, 1 / scale);
  ctx.textBaseline = "top";
  ctx.lineJoin = "round";
  ctx.lineWidth = 3.5;
  ctx.strokeStyle = colours.pane;
  for (const spot of spots) {
    ctx.textAlign = spot.align;
    for (const line of spot.lines) {
      ctx.font = `${line.weight} ${line.size}px ${FONT_STACK}`;
      ctx.fillStyle = line.soft ? colours.muted : colours.ink;
      if (!spot.plain) ctx.strokeText(line.text, spot.x, spot.box[1] + line.row * spot.step);
      ctx.fillText(line.text, spot.x, spot.box[1] + line.row * spot.step);
    }
  }
  ctx.restore();
}

// The rings around members: backbone, picked, where the keyboard is.
function ringsOf(item) {
  const found = [];
  if (item.ring) found.push({ gap: 4.5, width: 1.8, colour: item.out ? colours.dim : colours.ink });
  const picked = item.id === state.picked || item.id === state.way;
  if (picked || item.id === state.cursor) found.push({ gap: item.ring ? 9 : 5.5, width: picked ? 2.6 : 1.6, colour: colours.accent });
  return found;
}
function drawRings(ctx) {
  ctx.save();
  for (const item of drawing.items) {
    for (const ring of ringsOf(item)) {
      ctx.beginPath();
      ctx.arc(item.x, item.y, item.r + ring.gap, 0, 2 * Math.PI);
      [ctx.lineWidth, ctx.strokeStyle] = [ring.width, ring.colour];
      ctx.stroke();
    }
  }
  ctx.restore();
}
// The layout's own circles lie under everything.
const circlesNow = () => (state.view === "groups" ? [] : layoutNow().rings);
function drawCircles(ctx) {
  ctx.save();
  ctx.strokeStyle = colours.dim;
  ctx.lineWidth = 1.4;
  for (const ring of circlesNow()) {
    ctx.beginPath();
    ctx.arc(ring.x, ring.y, ring.r, 0, 2 * Math.PI);
    ctx.stroke();
  }
  ctx.restore();
}

// Fit all that is drawn and, since labels keep their size on the screen, the room that they need around it.
function extent() {
  const items = drawing.items.length ? drawing.items : members.map((member) => ({ x: member.x, y: member.y, r: 9 }));
  const low = (read) => items.reduce((least, item) => Math.min(least, read(item)), Infinity);
  const inner = (item) => (item.more ? item.r : 0);
  return [low((item) => item.x - inner(item)), low((item) => item.y - inner(item)), -low((item) => -item.x - inner(item)),
      -low((item) => -item.y - inner(item))];
}
function fit(canvas, width, height) {
  if (!members.length || !width || !height) return;
  const [left, top, right, bottom] = extent();
  const [side, above, below] = [width < 600 ? 34 : 52, 26, 44];
  const scale = Math.min((width - 2 * side) / Math.max(1, right - left), (height - above - below) / Math.max(1, bottom - top), 1.5);
  const position = { x: (left + right) / 2, y: (top + bottom) / 2 + (below - above) / 2 / scale };
  canvas.moveTo({ position, scale, animation: false });
}

function openCanvas(container, sets) {
  const canvas = new vis.Network(container, sets, OPTIONS);
  canvas.on("beforeDrawing", drawCircles);
  let began = 0;
  canvas.on("initRedraw", () => { began = performance.now(); });
  canvas.on("afterDrawing", (ctx) => {
    drawRings(ctx);
    drawLabels(ctx, canvas);
    drawTimes.push(performance.now() - began);
    if (drawTimes.length > 300) drawTimes.shift();
  });
  return canvas;
}
