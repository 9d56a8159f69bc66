// The view as a link: what was chosen and nothing else, as keys, values and members' ids.
function viewNow() {
  const start = startState();
  const view = {};
  for (const key of ["view", "layout", "colour", "size", "wave", "layer", "picked", "way", "steps", "ring", "open"]) {
    if (state[key] !== start[key]) view[key] = state[key];
  }
  for (const key of ["only", "without"]) if (state[key].size) view[key] = Object.fromEntries([...state[key]].map(([name, values]) => [name,
      [...values]]));
  const levels = Object.entries(state.levels).filter(([layer, level]) => level !== start.levels[layer]);
  if (levels.length) view.levels = Object.fromEntries(levels);
  return view;
}
function linkOf(view) {
  const bytes = new TextEncoder().encode(JSON.stringify(view));
  return `v=${btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
}
function viewOfLink(hash) {
  const found = /^#v=([\w-]+)$/.exec(hash);
  if (!found) return null;
  try {
    const bytes = atob(found[1].replaceAll("-", "+").replaceAll("_", "/"));
    const view = JSON.parse(new TextDecoder().decode(Uint8Array.from(bytes, (mark) => mark.charCodeAt(0))));
    return typeof view === "object" && view !== null && !Array.isArray(view) ? view : null;
  } catch {
    return null;
  }
}

// Only what this map knows is taken from a link; the rest stays as it starts.
function knownView(view) {
  const start = startState();
  const one = (key, allowed) => (allowed.includes(view[key]) ? view[key] : start[key]);
  const member = (key) => (byId.has(view[key]) ? view[key] : null);
  const values = (name, allowed) => new Map(Object.entries(view[name] && typeof view[name] === "object" ? view[name] : {})
    .map(([key, list]) => [key, new Set((Array.isArray(list) ? list : []).filter((value) => allowed(key)?.includes(value)))]).filter(([,
        set]) => set.size));
  const levels = Object.fromEntries(data.layers.map((layer) => [layer.key,
      stepsOf(layer).some((step) => step.value === view.levels?.[layer.key]) ? view.levels[layer.key] : start.levels[layer.key]]));
  const groups = (key) => (known.has(key) || scaleOf(key) ? colouring(key).groups.map((group) => group.label) : undefined);
  return {
    view: one("view", Object.keys(viewNames).filter(viewOffered)), layout: one("layout", data.layouts.map((layout) => layout.key)),
    colour: one("colour", [...data.groupings, ...scales].map((each) => each.key)), size: one("size", ["", ...scales.map((scale) => scale.key)]),
    wave: one("wave", data.waves), layer: one("layer", ["", ...data.layers.map((layer) => layer.key)]), levels,
    only: values("only", (key) => dimensions.find((dimension) => dimension.key === key) && [...dimensions.find((dimension) => dimension.key === key).values.keys()]), without: values("without", groups),
    picked: member("picked"), way: member("way"), steps: one("steps", [0, 1, 2, 3]), ring: one("ring", [1, 2, 3, 4, null]),
    open: one("open", [null, ...data.parts.groups.keys()]), cursor: null,
  };
}
function restoreLink() {
  const view = viewOfLink(location.hash);
  if (view === null) return;
  change(knownView(view));
  refit();
}
async function copyLink() {
  const hash = `#${linkOf(viewNow())}`;
  history.replaceState(null, "", hash);
  const address = new URL(hash, document.baseURI).href;
  let copied = true;
  try {
    await navigator.clipboard.writeText(address);
  } catch {
    copied = false;
  }
  say(copied ? "The link to this view is copied." : "The address of this page now leads to this view.");
}
