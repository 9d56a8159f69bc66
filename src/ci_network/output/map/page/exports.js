// What can be taken away: picture, drawing, table, link; and what a printer gets.
function download(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = make("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

const saveDrawing = () => download(new Blob([svgSource()], { type: "image/svg+xml" }), "network-map.svg");
const saveTable = () => download(new Blob(["\ufeff", csvText()], { type: "text/csv;charset=utf-8" }), `${tab}.csv`);

// The picture is the drawing at twice its size, so that both tell the same.
function savePicture() {
  const svg = svgDrawing();
  const [width, height] = [Number(svg.getAttribute("width")), Number(svg.getAttribute("height"))];
  const image = new Image();
  image.addEventListener("load", () => {
    const frame = make("canvas", { width: 2 * width, height: 2 * height });
    frame.getContext("2d").drawImage(image, 0, 0, 2 * width, 2 * height);
    frame.toBlob((blob) => download(blob, "network-map.png"), "image/png");
  });
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
}

// A printer gets the drawing, in the light colours, in place of the page.
function preparePrint() {
  const theme = document.documentElement.dataset.theme;
  document.documentElement.dataset.theme = "light";
  readColours();
  redraw();
  at("print").replaceChildren(svgDrawing({ width: 1200, height: 660 }));
  if (theme === undefined) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  readColours();
  redraw();
}

// The view as a link: what was chosen, and nothing that was not: keys, values and members' ids.
function viewNow() {
  const start = startState();
  const view = {};
  for (const key of ["view", "layout", "colour", "size", "wave", "layer", "picked", "way", "steps", "ring", "open"]) {
    if (state[key] !== start[key]) view[key] = state[key];
  }
  for (const key of ["only", "without"]) if (state[key].size) view[key] = Object.fromEntries([...state[key]].map(([name, values]) => [name, [...values]]));
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
    .map(([key, list]) => [key, new Set((Array.isArray(list) ? list : []).filter((value) => allowed(key)?.includes(value)))]).filter(([, set]) => set.size));
  const levels = Object.fromEntries(data.layers.map((layer) => [layer.key, stepsOf(layer).some((step) => step.value === view.levels?.[layer.key]) ? view.levels[layer.key] : start.levels[layer.key]]));
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
