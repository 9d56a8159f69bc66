// What stands out: a member's surroundings, the way to another, whom the backbone reaches.
// Steps from some members along the ties seen, as far as asked.
function stepsFrom(starts, most = Infinity) {
  const steps = new Map(starts.filter((id) => seen.partners.has(id)).map((id) => [id, 0]));
  let edge = [...steps.keys()];
  for (let step = 1; edge.length && step <= most; step += 1) {
    const next = [];
    for (const one of edge) {
      for (const other of seen.partners.get(one)) {
        if (steps.has(other)) continue;
        steps.set(other, step);
        next.push(other);
      }
    }
    edge = next;
  }
  return steps;
}

// One shortest way between two members, and how many are as short; null where there is none.
function wayBetween(from, to) {
  const steps = stepsFrom([from]);
  if (!steps.has(to)) return null;
  const ways = new Map([[from, 1]]);
  const nearer = (id) => [...seen.partners.get(id)].filter((other) => steps.get(other) === steps.get(id) - 1);
  const inOrder = [...steps].filter(([, step]) => step > 0 && step <= steps.get(to)).sort((one, two) => one[1] - two[1]);
  for (const [id] of inOrder) ways.set(id, nearer(id).reduce((sum, other) => sum + ways.get(other), 0));
  const members_ = [to];
  while (members_[0] !== from) members_.unshift(nearer(members_[0]).map((id) => byId.get(id)).sort(byLabel)[0].id);
  return { members: members_, ways: ways.get(to) };
}

const backbone = members.filter((member) => member.backbone).map((member) => member.id);
let rings = { of: null, steps: new Map() };
function ringsNow() {
  if (rings.of !== seen) rings = { of: seen, steps: stepsFrom(backbone, 3) };
  return rings.steps;
}
const inRing = (ring) => seen.members.filter((member) => (ringsNow().get(member.id) ?? 4) === ring);

// The members that stand out; null when all do. Also the steps of the way shown, as pairs.
function focusNow() {
  if (state.picked !== null && state.way !== null) {
    const way = wayBetween(state.picked, state.way);
    const pairs = new Set(way ? way.members.slice(1).flatMap((id, place) => [`${way.members[place]}\n${id}`, `${id}\n${way.members[place]}`]) : []);
    return { lit: new Set(way ? way.members : [state.picked, state.way]), pairs, way };
  }
  if (state.view === "reach" && state.ring !== null && state.picked === null) {
    return { lit: new Set([...inRing(0), ...inRing(state.ring)].map((member) => member.id)), pairs: null };
  }
  if (state.picked === null || state.steps === 0) return { lit: null, pairs: null };
  return { lit: new Set(stepsFrom([state.picked], state.steps).keys()), pairs: null };
}
