// The right pane: the headline numbers, or the picked member.
const tile = (headline) => make(
  "div", { class: "tile" }, make("div", { class: "label" }, headline.label),
  make("div", { class: "figure" }, make("b", {}, headline.value), make("span", {}, about.level > 0 && headline.any ? `${headline.any} at any contact` : "")),
  make("p", { class: "note" }, headline.sentence),
);

function headlinesPanel() {
  const filtered = seen.members.length < members.length || state.wave !== about.wave || state.layer !== mainLayer || levelNow() !== about.level;
  return [
    make("h2", {}, "The network at a glance"),
    make("p", { class: "note" }, `Measured on ${about.measuredOn}${filtered ? "; filters do not change these numbers" : ""}.`),
    ...data.headlines.map(tile),
  ];
}

function memberPanel(member) {
  const chips = [member.sector, member.role].filter((text) => text !== "" && !(member.backbone && text.toLowerCase() === "backbone"));
  return [
    make("div", { class: "card-head" }, make("h2", {}, make("bdi", {}, member.label)),
      make("button", { type: "button", class: "close", "aria-label": "Clear the picked member", on: { click: () => { change({ picked: null }); stage.focus(); } } }, "×")),
    make("div", { class: "chips" }, ...(member.backbone ? [make("span", { class: "chip strong" }, "Backbone")] : []),
      ...chips.map((text) => make("bdi", { class: "chip" }, text)), make("span", { class: "chip" }, member.answered ? "Answered" : "Did not answer")),
    ...(member.aliases.length ? [make("p", { class: "note also" }, `Also known as ${member.aliases.join(", ")}`)] : []),
    ...(member.facts.length ? [make("dl", { class: "facts-list" }, ...member.facts.flatMap(([name, text]) => [make("dt", {}, name), make("dd", {}, text)]))] : []),
    ...stepsPart(), ...partnersPart(member), ...findingsPart("What we found", member.gaps.map((place) => data.gaps[place]), "caveat"),
    ...findingsPart("What to do next", member.actions.map((place) => data.actions[place]), "why"), ...measuresPart(member),
  ];
}

function stepsPart() {
  const button = (steps, text) => make("button", { type: "button", "aria-pressed": String(state.steps === steps), on: { click: () => {
    change({ steps });
    at("panel").querySelector('.steps [aria-pressed="true"]')?.focus();
  } } }, text);
  return [make("h3", { id: "steps-label" }, "Light up its surroundings"), make("div", { class: "steps", role: "group", "aria-labelledby": "steps-label" },
    button(1, "1 step"), button(2, "2"), button(3, "3"), button(0, "All"))];
}

function partnersPart(member) {
  const partners = [...seen.partners.get(member.id)].map((id) => byId.get(id)).sort((one, two) => one.label.localeCompare(two.label));
  const note = partners.length === 0 && !member.answered ? "None is reported; it did not answer, so ties may be missing." : "";
  return [
    make("h3", {}, `${count(partners.length, "partner")} shown`),
    make("p", { class: "note gap-below" }, `${seenWords()}.${note ? ` ${note}` : ""}`),
    make("div", { class: "links" }, ...partners.map((partner) => make("button", { type: "button", on: { click: () => { pick(partner.id); bringIntoView(partner); } } }, make("bdi", {}, partner.label)))),
  ];
}

function findingsPart(title, findings, more) {
  if (!findings.length) return [];
  return [make("h3", {}, title), ...findings.map((finding) => make("div", { class: "finding" }, ...(finding.name ? [make("b", {}, finding.name)] : []),
    finding.text, ...(finding[more] ? [make("small", {}, finding[more])] : [])))];
}

function measuresPart(member) {
  if (!data.measures.length) return [make("h3", {}, "Measures"), make("p", { class: "note" }, about.policySentence)];
  return [
    make("h3", {}, "Measures"), make("p", { class: "note" }, `Measured on ${about.measuredOn}.`),
    make("dl", {}, ...data.measures.map((measure, place) => make("div", { class: "measure" }, make("dt", {}, measure.label),
      make("dd", {}, member.texts[place]), make("dd", { class: "note" }, measureNote(member, measure, place))))),
  ];
}

function measureNote(member, measure, place) {
  const reason = member.values[place] === null && member.reasons[measure.key];
  return reason ? `${measure.sentence} Not known: ${reason}.` : measure.sentence;
}

let panelOf;
function drawPanel() {
  const panel = at("panel");
  panel.replaceChildren(...(state.picked === null ? headlinesPanel() : memberPanel(byId.get(state.picked))));
  if (panelOf !== state.picked) panel.scrollTop = 0;
  panelOf = state.picked;
}
