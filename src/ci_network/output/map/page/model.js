// What is known: members, ties, numbers and words, read once from the page's data. Nothing here changes.
const data = JSON.parse(document.getElementById("data").textContent);
const about = data.about;
const members = data.nodes;
members.forEach((member, index) => { member.index = index; });
const byId = new Map(members.map((member) => [member.id, member]));
const mainLayer = data.layers[0].key;
const layerOf = (key) => data.layers.find((layer) => layer.key === key);
// A tie keeps its key from wave to wave, so that one that stays need not be drawn anew.
const pairKey = (tie) => `${tie.layer}\n${tie.arrows === "" && tie.from > tie.to ? `${tie.to}\n${tie.from}` : `${tie.from}\n${tie.to}`}`;
const times = new Map();
data.edges.forEach((tie, index) => {
  const place = `${tie.wave}\n${pairKey(tie)}`;
  times.set(place, (times.get(place) || 0) + 1);
  Object.assign(tie, { index, key: `${pairKey(tie)}\n${times.get(place)}` });
});

// Everything a member can be coloured, sized or sorted by as a number: measures, then attributes.
const scales = [
  ...data.measures.map((measure, place) => ({ ...measure, read: (member) => member.values[place], say: (member) => member.texts[place] })),
  ...data.numbers.map((number, place) => ({
    ...number, read: (member) => member.numbers[place], say: (member) => (member.numbers[place] === null ? "–" : String(member.numbers[place])),
  })),
];
const scaleOf = (key) => scales.find((scale) => scale.key === key);

// What members can be filtered by; one member may have several values, as with gaps.
const dimensions = [
  { key: "sector", label: "Sector", of: (member) => [member.sector || "Not stated"] },
  { key: "role", label: "Role", of: (member) => [member.role || "Not stated"] },
  { key: "answered", label: "Answer", of: (member) => [member.answered ? "Answered" : "Did not answer"] },
  { key: "gap", label: "Gap", of: (member) => (member.gaps.length ? [...new Set(member.gaps.map((gap) => data.gaps[gap].name))] : ["No gap"]) },
  ...[...new Set(members.flatMap((member) => member.facts.map(([name]) => name)))].map((name) => ({
    key: `fact:${name}`, label: name, of: (member) => member.facts.filter(([own]) => own === name).map(([, text]) => text),
  })),
].map((dimension) => ({ ...dimension, values: countValues(dimension.of) }))
  .filter(({ values, key }) => values.size > 1 && (values.size <= 24 || !key.startsWith("fact:")));

function countValues(of) {
  const found = new Map();
  for (const member of members) for (const value of of(member)) found.set(value, (found.get(value) || 0) + 1);
  return new Map([...found].sort((one, two) => one[0].localeCompare(two[0])));
}

// The steps of the slider for one layer: any contact, its levels, and the release's own where it is none of them.
function stepsOf(layer) {
  if (!layer) return [{ value: 0, label: "any contact" }];
  const lowest = layer.levels.length ? layer.levels[0].value : 0;
  const steps = layer.levels.filter((level) => level.value > lowest);
  if (layer.key === mainLayer && about.level > 0 && !steps.some((step) => step.value === about.level)) {
    steps.push({ value: about.level, label: about.levelName });
  }
  return [{ value: 0, label: "any contact" }, ...steps.sort((one, two) => one.value - two.value)];
}
function levelText(layer, value) {
  const step = stepsOf(layer).find((one) => one.value === value);
  return !step || value <= 0 ? "any contact" : `${step.label} or more`;
}
const levelLabel = (tie) => layerOf(tie.layer).levels.find((level) => level.value === tie.strength)?.label || String(tie.strength);
