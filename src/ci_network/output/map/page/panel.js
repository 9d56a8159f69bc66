// The right pane: the headline numbers, the present view's story, or the picked member.
const nameButton = (member) => make("button", { type: "button", class: "name-button", on: { click: () => show(member) } },
    make("bdi", {}, member.label));
const nobody = () => make("p", { class: "note" }, "Nobody.");
const nameList = (list) => (list.length ? make("div", { class: "links" }, [...list].sort(byLabel).map(nameButton)) : nobody());
const closeButton = (label, close) => make("button",
    { type: "button", class: "close", "aria-label": label, on: { click: () => { close(); stage.focus(); } } }, "×");

const tile = (headline) => make(
  "div", { class: "tile" }, make("div", { class: "label" }, headline.label),
  make("div", { class: "figure" }, make("b", {}, headline.value),
      make("span", {}, about.level > 0 && headline.any ? `${headline.any} at any contact` : "")),
  make("p", { class: "note" }, headline.sentence),
);
function headlinesPanel() {
  return [
    make("h2", {}, "The network at a glance"),
    make("p", { class: "note" }, `Measured on ${about.measuredOn}${isFiltered() ? "; filters do not change these numbers" : ""}.`),
    ...data.headlines.map(tile),
  ];
}

function reachPanel() {
  const others = seen.members.filter((member) => !member.backbone).length;
  const of = colouring("reach");
  const part = (number) => {
    const list = inRing(number);
    const pressed = state.ring === number;
    return make("div", { class: "ring" },
      make("button", { type: "button", class: "row", "aria-pressed": String(pressed),
          on: { click: () => change({ ring: pressed ? null : number }) } },
        swatch(of.groups[number]), make("span", { class: "name" }, of.groups[number].label),
        make("b", {}, `${list.length} · ${percent(list.length, others)}`)),
      make("details", { open: pressed || (number === 4 && list.length <= 12) }, make("summary", {}, `Names (${list.length})`), nameList(list)));
  };
  return [
    make("h2", {}, "Whom the backbone reaches"),
    make("p", { class: "note gap-below" }, `Steps along the ties shown: ${seenWords()}. Of ${count(others, "member")} outside the backbone. Press a line to light it up.`),
    ...[1, 2, 3, 4].map(part),
    ...(data.layouts.some((layout) => layout.key === "radial") && state.layout !== "radial"
      ? [make("button", { type: "button", class: "button wide also", on: { click: () => change({ layout: "radial" }) } },
          "Arrange by distance from the backbone")] : []),
  ];
}

const introductionCard = (action, pairs) => make("div", { class: "finding" },
  pairs.map((pair) => make("div", { class: "pair-names" }, nameButton(byId.get(pair.from)), " and ", nameButton(byId.get(pair.to)))),
  action.text, ...(action.why ? [make("small", {}, action.why)] : []));
function introductionsPanel() {
  const pairs = introductionsSeen();
  const hidden = data.introductions.length - pairs.length;
  return [
    make("h2", {}, "Recommended introductions"),
    make("p", { class: "note gap-below" }, `Dashed lines on the map: pairs whom the recommendations would bring together.${hidden ? ` ${hidden} more are hidden by the filters.` : ""} Suggestions to talk about, not duties.`),
    ...[...new Set(pairs.map((pair) => pair.action))].map((place) => introductionCard(data.actions[place], pairs.filter((pair) => pair.action === place))),
  ];
}

function memberPanel(member) {
  const chips = [member.sector, member.role].filter((text) => text !== "" && !(member.backbone && text.toLowerCase() === "backbone"));
  return [
    make("div", { class: "card-head" }, make("h2", {}, make("bdi", {}, member.label)),
        closeButton("Clear the picked member", () => change({ picked: null }))),
    make("div", { class: "chips" }, ...(member.backbone ? [make("span", { class: "chip strong" }, "Backbone")] : []),
      ...chips.map((text) => make("bdi", { class: "chip" }, text)), make("span", { class: "chip" }, member.answered ? "Answered" : "Did not answer")),
    ...(member.aliases.length ? [make("p", { class: "note also" }, `Also known as ${member.aliases.join(", ")}`)] : []),
    ...(member.facts.length ? [make("dl", { class: "facts-list" },
        member.facts.flatMap(([name, text]) => [make("dt", {}, name), make("dd", {}, text)]))] : []),
    ...stepsPart(), ...wayPart(member), ...partnersPart(member),
    ...findingsPart("What we found", member.gaps.map((place) => data.gaps[place]), "caveat"),
    ...findingsPart("What to do next", member.actions.map((place) => data.actions[place]), "why"), ...measuresPart(member),
  ];
}

function stepsPart() {
  const button = (steps, text, label) => make("button",
      { type: "button", "aria-pressed": String(state.steps === steps && state.way === null), "aria-label": label, on: { click: () => {
    change({ steps, way: null });
    at("panel").querySelector('.steps [aria-pressed="true"]')?.focus();
  } } }, text);
  return [make("h3", { id: "steps-label" }, "Light up its surroundings"),
      make("div", { class: "steps", role: "group", "aria-labelledby": "steps-label" },
    button(1, "1 step", "1 step"), button(2, "2", "2 steps"), button(3, "3", "3 steps"), button(0, "All", "All members"))];
}

function wayPart(member) {
  const head = make("h3", { id: "way-label" }, "Way to another member");
  if (state.way === null) {
    const input = make("input", { id: "way", type: "text", role: "combobox", autocomplete: "off", spellcheck: "false",
        placeholder: "Way to …", "aria-labelledby": "way-label", "aria-expanded": "false", "aria-controls": "way-found",
        "aria-autocomplete": "list" });
    const list = make("ul", { id: "way-found", class: "found", role: "listbox", "aria-label": "Members found", hidden: true });
    finder(input, list, (other) => goTo(member, other));
    return [head, make("div", { class: "field" }, input, list)];
  }
  const { way } = drawing.focus;
  const other = byId.get(state.way);
  const clear = make("button", { type: "button", class: "button small", id: "way-clear",
      on: { click: () => { change({ way: null }); at("way")?.focus(); } } }, "Clear the way");
  if (!way) return [head, make("p", { class: "note gap-below", id: "way-text" }, "No way leads to ", make("bdi", {}, other.label),
      " along the ties shown."), clear];
  return [
    head, make("ol", { class: "way" }, way.members.map((id) => make("li", {}, nameButton(byId.get(id))))),
    make("p", { class: "note gap-below", id: "way-text" },
        `${count(way.members.length - 1, "step")}, as short as it gets${way.ways > 1 ? `; one of ${way.ways} such ways` : ""}.`), clear,
  ];
}
function goTo(member, other) {
  if (other === member) return;
  if (!isSeen(other)) change({ only: new Map(), without: new Map() });
  change({ way: other.id });
  at("way-clear")?.focus();
}

function partnersPart(member) {
  const partners = [...seen.partners.get(member.id)].map((id) => byId.get(id));
  const note = partners.length === 0 && !member.answered ? " None is reported; it did not answer, so ties may be missing." : "";
  return [
    make("h3", {}, `${count(partners.length, "partner")} shown`), make("p", { class: "note gap-below" }, `${seenWords()}.${note}`),
    ...(partners.length ? [nameList(partners)] : []),
  ];
}

function findingsPart(title, findings, more) {
  if (!findings.length) return [];
  return [make("h3", {}, title), ...findings.map((finding) => make("div", { class: "finding" },
      ...(finding.name ? [make("b", {}, finding.name)] : []),
    finding.text, ...(finding[more] ? [make("small", {}, finding[more])] : [])))];
}

function measuresPart(member) {
  if (!data.measures.length) return [make("h3", {}, "Measures"), make("p", { class: "note" }, about.policySentence)];
  const note = (measure, place) => {
    const reason = member.values[place] === null && member.reasons[measure.key];
    return reason ? `${measure.sentence} Not known: ${reason}.` : measure.sentence;
  };
  return [
    make("h3", {}, "Measures"), make("p", { class: "note" }, `Measured on ${about.measuredOn}.`),
    make("dl", {}, data.measures.map((measure, place) => make("div", { class: "measure" }, make("dt", {}, measure.label),
      make("dd", {}, member.texts[place]), make("dd", { class: "note" }, note(measure, place))))),
  ];
}

let panelOf;
function drawPanel() {
  const panel = at("panel");
  const story = state.picked !== null ? state.picked : `view ${state.view} ${state.open}`;
  const stories = { reach: reachPanel, changes: changesPanel, introductions: introductionsPanel, groups: groupsPanel };
  panel.replaceChildren(...(state.picked !== null ? memberPanel(byId.get(state.picked)) : (stories[state.view] || headlinesPanel)()));
  if (panelOf !== story) panel.scrollTop = 0;
  panelOf = story;
}
