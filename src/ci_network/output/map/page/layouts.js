// Where members stand: one of several layouts, the same for every wave; a drag moves a member within one.
const layoutNow = () => data.layouts.find((layout) => layout.key === state.layout);
const still = matchMedia("(prefers-reduced-motion: reduce)");
const MOVING = 400;
let placed = null;
let leaving = null;

function placeAll() {
  if (placed === state.layout) return;
  leaving = placed === null ? null : members.map((member) => ({ x: member.x, y: member.y }));
  const layout = layoutNow();
  members.forEach((member, index) => {
    [member.x, member.y] = layout.points[index];
    member.beside = layout.beside[index];
  });
  placed = state.layout;
}

// After a switch members glide to their new places, where that is cheap and the reader has not asked for stillness.
function glide() {
  if (leaving === null) return;
  const from = leaving;
  leaving = null;
  if (still.matches || members.length > MOVING || state.view === "groups") {
    refit();
    return;
  }
  const to = members.map((member) => ({ x: member.x, y: member.y }));
  const layout = state.layout;
  const began = performance.now();
  const step = (now) => {
    if (placed !== layout) return;
    const part = Math.min(1, Math.max(0, now - began) / 380);
    const eased = 1 - (1 - part) ** 3;
    members.forEach((member, index) => {
      const [start, end] = [from[index], to[index]];
      Object.assign(member, part === 1 ? end : { x: start.x + (end.x - start.x) * eased, y: start.y + (end.y - start.y) * eased });
    });
    placeNodes();
    refit();
    if (part < 1) requestAnimationFrame(step);
  };
  step(began);
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
