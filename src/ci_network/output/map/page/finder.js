// A field that finds members by name or alias while one types; used for the search and for the way to another member.
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const searchTexts = members.map((member) => [member.label, ...member.aliases].map(fold));
function membersNamed(text, most) {
  const wanted = fold(text.trim());
  if (wanted === "") return [];
  const rank = (texts) => Math.min(...texts.map((one) => (one.startsWith(wanted) ? 0 : one.includes(` ${wanted}`) ? 1 : one.includes(wanted) ? 2 : 9)));
  return members.map((member, number) => [member, rank(searchTexts[number])]).filter((pair) => pair[1] < 9)
    .sort((one, two) => one[1] - two[1] || byLabel(one[0], two[0])).slice(0, most).map((pair) => pair[0]);
}

function finder(input, list, choose) {
  let choices = [];
  let choice = 0;
  const show = () => {
    const nothing = input.value.trim() !== "" && !choices.length;
    list.hidden = !choices.length && !nothing;
    input.setAttribute("aria-expanded", String(!list.hidden));
    if (choices.length) input.setAttribute("aria-activedescendant", `${list.id}-${choice}`);
    else input.removeAttribute("aria-activedescendant");
    const row = (member, number) => make("li", { id: `${list.id}-${number}`, role: "option", "aria-selected": String(number === choice),
        on: { mousedown: (event) => { event.preventDefault(); take(number); } } },
      make("bdi", {}, member.label), make("small", {}, [member.sector, ...member.aliases].filter((text) => text !== "").join(" · ")));
    const none = make("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, "No member of this name");
    list.replaceChildren(...(nothing ? [none] : choices.map(row)));
  };
  const close = () => {
    choices = [];
    input.value = "";
    show();
  };
  const take = (number) => {
    const member = choices[number];
    if (!member) return;
    close();
    choose(member);
  };
  input.addEventListener("input", () => {
    [choices, choice] = [membersNamed(input.value, 8), 0];
    show();
  });
  input.addEventListener("keydown", (event) => {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps && choices.length) {
      choice = (choice + steps[event.key] + choices.length) % choices.length;
      show();
      list.children[choice].scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter") take(choice);
    else if (event.key === "Escape" && input.value !== "") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  input.addEventListener("blur", () => {
    choices = [];
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
  });
}

// A member that a filter hides is shown again before it is picked.
function show(member) {
  if (!isSeen(member)) change({ only: new Map(), without: new Map() });
  pick(member.id);
  if (state.view === "groups") refit();
  else bringIntoView(member);
}
