// The group view: each group is a bubble, with its members and ties as numbers; one at a time opens.
const groupId = (number) => `group ${number}`;
const groupNumber = (id) => (typeof id === "string" && id.startsWith("group ") && !byId.has(id) ? Number(id.slice(6)) : null);
const membersOf = (number) => seen.members.filter((member) => partOf(member) === number);

// How many ties run inside each group and between each two, among those seen.
let between = { of: null };
function groupTies() {
  if (between.of === seen) return between;
  const inside = data.parts.groups.map(() => 0);
  const links = new Map();
  for (const tie of seen.ties) {
    const [one, two] = [partOf(byId.get(tie.from)), partOf(byId.get(tie.to))].sort((a, b) => a - b);
    if (one === two) inside[one] += 1;
    else links.set(`${one} ${two}`, (links.get(`${one} ${two}`) || 0) + 1);
  }
  between = { of: seen, inside, links: [...links].map(([key, ties]) => ({ ends: key.split(" ").map(Number), ties })) };
  return between;
}

// The places of bubbles and open members. An open group stands in the middle, the other bubbles around it.
function partPlaces() {
  const groups = data.parts.groups;
  const places = new Map(groups.map((group, number) => [groupId(number), { x: group.x, y: group.y }]));
  if (state.open === null || !groups[state.open]) return places;
  const inside = membersOf(state.open);
  const layout = data.layouts.find((one) => one.key === "sectors");
  const spots = layout && data.parts.by === "sector" ? inside.map((member) => layout.points[member.index]) : gridSpots(inside.length);
  const range = (axis) => spots.reduce(([low, high], spot) => [Math.min(low, spot[axis]), Math.max(high, spot[axis])], [Infinity, -Infinity]);
  const [across, down] = [range(0), range(1)];
  const middle = inside.length ? [(across[0] + across[1]) / 2, (down[0] + down[1]) / 2] : [0, 0];
  inside.forEach((member, index) => places.set(member.id, { x: spots[index][0] - middle[0], y: spots[index][1] - middle[1] }));
  const others = groups.map((_, number) => number).filter((number) => number !== state.open && membersOf(number).length);
  const home = groups[state.open];
  others.sort((one, two) => Math.atan2(groups[one].y - home.y, groups[one].x - home.x) - Math.atan2(groups[two].y - home.y, groups[two].x - home.x));
  const most = others.reduce((widest, number) => Math.max(widest, bubbleRadius(number)), 0);
  const [wide, high] = inside.length ? [(across[1] - across[0]) / 2, (down[1] - down[0]) / 2] : [0, 0];
  const round = (others.length * (2 * most + 14)) / (2 * Math.PI);
  // An ellipse that leaves the corners of the open group free.
  const around = (half) => Math.max(half * 1.2 + most + 65, half * 1.42 + most * 0.8 + 20);
  const [a, b] = [Math.max(around(wide), round), Math.max(around(high), round * 0.8)];
  others.forEach((number, turn) => {
    const angle = Math.PI + (2 * Math.PI * turn) / others.length;
    places.set(groupId(number), { x: a * Math.cos(angle), y: b * Math.sin(angle) });
  });
  places.delete(groupId(state.open));
  return places;
}
function gridSpots(number) {
  const columns = Math.max(1, Math.ceil(Math.sqrt(number * 0.7)));
  return Array.from({ length: number }, (_, place) => [(place % columns) * 112, Math.floor(place / columns) * 62]);
}
function bubbleRadius(number) {
  const group = data.parts.groups[number];
  return group.count ? Math.max(20, group.r * Math.sqrt(membersOf(number).length / group.count)) : group.r;
}

function openGroup(number) { change({ open: state.open === number ? null : number, picked: null, cursor: groupId(number) }); refit(); }

function groupsPanel() {
  const { inside, links } = groupTies();
  if (state.open !== null) return openGroupPanel(state.open, inside, links);
  const all = data.parts.groups.map((group, number) => ({ group, number, size: membersOf(number).length })).filter((one) => one.size);
  const outer = (number) => links.filter((link) => link.ends.includes(number)).reduce((sum, link) => sum + link.ties, 0);
  return [
    make("h2", {}, "Groups"),
    make("p", { class: "note gap-below" }, `${groupsSentence()} ${seenWords()}. Open one to see its members.`),
    make("ul", { class: "rows" }, all.map(({ group, number, size }) => make("li", {},
        make("button", { type: "button", class: "row", on: { click: () => openGroup(number) } },
      make("bdi", { class: "name" }, group.label), make("b", {}, count(size, "member")),
      make("small", {}, `${count(inside[number], "tie")} inside, ${outer(number)} to other groups`))))),
  ];
}
const groupsSentence = () => (data.large ? `${members.length} members are too many to read at once, so each group is one bubble: single members and their ties are left out until you open their group.`
  : data.parts.sentence);

function openGroupPanel(number, inside, links) {
  const group = data.parts.groups[number];
  const others = links.filter((link) => link.ends.includes(number)).sort((one, two) => two.ties - one.ties);
  return [
    make("div", { class: "card-head" }, make("h2", {}, make("bdi", {}, group.label)), closeButton("Close this group", () => openGroup(number))),
    make("p", { class: "note" }, `${count(membersOf(number).length, "member")}, ${count(inside[number], "tie")} inside. ${seenWords()}.`),
    make("h3", {}, "Ties to other groups"),
    others.length ? make("ul", { class: "rows" }, others.map((link) => {
      const other = link.ends[0] === number ? link.ends[1] : link.ends[0];
      return make("li", {}, make("button", { type: "button", class: "row", on: { click: () => openGroup(other) } },
          make("bdi", { class: "name" }, data.parts.groups[other].label), make("b", {}, count(link.ties, "tie"))));
    })) : make("p", { class: "note" }, "None is seen."),
    make("h3", {}, "Its members"), nameList(membersOf(number)),
  ];
}
