// The drawer: every member seen, as a table that sorts and saves.
const MOST = 500;
const sorting = { column: 0, down: false };
const columns = [
  { label: "Member", text: (member) => member.label },
  { label: "Sector", text: (member) => member.sector },
  { label: "Role", text: (member) => member.role },
  { label: "Answered", text: (member) => (member.answered ? "yes" : "no") },
  { label: "Partners shown", value: (member) => seen.partners.get(member.id).size, text: (member) => String(seen.partners.get(member.id).size) },
  ...data.measures.map((measure, place) => ({ label: measure.label, value: (member) => member.values[place], text: (member) => member.texts[place] })),
];

// What is not known comes last whichever way the table is sorted.
function sortedMembers() {
  const { value, text } = columns[sorting.column];
  const way = sorting.down ? -1 : 1;
  const compare = (one, two) => {
    if (!value) return way * text(one).localeCompare(text(two));
    const [a, b] = [value(one), value(two)];
    if (a === null || b === null) return (a === null) - (b === null);
    return way * (a - b);
  };
  return [...seen.members].sort((one, two) => compare(one, two) || one.label.localeCompare(two.label) || one.index - two.index);
}

function drawTable() {
  at("drawer-text").textContent = `Table of members (${seen.members.length === members.length ? `all ${members.length}` : `${seen.members.length} of ${members.length}`} shown)`;
  if (at("table").hidden) return;
  const rows = sortedMembers();
  const focused = [...at("table").querySelectorAll("thead button")].indexOf(document.activeElement);
  const cut = rows.length > MOST ? ` The first ${MOST} of ${rows.length} are listed; the saved table has all.` : "";
  const caption = `Partners shown follow the filters (${seenWords()}). ${data.measures.length ? `Other measures belong to ${about.measuredOn}.` : about.policySentence}${cut}`;
  at("table").replaceChildren(make("table", {}, make("caption", {}, caption), make("thead", {}, make("tr", {}, ...columns.map(headCell))),
    make("tbody", {}, ...rows.slice(0, MOST).map(bodyRow))));
  if (focused >= 0) at("table").querySelectorAll("thead button")[focused].focus();
}

function headCell(column, place) {
  const sorted = sorting.column === place ? (sorting.down ? "descending" : "ascending") : "none";
  const sort = () => {
    sorting.down = sorting.column === place ? !sorting.down : Boolean(column.value);
    sorting.column = place;
    drawTable();
  };
  return make("th", { scope: "col", "aria-sort": sorted, class: column.value ? "number" : "" }, make("button", { type: "button", on: { click: sort } }, column.label));
}
function bodyRow(member) {
  const name = make("th", { scope: "row" }, make("button", { type: "button", on: { click: () => { pick(member.id); bringIntoView(member); } } }, make("bdi", {}, member.label)));
  return make("tr", { class: member.id === state.picked ? "is-picked" : "" }, name,
    ...columns.slice(1).map((column) => make("td", { class: column.value ? "number" : "" }, column.text(member))));
}

function toggleDrawer() {
  const open = at("table").hidden;
  at("table").hidden = !open;
  at("drawer").setAttribute("aria-expanded", String(open));
  drawTable();
}

// A cell that begins like a formula is made inert, so that a spreadsheet shows it as text.
function csvCell(text) {
  const inert = /^[=+\-@\t\r]/.test(text) && !/^-?[\d.]+$/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
function csvText() {
  const cell = (column, member) => {
    const number = column.value && about.policy === "all" ? column.value(member) : undefined;
    return number === undefined ? column.text(member) : number === null ? "" : String(number);
  };
  const rows = sortedMembers().map((member) => columns.map((column) => cell(column, member)));
  return [columns.map((column) => column.label), ...rows].map((row) => row.map(csvCell).join(",")).join("\r\n") + "\r\n";
}

function download(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = make("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
