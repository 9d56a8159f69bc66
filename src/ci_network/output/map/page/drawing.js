// What is drawn under the present state: shapes and lines as plain values, for the canvas and the SVG alike.
const SMALL = 400;
// Shapes of one radius differ in area; these even them out.
const shapeScale = (shape) => ({ dot: 1, square: 0.88, diamond: 1.18, hexagon: 1.04 })[shape] || 1.12;
let drawing = { items: [], links: [] };
const itemOf = (id) => drawing.byId.get(id);

function redraw() {
  placeAll();
  const focus = focusNow();
  const items = state.view === "groups" ? partItems(focus) : seen.members.map((member) => memberItem(member, member, focus));
  drawing = { items, links: [], focus, byId: new Map(items.map((item) => [item.id, item])) };
  const links = state.view === "groups" ? partLinks(focus) : memberLinks(focus);
  // What stands out is still seen where the whole of a wide map is.
  drawing.links = links.map((link) => (link.rank > 1 ? { ...link, width: link.width * grown } : link)).sort((one, two) => one.rank - two.rank);
  labelsStale();
}

function memberItem(member, place, focus) {
  const group = groupOf(member);
  const out = focus.lit !== null && !focus.lit.has(member.id);
  const fill = out ? colours.dim : groupColour(group);
  const hollow = !member.answered;
  return {
    id: member.id, member, index: member.index, label: member.label, lines: member.lines, x: place.x, y: place.y, r: radius(member), shape: group.shape, out,
    fill: hollow ? colours.pane : fill, edge: hollow ? fill : colours.pane, edgeWidth: hollow ? 2 : 1.2, dashed: hollow,
    ring: member.backbone, strong: member.backbone || member.id === state.picked || member.id === state.way,
    weight: labelWeight(member, focus),
  };
}

// Whose label comes first: the picked member, the way, its partners, the backbone, then the larger.
function labelWeight(member, focus) {
  const partner = state.picked !== null && seen.partners.get(state.picked).has(member.id);
  const chosen = (member.id === state.picked ? 8 : 0) + (focus.way && focus.lit.has(member.id) ? 6 : 0);
  return chosen + (partner ? 2 : 0) + (member.backbone ? 1 : 0) + radius(member) / 100;
}

function partItems(focus) {
  const places = partPlaces();
  const { inside } = groupTies();
  const drawnAs = (number) => places.has(groupId(number)) && membersOf(number).length > 0;
  const bubbles = [...data.parts.groups.entries()].filter(([number]) => drawnAs(number)).map(([number, group]) => {
    const size = membersOf(number).length;
    return {
      id: groupId(number), group: number, index: members.length + number, label: group.label,
      lines: shortLines(group.label), size, more: `${count(inside[number], "tie")} inside`,
      ...places.get(groupId(number)), r: bubbleRadius(number), shape: "dot", fill: colours.bubble,
      edge: colours["bubble-edge"], edgeWidth: 1.5, dashed: false, strong: true, weight: 10 + size / members.length,
    };
  });
  return [...bubbles, ...seen.members.filter((member) => places.has(member.id)).map((member) => memberItem(member, places.get(member.id), focus))];
}
function shortLines(text) {
  if (text.length <= 16 || !text.includes(" ")) return [text.length > 24 ? `${text.slice(0, 23)}…` : text];
  const words = text.split(" ");
  const cuts = words.slice(1).map((_, cut) => [words.slice(0, cut + 1).join(" "), words.slice(cut + 1).join(" ")]);
  const wide = (lines) => Math.max(...lines.map((line) => line.length));
  return cuts.reduce((best, cut) => (wide(cut) < wide(best) ? cut : best)).map((line) => (line.length > 24 ? `${line.slice(0, 23)}…` : line));
}

function tieRank(tie) {
  const rank = layerOf(tie.layer).levels.findIndex((level) => level.value === tie.strength);
  return rank < 0 ? 1 : Math.min(rank, 5);
}
const faint = (link) => ({ ...link, width: 0.6, colour: colours.dim, opacity: 0.55, dashed: false, arrow: false, rank: 0 });

// Ties as they are; the mark of one that a single end reports is dashed, while there are few enough to draw so.
function plainLink(tie, many) {
  const single = tie.reports === 1;
  return {
    id: `tie ${tie.key}`, from: tie.from, to: tie.to, tie, width: 0.8 + 0.32 * tieRank(tie), colour: single ? colours["tie-single"] : colours.tie,
    opacity: many > 150 ? 0.68 : 0.85, dashed: single && many <= SMALL, arrow: tie.arrows !== "", rank: 1,
  };
}
function memberLinks(focus) {
  if (state.view === "changes" && changesNow()) return changeLinks(focus);
  const many = seen.ties.length;
  const links = seen.ties.map((tie) => {
    const link = plainLink(tie, many);
    if (state.view === "introductions" && focus.lit === null) return { ...link, opacity: 0.28, width: 0.8, rank: 0 };
    if (focus.lit === null) return link;
    if (!focus.lit.has(tie.from) || !focus.lit.has(tie.to)) return faint(link);
    if (focus.pairs !== null) {
      const onWay = focus.pairs.has(`${tie.from}\n${tie.to}`);
      return onWay ? { ...link, colour: colours.accent, opacity: 1, width: 3.6, dashed: false, rank: 3 } : faint(link);
    }
    const touches = tie.from === state.picked || tie.to === state.picked;
    return touches ? { ...link, colour: colours.accent, opacity: 0.95, width: link.width * 1.5, rank: 3 } : { ...link, rank: 2 };
  });
  return state.view === "introductions" ? [...links, ...introductionLinks()] : links;
}
function changeLinks(focus) {
  const { gained, lost } = changesNow();
  const isGained = new Set(gained);
  const far = (link) => (focus.lit !== null && !(focus.lit.has(link.from) && focus.lit.has(link.to)) ? faint(link) : link);
  const now = seen.ties.map((tie) => {
    const link = plainLink(tie, Infinity);
    const asIs = { ...link, opacity: 0.35, width: 0.8, rank: 0 };
    return far(isGained.has(tie) ? { ...link, colour: colours.gained, width: 2.4, opacity: 0.95, rank: 3 } : asIs);
  });
  return [...now, ...lost.map((tie) => far({ ...plainLink(tie, 0), colour: colours.lost, width: 1.8, opacity: 0.95, dashed: true, rank: 2 }))];
}
const introductionsSeen = () => data.introductions.filter((pair) => seen.partners.has(pair.from) && seen.partners.has(pair.to));
const introductionLinks = () => introductionsSeen().map((pair, number) => ({
  id: `introduction ${number}`, from: pair.from, to: pair.to, introduction: pair, width: 2.4, colour: colours.accent, opacity: 1, dashed: true, arrow: false, rank: 4,
}));

function partLinks(focus) {
  const { links } = groupTies();
  const most = links.reduce((largest_, link) => Math.max(largest_, link.ties), 1);
  if (state.open === null) {
    return links.map((link) => ({
      id: `link ${link.ends.join(" ")}`, from: groupId(link.ends[0]), to: groupId(link.ends[1]), ties: link.ties, width: 1 + 9 * (link.ties / most), colour: colours.tie,
      opacity: 0.45, dashed: false, arrow: false, rank: 0, text: link.ties >= most * 0.3 ? String(link.ties) : null,
    }));
  }
  const own = seen.ties.filter((tie) => partOf(byId.get(tie.from)) === state.open && partOf(byId.get(tie.to)) === state.open).map((tie) => {
    const link = { ...plainLink(tie, seen.ties.length), rank: 2 };
    const touches = tie.from === state.picked || tie.to === state.picked;
    return touches ? { ...link, colour: colours.accent, width: link.width * 1.5, rank: 3 } : focus.lit === null ? link : faint(link);
  });
  return [...outwardLinks(), ...own];
}
// From each open member, or the picked one alone, to the bubbles of its other partners.
function outwardLinks() {
  const found = new Map();
  for (const tie of seen.ties) {
    for (const [one, two] of [[tie.from, tie.to], [tie.to, tie.from]]) {
      const [own, other] = [partOf(byId.get(one)), partOf(byId.get(two))];
      if (own !== state.open || other === state.open || (state.picked !== null && state.picked !== one)) continue;
      const id = `out ${one}\n${other}`;
      found.set(id, { id, from: one, to: groupId(other), ties: (found.get(id)?.ties || 0) + 1 });
    }
  }
  const picked = state.picked !== null;
  return [...found.values()].map((link) => ({ ...link, width: 0.8 + 0.5 * Math.min(link.ties, 6),
      colour: picked ? colours.accent : colours.tie, opacity: picked ? 0.8 : 0.22, dashed: false, arrow: false, rank: 1,
      text: picked ? String(link.ties) : null }));
}
