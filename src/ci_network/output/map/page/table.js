// The drawer: everything seen, as two tables that sort and save.
const PAGE = 200;
const tables = { members: { column: 0, down: false, rows: PAGE }, ties: { column: 0, down: false, rows: PAGE } };
let tab = "members";
const memberColumns = [
  { label: "Member", text: (member) => member.label, open: (member) => member },
  { label: "Sector", text: (member) => member.sector },
  { label: "Role", text: (member) => member.role },
  { label: "Answered", text: (member) => (member.answered ? "yes" : "no") },
  { label: "Partners shown", value: (member) => seen.partners.get(member.id).size, text: (member) => String(seen.partners.get(member.id).size) },
  ...scales.map((scale) => ({ label: scale.label, value: scale.read, text: scale.say })),
];
const tieColumns = [
  { label: "From", text: (tie) => byId.get(tie.from).label, open: (tie) => byId.get(tie.from) },
  { label: "To", text: (tie) => byId.get(tie.to).label, open: (tie) => byId.get(tie.to) },
  { label: "Kind", text: (tie) => layerOf(tie.layer).label },
  { label: "Level", value: (tie) => tie.strength, text: levelLabel },
  { label: "Wave", text: (tie) => tie.wave },
  { label: "Reported by", text: (tie) => ({ 1: "one end", 2: "both ends" })[tie.reports] || "not known" },
];
const changeColumn = { label: "Change", text: (tie) => (changesNow().lost.includes(tie) ? "lost" : changesNow().gained.includes(tie) ? "gained" : "kept") };
const isChanges = () => state.view === "changes" && changesNow() !== null;
const columnsNow = () => (tab === "members" ? memberColumns : isChanges() ? [...tieColumns, changeColumn] : tieColumns);
const rowsSeen = () => (tab === "members" ? seen.members : isChanges() ? [...seen.ties, ...changesNow().lost] : seen.ties);

// What is not known comes last whichever way the table is sorted.
function sortedRows() {
  const columns = columnsNow();
  const { value, text } = columns[tables[tab].column] || columns[0];
  const way = tables[tab].down ? -1 : 1;
  const compare = (one, two) => {
    if (!value) return way * text(one).localeCompare(text(two));
    const [a, b] = [value(one), value(two)];
    if (a === null || b === null) return (a === null) - (b === null);
    return way * (a - b);
  };
  const first = columns[0].text;
  return [...rowsSeen()].sort((one, two) => compare(one, two) || first(one).localeCompare(first(two)) || one.index - two.index);
}

function drawTable() {
  const part = seen.members.length === members.length ? `all ${members.length}` : `${seen.members.length} of ${members.length}`;
  at("drawer-text").textContent = `Table of members (${part} shown) and ties (${seen.ties.length} shown)`;
  for (const button of at("tabs").children) button.setAttribute("aria-pressed", String(button.dataset.tab === tab));
  at("tabs").hidden = at("table").hidden;
  if (at("table").hidden) return;
  const rows = sortedRows();
  const most = tables[tab].rows;
  const box = at("table");
  const focused = [...box.querySelectorAll("thead button")].indexOf(document.activeElement);
  const cut = rows.length > most ? ` Rows 1 to ${most} of ${rows.length} are listed; the saved table has all.` : "";
  const more = make("button", { type: "button", class: "button more", on: { click: () => { tables[tab].rows += PAGE; drawTable(); } } },
      `List ${Math.min(PAGE, rows.length - most)} more rows`);
  box.replaceChildren(make("table", {}, make("caption", {}, captionNow() + cut), make("thead", {}, make("tr", {}, columnsNow().map(headCell))),
    make("tbody", {}, rows.slice(0, most).map(bodyRow))), ...(rows.length > most ? [more] : []));
  if (focused >= 0) box.querySelectorAll("thead button")[focused]?.focus();
}
function captionNow() {
  if (tab === "ties") return `${isChanges() ? `Ties of ${state.wave}, and those lost since ${waveBefore()}` : "Ties shown"}: ${seenWords()}.`;
  return `Partners shown follow the filters (${seenWords()}). ${data.measures.length ? `Other measures belong to ${about.measuredOn}, whatever is shown.` : about.policySentence}`;
}

function headCell(column, place) {
  const sorting = tables[tab];
  const sorted = sorting.column === place ? (sorting.down ? "descending" : "ascending") : "none";
  const sort = () => {
    sorting.down = sorting.column === place ? !sorting.down : Boolean(column.value);
    sorting.column = place;
    drawTable();
  };
  return make("th", { scope: "col", "aria-sort": sorted, class: column.value ? "number" : "" },
      make("button", { type: "button", on: { click: sort } }, column.label));
}
function bodyRow(row) {
  const columns = columnsNow();
  const cell = (column, place) => {
    const text = column.open ? nameButton(column.open(row)) : column.text(row);
    return make(place === 0 ? "th" : "td", { scope: place === 0 ? "row" : null, class: column.value ? "number" : null }, text);
  };
  return make("tr", { class: row.id !== undefined && row.id === state.picked ? "is-picked" : null }, columns.map(cell));
}

function toggleDrawer() {
  const open = at("table").hidden;
  at("table").hidden = !open;
  at("drawer").setAttribute("aria-expanded", String(open));
  drawTable();
}
function openTab(name) {
  tab = name;
  drawTable();
}

// A cell that begins like a formula is made inert, so that a spreadsheet shows it as text.
function csvCell(text) {
  const inert = /^[=+\-@\t\r]/.test(text) && !/^-?[\d.]+$/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
function csvText() {
  const cell = (column, row) => {
    const number = tab === "members" && column.value && about.policy === "all" ? column.value(row) : undefined;
    return number === undefined ? column.text(row) : number === null ? "" : String(number);
  };
  const columns = columnsNow();
  return `${[columns.map((column) => column.label), ...sortedRows().map((row) => columns.map((column) => cell(column, row)))].map((row) => row.map(csvCell).join(",")).join("\r\n")}\r\n`;
}
