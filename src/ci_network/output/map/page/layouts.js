// Where members stand: one of several layouts, the same for every wave; a drag moves a member within one.
const layoutNow = () => data.layouts.find((layout) => layout.key === state.layout);
const still = matchMedia("(prefers-reduced-motion: reduce)");
const MOVING = 400;
let moved = new Map();
let placed = null;

function placeAll() {
  if (placed === state.layout) return;
  const from = members.map((member) => ({ x: member.x, y: member.y }));
  const layout = layoutNow();
  members.forEach((member, index) => {
    [member.x, member.y] = layout.points[index];
    member.beside = layout.beside[index];
  });
  const first = placed === null;
  placed = state.layout;
  moved = new Map();
  if (!first) glide(from);
}

// Members glide to their new places where that is cheap and the reader has not asked for stillness.
function glide(from) {
  if (still.matches || members.length > MOVING || state.view === "groups") {
    refit();
    return;
  }
  const to = members.map((member) => ({ x: member.x, y: member.y }));
  const layout = state.layout;
  const start = performance.now();
  const step = (now) => {
    if (placed !== layout) return;
    const part = Math.min(1, (now - start) / 380);
    const eased = 1 - (1 - part) ** 3;
    members.forEach((member, index) => {
      member.x = from[index].x + (to[index].x - from[index].x) * eased;
      member.y = from[index].y + (to[index].y - from[index].y) * eased;
    });
    placeNodes();
    refit();
    if (part < 1) requestAnimationFrame(step);
  };
  step(start);
}

function dragMember(id, place) {
  Object.assign(byId.get(id), place);
  moved.set(id, place);
}

function fillLayouts() {
  at("layout-field").hidden = data.layouts.length < 2;
  fill(at("layout"), data.layouts.map((layout) => [layout.key, layout.label]), state.layout);
  at("layout").title = layoutNow().sentence;
  at("layout-means").textContent = `${layoutNow().sentence} A place has no other meaning.`;
}
function fill(select, choices, chosen) {
  select.replaceChildren(...choices.map(([value, text]) => make("option", { value }, text)));
  select.value = chosen;
}
