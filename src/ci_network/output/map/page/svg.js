// The drawing as an SVG: true shapes, lines, arrowheads and words, with the legend and what the map states of itself.
function svgDrawing({ width = 1200, height = 860 } = {}) {
  const [head, legend] = [78, svgLegend(width)];
  const foot = legend.height + 24 + 18 * factLines().length;
  const [left, top, right, bottom] = extent();
  const scale = Math.min((width - 120) / Math.max(1, right - left), (height - 90) / Math.max(1, bottom - top), 1.5);
  const [x, y] = [width / 2 - ((left + right) / 2) * scale, head + height / 2 - 10 - ((top + bottom) / 2) * scale];
  const view = [-x, head - y, width - x, head + height - y];
  const map = draw("g", { transform: `translate(${tenth(x)} ${tenth(y)})` }, svgCircles(scale), drawing.links.map((link) => svgLink(link, scale)),
    drawing.items.map((item) => svgItem(item, scale)), placeLabels(scale, view).map(svgLabel));
  const svg = draw("svg", { viewBox: `0 0 ${width} ${head + height + foot}`, width, height: head + height + foot, role: "img",
      "aria-label": titleText(), "font-family": FONT_STACK },
    draw("title", {}, titleText()), draw("rect", { width: "100%", height: "100%", fill: colours.pane }), svgHead(width), map);
  const move = draw("g", { transform: `translate(0 ${head + height + 10})` }, legend.group,
      factLines().map((text, row) => svgText(text, 24, legend.height + 16 + 18 * row, 12, "muted")));
  svg.append(move);
  return svg;
}
const svgSource = () => `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svgDrawing())}\n`;

const tenth = (value) => Math.round(value * 10) / 10;
const titleText = () => [about.title, document.querySelector(".badge")?.textContent].filter(Boolean).join(" – ");
const viewNames = { members: "", groups: "Groups", reach: "Backbone reach", introductions: "Recommended introductions",
    changes: "Changes between waves" };
function shownText() {
  const focus = state.picked === null ? "" : `Around ${byId.get(state.picked).label}`;
  return [viewNames[state.view], focus, `Shown: ${seenWords()}`, `${seen.members.length} of ${count(members.length, "member")}`,
      ...chipsNow().map(([text]) => text)].filter((part) => part !== "").join(" · ");
}
function factLines() {
  const half = Math.ceil(about.facts.length / 2);
  return [about.facts.slice(0, half).join(" · "), about.facts.slice(half).join(" · ")];
}
const svgText = (text, x, y, size, colour, more = {}) => draw("text",
    { x: tenth(x), y: tenth(y), "font-size": tenth(size), fill: colours[colour], ...more }, text);
const svgHead = (width) => [
  svgText(titleText(), 24, 34, 20, "ink", { "font-weight": 650, ...squeezed(titleText(), 20, width - 48) }),
  svgText(document.querySelector(".purpose").textContent, 24, 54, 12.5, "muted",
      squeezed(document.querySelector(".purpose").textContent, 12.5, width - 48)),
  svgText(shownText(), 24, 72, 12.5, "muted", squeezed(shownText(), 12.5, width - 48)),
];
// A line too long for its room is drawn narrower rather than cut.
const squeezed = (text, size, room) => (textWidth(text, size, 450) * 1.04 > room ? { textLength: room, lengthAdjust: "spacingAndGlyphs" } : {});

const svgCircles = (scale) => circlesNow().map((ring) => draw("circle",
    { cx: tenth(ring.x * scale), cy: tenth(ring.y * scale), r: tenth(ring.r * scale), fill: "none", stroke: colours.dim, "stroke-width": 1.4 }));

function svgLink(link, scale) {
  const [from, to] = [itemOf(link.from), itemOf(link.to)];
  const far = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [ux, uy] = [(to.x - from.x) / far, (to.y - from.y) / far];
  const end = link.arrow ? to.r + 3 : 0;
  const points = { x1: tenth(from.x * scale), y1: tenth(from.y * scale), x2: tenth((to.x - ux * end) * scale), y2: tenth((to.y - uy * end) * scale) };
  const line = draw("line", { ...points, stroke: link.colour, "stroke-width": tenth(link.width * Math.min(1, scale)),
      "stroke-opacity": link.opacity, "stroke-dasharray": link.dashed ? (link.rank > 1 ? "7 5" : "5 4") : null });
  if (!link.arrow) return line;
  const size = 6 + link.width;
  const [x, y] = [points.x2, points.y2];
  const head = `M${x} ${y}L${tenth(x - ux * size - uy * size * 0.4)} ${tenth(y - uy * size + ux * size * 0.4)}L${tenth(x - ux * size + uy * size * 0.4)} ${tenth(y - uy * size - ux * size * 0.4)}z`;
  return draw("g", {}, line, draw("path", { d: head, fill: link.colour, "fill-opacity": link.opacity, class: "arrowhead" }));
}

function svgItem(item, scale) {
  const [x, y, r] = [item.x * scale, item.y * scale, item.r * scale];
  const rings_ = ringsOf(item).map((ring) => draw("circle",
      { cx: tenth(x), cy: tenth(y), r: tenth(r + ring.gap * scale), fill: "none", stroke: ring.colour, "stroke-width": ring.width }));
  const size = r / 6.5;
  const shape = draw("path", {
    d: SHAPES[item.shape], transform: `translate(${tenth(x - 10 * size)} ${tenth(y - 10 * size)}) scale(${Math.round(size * 1000) / 1000})`, fill: item.fill,
    stroke: item.edge, "stroke-width": item.edgeWidth / size, "stroke-dasharray": item.dashed ? `${tenth(4.5 / size)} ${tenth(3.2 / size)}` : null,
  });
  return draw("g", {}, draw("title", {}, item.label), shape, rings_);
}
function svgLabel(spot) {
  const anchor = { center: "middle", left: "start", right: "end" }[spot.align];
  const halo = spot.plain ? {} : { stroke: colours.pane, "stroke-width": 3.5, "stroke-linejoin": "round", "paint-order": "stroke" };
  return spot.lines.map((line) => svgText(line.text, spot.x, spot.box[1] + line.row * spot.step + line.size * 0.86, line.size,
      line.soft ? "muted" : "ink", { "text-anchor": anchor, "font-weight": line.weight, ...halo }));
}
// The legend in rows: groups (those hidden left out), then marks.
function svgLegend(width) {
  const hidden = state.without.get(colouring().key) || new Set();
  const bubbles = state.view === "groups" && state.open === null;
  const groups = bubbles ? [] : colouring().groups.filter((group) => !hidden.has(group.label));
  const entries = [
    ...groups.map((group) => [[draw("path", { d: SHAPES[group.shape], fill: groupColour(group) })], `${group.label} (${group.count})`]),
    ...marksNow().map(([mark, text]) => [mark(), text]),
  ];
  const group = draw("g", { class: "legend" });
  if (!bubbles) group.append(svgText(`${colouring().label}:`, 24, 14, 12, "muted", { "font-weight": 600 }));
  let [x, y] = [bubbles ? 24 : 34 + textWidth(`${colouring().label}:`, 12, 600), 0];
  for (const [mark, text] of entries) {
    const wide = textWidth(text, 12, 450) + 42;
    if (x + wide > width - 24) [x, y] = [24, y + 22];
    group.append(draw("g", { transform: `translate(${tenth(x)} ${y})` }, mark, svgText(text, 25, 14, 12, "ink")));
    x += wide;
  }
  return { group, height: y + 22 };
}
