import io

import openpyxl
import pytest

from ci_network.errors import StudyError
from ci_network.formats.nodexl import read_nodexl, write_nodexl
from ci_network.formats.tables import Node, Tie, gather


def book(sheets) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        page = made.create_sheet(name)
        for row in rows:
            page.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


EDGES = [
    [None, None, "Visual Properties", None, "Labels"],
    ["Vertex 1", "Vertex 2", "Color", "Width", "Label", "Relationship", "Edge Weight"],
    ["Food Bank", "City Council", None, None, None, "Collaborates", 3],
    ["Youth Hub", "Food Bank", None, None, "often", "Refers", 1],
]
VERTICES = [
    [None, "Visual Properties"],
    ["Vertex", "Color", "Label", "Staff"],
    ["Food Bank", None, "The Food Bank", 12],
]


def test_headers_stand_below_the_banner() -> None:
    tables = read_nodexl({"nodexl.xlsx": book({"Edges": EDGES, "Vertices": VERTICES})})
    assert tables.nodes["id"].tolist() == ["Food Bank", "City Council", "Youth Hub"]
    assert tables.nodes["label"].tolist()[0] == "The Food Bank"
    assert tables.ties["layer"].tolist() == ["Collaborates", "Refers"]
    assert tables.ties["value"].tolist() == [3.0, 1.0]
    assert tables.ties["Label"].tolist() == ["", "often"]
    assert "Color" not in tables.ties.columns
    assert tables.directed is None


def test_formula_like_text_is_written_as_text() -> None:
    tables = gather([Node("=1+1", "@x")], [Tie("=1+1", "=1+1", "+y", -2.0)], file="")
    data = write_nodexl(tables)["nodexl.xlsx"]
    cells = [cell for page in openpyxl.load_workbook(io.BytesIO(data)) for row in page.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert {"'=1+1", "'@x", "'+y", -2} <= {cell.value for cell in cells}
    assert read_nodexl({"nodexl.xlsx": data}).nodes["id"].tolist() == ["=1+1"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (book({"Ties": EDGES}), "there is no sheet Edges in it"),
        (book({"Edges": [["a", "b"], ["c", "d"]]}), "there is no row of headers"),
        (b"PK\x03\x04 not a workbook", "it cannot be opened as a workbook"),
    ],
)
def test_one_clear_error(data, words) -> None:
    with pytest.raises(StudyError, match=words):
        read_nodexl({"nodexl.xlsx": data})
