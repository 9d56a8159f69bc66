// Waves: which ties are gained and lost since the wave before, who joined and left, who came in and who fell out.
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
  const there = (member, wave) => !isAway(member, wave);
  const stayed = seen.members.filter((member) => there(member, before) && there(member, state.wave));
  return {
    before, gained, lost, kept: now.size - gained.length,
    joined: seen.members.filter((member) => !there(member, before) && there(member, state.wave)),
    left: seen.members.filter((member) => there(member, before) && !there(member, state.wave)),
    came: stayed.filter((member) => is.has(member.id) && !was.has(member.id)),
    fell: stayed.filter((member) => was.has(member.id) && !is.has(member.id)),
  };
}
// Who was not of the coalition in a wave; where the map does not know, nobody.
const isAway = (member, wave = state.wave) => member.rosters.length > 0 && !member.rosters.includes(wave);

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
    part("Ties gained", found.gained.length, [...because(found.gained, found.joined, "joined"), named(found.gained), ...cut(found.gained)], "gained"),
    part("Ties lost", found.lost.length, [...because(found.lost, found.left, "left"), named(found.lost), ...cut(found.lost)], "lost"),
    ...(members.some((member) => member.rosters.length) ? [
      part("Joined the coalition", found.joined.length, nameList(found.joined), "joined"),
      part("Left the coalition", found.left.length, nameList(found.left), "left")] : []),
    part("Came into contact", found.came.length, nameList(found.came), "came"),
    part("No longer in contact", found.fell.length, nameList(found.fell), "fell"),
    ...goneNote(found.before),
  ];
}
// How many of the ties gained or lost are so because one end joined or left.
function because(ties, people, word) {
  const ids = new Set(people.map((member) => member.id));
  const number = ties.filter((tie) => ids.has(tie.from) || ids.has(tie.to)).length;
  return number ? [make("p", { class: "note" }, `${number} of them with a member who ${word}.`)] : [];
}
function goneNote(before) {
  const number = new Map(about.gone).get(before);
  return number ? [make("p", { class: "note also" },
      `${count(number, "member")} of ${before} ${number === 1 ? "is" : "are"} no longer of the coalition; ${number === 1 ? "it and its" : "they and their"} ties are not on this map.`)] : [];
}
