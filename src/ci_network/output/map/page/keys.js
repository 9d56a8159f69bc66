// The keyboard on the map, and what is said as one walks.
function tellSeen() {
  const total = data.edges.filter((tie) => tie.wave === state.wave && (state.layer === "" || tie.layer === state.layer)).length;
  const shown = `${seen.members.length} of ${count(members.length, "member")} and ${seen.ties.length} of ${count(total, "tie")} shown · ${seenWords()}`;
  const member = state.picked === null ? null : byId.get(state.picked);
  if (state.way !== null) say(wayWords());
  else if (member) say(`${member.label}: ${count(seen.partners.get(member.id).size, "partner")} shown · ${seenWords()}`);
  else if (state.view === "groups" && state.open === null) {
    say(`${count(drawing.items.length, "group")} shown; single members are left out until their group opens · ${shown}`);
  } else if (state.view === "changes" && changesNow()) say(`Since ${waveBefore()}: ${count(changesNow().gained.length, "tie")} gained, ${changesNow().lost.length} lost · ${shown}`);
  else say(shown);
}
function wayWords() {
  const { way } = drawing.focus;
  const names = way && way.members.map((id) => byId.get(id).label).join(", ");
  return way ? `${count(way.members.length - 1, "step")}: ${names}` : `No way leads to ${byId.get(state.way).label} along the ties shown.`;
}
function describe(item) {
  if (item.group !== undefined) return `${item.label}: ${count(item.size, "member")}, ${item.more}. Enter opens it.`;
  const { member } = item;
  return `${member.label}${member.sector ? `, ${member.sector}` : ""}${member.answered ? "" : ", did not answer"}: ${count(seen.partners.get(member.id).size, "partner")} shown`;
}

// The nearest in a direction: straight ahead counts more than sideways.
function nextItem(dx, dy) {
  const from = itemOf(state.cursor);
  if (!from) return drawing.items[0];
  let best = null;
  let least = Infinity;
  for (const item of drawing.items) {
    const ahead = (item.x - from.x) * dx + (item.y - from.y) * dy;
    const aside = Math.abs((item.x - from.x) * dy + (item.y - from.y) * dx);
    if (item !== from && ahead > 0 && ahead + 2 * aside < least && aside <= 2 * ahead) [best, least] = [item, ahead + 2 * aside];
  }
  return best;
}
function moveTo(item) {
  if (!item) return;
  state.cursor = item.id;
  bringIntoView(item);
  network.redraw();
  say(describe(item));
}
let walk = { of: null, place: -1 };
function walkPartners(step) {
  if (state.picked === null) {
    if (!byId.has(state.cursor)) return;
    pick(state.cursor);
  }
  const partners = [...seen.partners.get(state.picked)].map(itemOf).filter(Boolean).sort((one, two) => byLabel(one, two));
  if (!partners.length) return;
  if (walk.of !== state.picked) walk = { of: state.picked, place: step > 0 ? -1 : 0 };
  walk.place = (walk.place + step + partners.length) % partners.length;
  moveTo(partners[walk.place]);
}
function enter() {
  const group = groupNumber(state.cursor);
  if (group !== null) openGroup(group);
  else if (state.cursor !== null) pick(state.cursor);
}
// Escape takes away one thing at a time: the way, the picked member, the lit ring, the open group.
function leave() {
  if (state.way !== null) change({ way: null });
  else if (state.picked !== null) change({ picked: null, cursor: null });
  else if (state.ring !== null) change({ ring: null });
  else if (state.open !== null) openGroup(state.open);
  else change({ cursor: null });
}
const KEYS = {
  ArrowLeft: () => moveTo(nextItem(-1, 0)),
  ArrowRight: () => moveTo(nextItem(1, 0)),
  ArrowUp: () => moveTo(nextItem(0, -1)),
  ArrowDown: () => moveTo(nextItem(0, 1)),
  Enter: enter, Escape: leave, n: () => walkPartners(1), p: () => walkPartners(-1), "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), 0: () => refit(),
};
function mapKey(event) {
  const run = KEYS[event.key] || KEYS[event.key.toLowerCase()];
  if (!run || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  run();
}
