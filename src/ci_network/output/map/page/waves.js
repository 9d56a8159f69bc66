// Waves: which ties are gained and lost since the wave before, who came in and who fell out.
// Ties of this wave and of the one before, sorted into gained, lost and kept; null without a wave before.
let compared = { of: null, changes: null };
function changesNow() {
  if (compared.of !== seen) compared = { of: seen, changes: compareWaves() };
  return compared.changes;
}
function compareWaves() {
  const before = waveBefore();
  if (before === undefined) return null;
  const within = (tie) => seen.partners.has(tie.from) && seen.partners.has(tie.to);
  const earlier = new Map(tiesOf(before).filter(within).map((tie) => [tie.key, tie]));
  const now = new Map(seen.ties.map((tie) => [tie.key, tie]));
  const gained = [...now].filter(([key]) => !earlier.has(key)).map(([, tie]) => tie);
  const lost = [...earlier].filter(([key]) => !now.has(key)).map(([, tie]) => tie);
  const tied = (ties) => new Set([...ties.values()].flatMap((tie) => [tie.from, tie.to]));
  const [was, is] = [tied(earlier), tied(now)];
  return {
    before, gained, lost, kept: now.size - gained.length,
    joined: seen.members.filter((member) => is.has(member.id) && !was.has(member.id)),
    left: seen.members.filter((member) => was.has(member.id) && !is.has(member.id)),
  };
}

function fillWaves() {
  const slider = at("wave");
  at("wave-field").hidden = data.waves.length < 2;
  slider.max = String(data.waves.length - 1);
  slider.value = String(data.waves.indexOf(state.wave));
  slider.setAttribute("aria-valuetext", state.wave);
  at("wave-text").textContent = state.wave;
}

let playing = null;
function play() {
  if (playing !== null) {
    stopPlaying();
    return;
  }
  const next = () => {
    const place = data.waves.indexOf(state.wave) + 1;
    change({ wave: data.waves[place % data.waves.length] });
    if (place >= data.waves.length - 1 && place % data.waves.length !== 0) stopPlaying();
  };
  at("play").setAttribute("aria-pressed", "true");
  playing = setInterval(next, 1400);
  next();
}
function stopPlaying() {
  clearInterval(playing);
  playing = null;
  at("play").setAttribute("aria-pressed", "false");
}

function changesPanel() {
  const found = changesNow();
  if (found === null) {
    return [make("h2", {}, "Changes"), make("p", { class: "note" },
        `${state.wave} is the first wave. Move the wave to a later one to see what changed since.`)];
  }
  const byEnds = (one, two) => byLabel(one[0], two[0]) || byLabel(one[1], two[1]);
  const pairs = (ties) => ties.map((tie) => [byId.get(tie.from), byId.get(tie.to), tie]).sort(byEnds);
  const named = (ties) => make("ul", { class: "pairs" },
      pairs(ties).slice(0, 200).map(([from, to, tie]) => make("li", {}, nameButton(from), " and ", nameButton(to),
    make("small", {}, `${state.layer === "" ? `${layerOf(tie.layer).label}, ` : ""}${levelLabel(tie)}`))));
  const part = (title, number, list, mark) => make("details", { class: `changed ${mark}`, open: number > 0 && number <= 12 },
      make("summary", {}, make("span", {}, title), make("b", {}, String(number))), list);
  const cut = (ties) => (ties.length > 200 ? [make("p", { class: "note" },
      `The first 200 of ${ties.length}; the saved table of ties has all.`)] : []);
  return [
    make("h2", {}, `Changes since ${found.before}`),
    make("p", { class: "note gap-below" }, `${seenWords()}. ${count(found.kept, "tie")} kept. Who answered each wave can explain part of a change.`),
    part("Ties gained", found.gained.length, [named(found.gained), ...cut(found.gained)], "gained"),
    part("Ties lost", found.lost.length, [named(found.lost), ...cut(found.lost)], "lost"),
    part("Came into contact", found.joined.length, nameList(found.joined), "joined"),
    part("No longer in contact", found.left.length, nameList(found.left), "left"),
  ];
}
