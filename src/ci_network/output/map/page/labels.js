// Labels: each where it covers no other and no shape; those that matter more come first.
const FONT_STACK = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif';
const ruler = document.createElement("canvas").getContext("2d");
const widths = new Map();
function textWidth(text, size, weight) {
  const key = `${weight} ${text}`;
  if (!widths.has(key)) {
    ruler.font = `${weight} 100px ${FONT_STACK}`;
    widths.set(key, ruler.measureText(text).width / 100);
  }
  return widths.get(key) * size;
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

// Below the shape, else above, at its sides, at its corners; null when none is free.
function freeSpot({ x, y, r }, wide, high, taken, own, view, most) {
  const gap = 3;
  const spots = [
    { align: "center", x, box: [x - wide / 2, y + r + gap, x + wide / 2, y + r + gap + high] },
    { align: "center", x, box: [x - wide / 2, y - r - gap - high, x + wide / 2, y - r - gap] },
    { align: "left", x: x + r + gap, box: [x + r + gap, y - high / 2, x + r + gap + wide, y + high / 2] },
    { align: "right", x: x - r - gap, box: [x - r - gap - wide, y - high / 2, x - r - gap, y + high / 2] },
    ...[[1, 1], [1, -1], [-1, 1], [-1, -1]].map(([right, down]) => {
      const [side, edge] = [x + right * r * 0.8, y + down * (r * 0.6 + gap)];
      const [left, top] = [right > 0 ? side : side - wide, down > 0 ? edge : edge - high];
      return { align: right > 0 ? "left" : "right", x: side, box: [left, top, left + wide, top + high] };
    }),
  ];
  // A member in view has its label wholly in view.
  const outside = x < view[0] || x > view[2] || y < view[1] || y > view[3];
  const inView = (box) => outside || (box[0] >= view[0] && box[2] <= view[2] && box[1] >= view[1] && box[3] <= view[3]);
  return spots.slice(0, most).find((spot) => inView(spot.box) && taken.free(spot.box, own)) || null;
}

function labelLines(item, size) {
  const lines = item.lines.map((text, row) => ({ text, size, weight: item.strong ? 650 : 450, row }));
  if (item.more) lines.push({ text: item.more, size: size * 0.92, weight: 450, row: lines.length, soft: true });
  const wide = Math.max(...lines.map((line) => textWidth(line.text, line.size, line.weight))) + 2;
  return { lines, wide, high: size * 1.16 * lines.length, step: size * 1.16 };
}

// Every label with its place, in pixels of the screen: the plane's coordinates times the scale.
// What matters most takes any free spot. Then either each takes the first that is free, or the spots below are dealt
// out first, so that none pushes another away, whichever leaves more labels. Of many, only those that matter most.
function placeLabels(scale, view) {
  const near = (item) => item.x * scale > view[0] - 200 && item.x * scale < view[2] + 200 && item.y * scale > view[1] - 200 && item.y * scale < view[3] + 200;
  const inSight = drawing.items.filter(near);
  const pointed = (item) => item.id === hovered || item.id === state.cursor;
  const weight = (item) => item.weight + (pointed(item) ? 4 : 0);
  const wanted = inSight.filter((item) => !item.out || pointed(item))
    .map((item) => [item, weight(item)]).sort((one, two) => two[1] - one[1] || one[0].index - two[0].index).map((pair) => pair[0]);
  const urgent = wanted.filter((item) => weight(item) >= 2);
  const ways = [[[urgent, 8, 1], [wanted, 1, 1], [wanted, 8, 1], [wanted, 8, 0.86]], [[wanted, 8, 1], [wanted, 8, 0.86]]];
  if (inSight.length > SMALL) return dealOut([[[...new Set([...urgent, ...wanted.slice(0, 40)])], 8, 1]], inSight, scale, view);
  const tries = ways.map((rounds) => dealOut(rounds, inSight, scale, view));
  return tries.reduce((best, one) => (one.length > best.length ? one : best));
}
function dealOut(rounds, inSight, scale, view) {
  const taken = takenBoxes();
  const place = (item) => ({ x: item.x * scale, y: item.y * scale, r: (item.r + (item.ring ? 5 : 1)) * scale });
  // Shapes are kept free of labels, but for dimmed ones, and dots where there are so many that no label would be left.
  const dots = inSight.length > SMALL;
  for (const item of inSight) {
    const { x, y, r } = place(item);
    if (item.out || (dots && r < 7)) continue;
    taken.add([x - r * 0.8, y - r * 0.8, x + r * 0.8, y + r * 0.8, item.id]);
  }
  const found = captionsNow(scale, view, taken);
  const size = Math.max(10, Math.min(12.5, 12 * scale));
  const done = new Set();
  for (const [items, most, part] of rounds) {
    for (const item of items) {
      if (done.has(item)) continue;
      const { lines, wide, high, step } = labelLines(item, size * part);
      const spot = freeSpot(place(item), wide, high, taken, item.id, view, most);
      if (spot === null) continue;
      done.add(item);
      taken.add([...spot.box, `label of ${item.id}`]);
      found.push({ id: item.id, box: spot.box, x: spot.x, align: spot.align, step, lines });
    }
  }
  return [...found, ...placeCounts(scale, taken)];
}

// How many members a bubble holds stands in its middle; how many ties a line holds, on the line where there is room.
function placeCounts(scale, taken) {
  const found = [];
  const add = (text, x, y, size, halo) => {
    const wide = textWidth(text, size, 600) / 2 + 2;
    const box = [x - wide, y - size * 0.6, x + wide, y + size * 0.6];
    if (halo && !taken.free(box, null)) return false;
    if (halo) taken.add([...box, "count"]);
    return found.push({ id: null, plain: !halo, box, x, align: "center", step: size, lines: [{ text, size, weight: 600, row: 0 }] });
  };
  for (const item of drawing.items) if (item.size) add(String(item.size), item.x * scale, item.y * scale, Math.min(30, item.r * scale * 0.75), false);
  for (const link of drawing.links.filter((one) => one.text)) {
    const [from, to] = [itemOf(link.from), itemOf(link.to)];
    const far = Math.hypot(to.x - from.x, to.y - from.y) || 1;
    const at_ = (part) => (from.r + (far - from.r - to.r) * part) / far;
    [0.5, 0.38, 0.62, 0.25, 0.75].map(at_).some((part) => add(link.text, (from.x + (to.x - from.x) * part) * scale,
        (from.y + (to.y - from.y) * part) * scale, 11, true));
  }
  return found;
}

// The layout's own words, and those above the members that stand beside.
function captionsNow(scale, view, taken) {
  if (state.view === "groups") return [];
  const size = 12;
  const line = (text, x, y, align) => {
    const wide = textWidth(text, size, 600);
    const left = align === "center" ? x - wide / 2 : x;
    return { id: null, caption: text, box: [left, y - size * 1.2, left + wide, y], x, align, step: size * 1.2,
        lines: [{ text, size, weight: 600, row: 0, soft: true }] };
  };
  const found = layoutNow().captions.map((caption) => line(caption.text, caption.x * scale, caption.y * scale + size * 0.6, "center"));
  const beside = seen.members.filter((member) => member.beside);
  if (beside.length && !layoutNow().captions.length) {
    const x = beside.reduce((least, member) => Math.min(least, member.x), Infinity) - 9;
    const y = beside.reduce((least, member) => Math.min(least, member.y), Infinity) - 14 - 6 / scale;
    found.push(line(about.beside, x * scale, y * scale, "left"));
  }
  found.forEach((caption) => taken.add([...caption.box, "caption"]));
  // A circle is named where it is in view and nothing else stands: above, below, or further round.
  const inView = (box) => box[0] >= view[0] && box[2] <= view[2] && box[1] >= view[1] && box[3] <= view[3];
  for (const ring of circlesNow()) {
    const spots = [-90, 90, -60, -120, 60, 120, -30, -150, 30, 150].map((turn) => (turn * Math.PI) / 180)
      .map((turn) => line(ring.label, (ring.x + ring.r * Math.cos(turn)) * scale, (ring.y + ring.r * Math.sin(turn)) * scale + size * 0.6, "center"));
    const spot = spots.find((one) => inView(one.box) && taken.free(one.box, null));
    if (!spot) continue;
    taken.add([...spot.box, "caption"]);
    found.push(spot);
  }
  return found;
}

// Labels are placed anew when the view's scale or what is seen changes; while the map is dragged they go with it.
let labels = { key: null, spots: [] };
let version = 0;
const labelsStale = () => { version += 1; };
function labelsFor(scale, view, resting) {
  const key = [version, scale, hovered, state.cursor, resting ? view.map(Math.round).join() : ""].join("|");
  const kept = !resting && labels.scale === scale && labels.version === version;
  if (labels.key !== key && !kept) labels = { key, scale, version, spots: placeLabels(scale, view) };
  return labels.spots;
}
