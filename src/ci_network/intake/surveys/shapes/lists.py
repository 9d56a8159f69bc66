"""One column of names a block: long lists, repeats, name generators, picks in one cell, edge tables."""

from dataclasses import replace

from ci_network.intake.surveys.columns import Picked
from ci_network.intake.surveys.export import SurveyColumn
from ci_network.intake.surveys.mapping import TieBlock
from ci_network.intake.surveys.reading import Reading, View
from ci_network.intake.surveys.shapes.named import Naming, read_named
from ci_network.intake.surveys.shapes.question import check_meanings, columns_of, fill, layer_names, part_of


def read_list(reading: Reading, block: TieBlock) -> None:
    """Read a long list: each row names another organisation (an edge list, dyads with zeros, a sheet of repeats)."""
    view = reading.view(block.sheet, f"{block.place}.sheet")
    alter = reading.column(view, block.alter, f"{block.place}.alter")
    value = reading.column(view, block.value, f"{block.place}.value") if block.value else None
    relation = reading.column(view, block.relation, f"{block.place}.relation") if block.relation else None
    directed = None
    if block.shape in ("node_edge_tables", "graph_file"):
        directed, _ = view.headers.find("directed")
        if value is not None and not any(text.strip() for text in view.texts(value)):
            view.mark_filled(value)
            value = None
    if relation is None:
        check_meanings(reading, block, (block.layer,), picks=value is None)
    if alter is not None:
        read_named(reading, block, view, Naming(alter, value, relation, block.layer, directed=directed), {})


def read_picks(reading: Reading, block: TieBlock) -> None:
    """Read cells that list several organisations picked from a list."""
    view = reading.view(block.sheet, f"{block.place}.sheet")
    picked = columns_of(reading, view, block.columns, f"{block.place}.columns")
    check_meanings(reading, block, layer_names(block, picked), picks=True)
    reading.asked = True
    for one in picked:
        parts = part_of(block, one)
        naming = Naming(one.column, layer=fill(block.layer, parts), closed_list=True)
        read_named(reading, block, view, naming, parts)
    if block.other:
        column = reading.column(view, block.other, f"{block.place}.other")
        if column is not None:
            read_named(reading, replace(block, exclusive=()), view, Naming(column, layer=block.layer), {})


def read_generator(reading: Reading, block: TieBlock) -> None:
    """Read columns that each hold a name that the respondent gave, with the column of its value beside it."""
    view = reading.view(block.sheet, f"{block.place}.sheet")
    picked = columns_of(reading, view, block.columns, f"{block.place}.columns")
    check_meanings(reading, block, layer_names(block, picked), picks=not block.value)
    for one in picked:
        parts = part_of(block, one)
        value = _beside(reading, block, view, one)
        read_named(reading, block, view, Naming(one.column, value, layer=fill(block.layer, parts)), parts)


def _beside(reading: Reading, block: TieBlock, view: View, picked: Picked) -> SurveyColumn | None:
    """Return the column of a name's value: ``partner_{loop}_freq``, or so many columns on (``+1``)."""
    if not block.value:
        return None
    if block.value.startswith("+") and block.value[1:].isdigit():
        place = picked.column.place + int(block.value[1:])
        if place < len(view.sheet.columns):
            return view.sheet.columns[place]
    name = fill(block.value, {**part_of(block, picked), "name": picked.column.name})
    return reading.column(view, name, f"{block.place}.value")


def hang_on_parent(reading: Reading, view: View) -> None:
    """Say whose each row of a sheet of repeats is, from the sheet that it hangs on."""
    sheet = view.sheet
    if view is reading.main or view.claimed:
        return
    if not sheet.parent:
        what, mend = "nothing joins this sheet to the responses", "Read it as an export of its own: another [[survey]]"
        reading.declared_fault("survey", sheet.name, what, mend)
        return
    parent = reading.views[sheet.parent]
    hang_on_parent(reading, parent)
    here, _ = view.headers.find(sheet.join[0])
    there, _ = parent.headers.find(sheet.join[1])
    if here is None or there is None:
        reading.declared_fault(
            "survey", sheet.name, "the sheet of repeats has lost its link to the responses", "Export it again"
        )
        return
    rows = {text.strip(): row for row, text in enumerate(parent.texts(there))}
    parent.mark_filled(there)
    view.mark_filled(here)
    for row, text in enumerate(view.texts(here)):
        at = rows.get(text.strip())
        if at is None:
            reading.cell_fault(
                view, row, here.place, what=f"there is no such row in {parent.sheet.file}",
                mend="Take both sheets from one export",
            )  # fmt: skip
            continue
        view.ego[row], view.response[row] = parent.ego[at], parent.response[at]
        if parent.response[at] < 0:
            view.grid.set_aside(row, "its response is set aside")
