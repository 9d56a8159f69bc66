// The drawing: vis-network places shapes and ties, labels are drawn here so that none covers another.
const stage = at("map");
const SMALL = 400;
const FONT_STACK = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif';
let colours = {};
let drawn = [];
let hovered = null;

function readColours() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ["pane", "ink", "muted", "line", "accent", "tie", "tie-single", "dim"]) {
    colours[name] = style.getPropertyValue(`--${name}`).trim();
  }
  colours.dark = style.colorScheme.includes("dark");
}
const groupColour = (group) => (colours.dark ? group.dark : group.light);

let radii = [];
const radius = (member) => radii[member.index];
function sizeAll() {
  const key = measureAt(state.size);
  const values = members.map((member) => Math.max(0, member.values[key] || 0));
  const largest = values.reduce((one, two) => Math.max(one, two), 1e-9);
  radii = values.map((value) => (key < 0 ? 9 : 7 + 7 * Math.sqrt(value / largest)));
}

function nodeStyle(member, near) {
  const out = near !== null && !near.has(member.id);
  const colour = out ? colours.dim : groupColour(groupOf(member));
  const hollow = !member.answered;
  return {
    id: member.id, x: member.x, y: member.y, shape: groupOf(member).shape, size: radius(member) * shapeScale(groupOf(member).shape),
    hidden: !seen.partners.has(member.id),
    color: { background: hollow ? colours.pane : colour, border: hollow ? colour : colours.pane },
    borderWidth: hollow ? 2 : 1.2, shapeProperties: { borderDashes: hollow ? [4.5, 3.2] : false },
  };
}
// Shapes of one radius differ in area; these even them out.
const shapeScale = (shape) => ({ dot: 1, square: 0.88, diamond: 1.18, hexagon: 1.04 })[shape] || 1.12;

function tieStyle(tie, number, near, small) {
  const inside = near === null || (near.has(tie.from) && near.has(tie.to));
  const touches = state.picked !== null && (tie.from === state.picked || tie.to === state.picked);
  const single = tie.reports === 1;
  const colour = !inside ? colours.dim : touches ? colours.accent : single ? colours["tie-single"] : colours.tie;
  const width = (0.8 + 0.32 * tieRank(tie)) * (touches ? 1.5 : 1);
  return {
    id: number, from: tie.from, to: tie.to, width: inside ? width : 0.6, dashes: small && single && inside ? [5, 4] : false,
    arrows: inside && tie.arrows ? { to: { enabled: true, scaleFactor: 0.45 } } : "",
    color: { color: colour, opacity: inside ? (touches ? 0.95 : seen.ties.length > 150 ? 0.68 : 0.85) : 0.5 },
  };
}
function tieRank(tie) {
  const levels = data.layers.find((layer) => layer.key === tie.layer).levels;
  const rank = levels.findIndex((level) => level.value === tie.strength);
  return rank < 0 ? 1 : Math.min(rank, 5);
}

const nodeSet = new vis.DataSet();
const tieSet = new vis.DataSet();
const OPTIONS = {
  physics: false, layout: { improvedLayout: false },
  nodes: { chosen: false, label: undefined },
  edges: { chosen: false, smooth: false, selectionWidth: 0, hoverWidth: 0 },
  interaction: {
    hover: true, keyboard: false, multiselect: false, selectConnectedEdges: false, hoverConnectedEdges: false,
    zoomSpeed: 0.6, hideEdgesOnDrag: members.length > 1000, hideEdgesOnZoom: members.length > 1000,
  },
};
let network = null;

function styleAll() {
  sizeAll();
  const near = lit();
  const small = seen.ties.length <= SMALL;
  nodeSet.update(members.map((member) => nodeStyle(member, near)));
  tieSet.clear();
  const order = (tie) => (state.picked !== null && (tie.from === state.picked || tie.to === state.picked) ? 1 : 0);
  const ties = seen.ties.map((tie, number) => [tie, number]).sort((one, two) => order(one[0]) - order(two[0]));
  tieSet.add(ties.map(([tie, number]) => tieStyle(tie, number, near, small)));
}

// Labels in order of weight: the picked member and its neighbours, the backbone, then the larger.
function labelOrder(near) {
  const weight = (member) => (member.id === state.picked ? 8 : 0) + (member.id === hovered || member.id === state.cursor ? 4 : 0)
    + (near !== null && seen.partners.get(state.picked)?.has(member.id) ? 2 : 0) + (member.backbone ? 1 : 0) + radius(member) / 100;
  return seen.members.filter((member) => near === null || near.has(member.id) || member.id === hovered || member.id === state.cursor)
    .map((member) => [member, weight(member)]).sort((one, two) => two[1] - one[1] || one[0].index - two[0].index).map((pair) => pair[0]);
}

// A grid of boxes on the screen that are taken, to ask quickly whether another is free.
function takenBoxes() {
  const cells = new Map();
  const over = (box, run) => {
    for (let x = Math.floor(box[0] / 90); x <= Math.floor(box[2] / 90); x += 1) {
      for (let y = Math.floor(box[1] / 90); y <= Math.floor(box[3] / 90); y += 1) run(`${x},${y}`);
    }
  };
  return {
    add(box) { over(box, (cell) => (cells.get(cell) || cells.set(cell, []).get(cell)).push(box)); },
    free(box, own) {
      let free = true;
      over(box, (cell) => (cells.get(cell) || []).forEach((other) => {
        if (other[4] !== own && box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]) free = false;
      }));
      return free;
    },
  };
}

function drawLabels(ctx, canvas, enlarge) {
  const scale = canvas.getScale();
  const near = lit();
  const size = Math.max(10, Math.min(12.5, (12 * scale) / enlarge)) * enlarge;
  const taken = takenBoxes();
  const frame = canvas.canvas.frame.canvas;
  const [start, end] = [{ x: 0, y: 0 }, { x: frame.clientWidth, y: frame.clientHeight }].map((corner) => canvas.DOMtoCanvas(corner));
  const view = [start.x * scale, start.y * scale, end.x * scale, end.y * scale];
  const place = (member) => ({ x: member.x * scale, y: member.y * scale, r: (radius(member) + (member.backbone ? 5 : 1)) * scale });
  for (const member of seen.members) {
    const { x, y, r } = place(member);
    taken.add([x - r * 0.8, y - r * 0.8, x + r * 0.8, y + r * 0.8, member.id]);
  }
  const caption = captionSpot(scale, enlarge);
  if (caption !== null) taken.add([caption.x * scale, caption.y * scale - 15 * enlarge, caption.x * scale + 170 * enlarge, caption.y * scale, "caption"]);
  drawn = [];
  ctx.save();
  ctx.scale(1 / scale, 1 / scale);
  ctx.textBaseline = "top";
  ctx.lineJoin = "round";
  for (const member of labelOrder(near)) {
    const strong = member.backbone || member.id === state.picked;
    ctx.font = `${strong ? 650 : 450} ${size}px ${FONT_STACK}`;
    const wide = Math.max(...member.lines.map((line) => ctx.measureText(line).width)) + 2;
    const spot = freeSpot(place(member), wide, size * 1.16 * member.lines.length, taken, member.id, enlarge, view);
    if (spot === null) continue;
    taken.add([...spot.box, `label of ${member.id}`]);
    drawn.push({ id: member.id, box: spot.box });
    ctx.textAlign = spot.align;
    ctx.strokeStyle = colours.pane;
    ctx.lineWidth = 3.5 * enlarge;
    ctx.fillStyle = colours.ink;
    member.lines.forEach((line, row) => {
      ctx.strokeText(line, spot.x, spot.box[1] + row * size * 1.16);
      ctx.fillText(line, spot.x, spot.box[1] + row * size * 1.16);
    });
  }
  ctx.restore();
}

// Below the shape, else above, else at its sides; null when none is free.
function freeSpot({ x, y, r }, wide, high, taken, own, enlarge, view) {
  const gap = 3 * enlarge;
  const spots = [
    { align: "center", x, box: [x - wide / 2, y + r + gap, x + wide / 2, y + r + gap + high] },
    { align: "center", x, box: [x - wide / 2, y - r - gap - high, x + wide / 2, y - r - gap] },
    { align: "left", x: x + r + gap, box: [x + r + gap, y - high / 2, x + r + gap + wide, y + high / 2] },
    { align: "right", x: x - r - gap, box: [x - r - gap - wide, y - high / 2, x - r - gap, y + high / 2] },
  ];
  // A member in view has its label wholly in view.
  const outside = x < view[0] || x > view[2] || y < view[1] || y > view[3];
  const inView = (box) => outside || (box[0] >= view[0] && box[2] <= view[2] && box[1] >= view[1] && box[3] <= view[3]);
  return spots.find((spot) => inView(spot.box) && taken.free(spot.box, own)) || null;
}

// Where the words above the members without a tie stand, in the plane; null when none is seen.
function captionSpot(scale, enlarge) {
  const beside = seen.members.filter((member) => member.beside);
  if (!beside.length) return null;
  const x = beside.reduce((least, member) => Math.min(least, member.x), Infinity) - 9;
  return { x, y: beside.reduce((least, member) => Math.min(least, member.y), Infinity) - 14 - (6 * enlarge) / scale };
}

function drawMarks(ctx, canvas, enlarge) {
  const scale = canvas.getScale();
  const near = lit();
  const ring = (member, gap, width, colour) => {
    ctx.beginPath();
    ctx.arc(member.x, member.y, radius(member) + gap, 0, 2 * Math.PI);
    ctx.lineWidth = width;
    ctx.strokeStyle = colour;
    ctx.stroke();
  };
  ctx.save();
  for (const member of seen.members) {
    if (member.backbone) ring(member, 4.5, 1.8, near !== null && !near.has(member.id) ? colours.dim : colours.ink);
    if (member.id === state.picked) ring(member, member.backbone ? 9 : 5.5, 2.6, colours.accent);
    else if (member.id === state.cursor) ring(member, member.backbone ? 9 : 5.5, 1.6, colours.accent);
  }
  const caption = captionSpot(scale, enlarge);
  if (caption !== null) {
    ctx.font = `${(12 * enlarge) / scale}px ${FONT_STACK}`;
    ctx.textAlign = "left";
    ctx.textBaseline = "bottom";
    ctx.fillStyle = colours.muted;
    ctx.fillText(about.beside, caption.x, caption.y);
  }
  ctx.restore();
}

// Fit all members and, since labels keep their size on the screen, the room that labels need around them.
function fit(canvas, width, height, enlarge) {
  if (!members.length || !width || !height) return;
  const many = seen.members.length ? seen.members : members;
  const range = (values) => [values.reduce((one, two) => Math.min(one, two)), values.reduce((one, two) => Math.max(one, two))];
  const [left, right] = range(many.map((member) => member.x));
  const [top, bottom] = range(many.map((member) => member.y));
  const [side, above, below] = [(width < 600 ? 34 : 52) * enlarge, 32 * enlarge, 96 * enlarge];
  const across = (width - 2 * side) / Math.max(1, right - left);
  const scale = Math.min(across, (height - above - below) / Math.max(1, bottom - top), 1.5 * enlarge);
  const position = { x: (left + right) / 2, y: (top + bottom) / 2 + (below - above) / 2 / scale };
  canvas.moveTo({ position, scale, animation: false });
}

function openCanvas(container, sets, enlarge) {
  const canvas = new vis.Network(container, sets, { ...OPTIONS, autoResize: enlarge === 1 });
  canvas.on("afterDrawing", (ctx) => {
    drawMarks(ctx, canvas, enlarge);
    drawLabels(ctx, canvas, enlarge);
  });
  return canvas;
}
