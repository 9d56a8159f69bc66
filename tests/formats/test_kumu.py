import io
import json

import openpyxl
import pytest

from ci_network.errors import StudyError
from ci_network.formats.kumu_json import read_kumu_json, write_kumu_json
from ci_network.formats.kumu_sheets import read_kumu_csv, read_kumu_workbook

ELEMENTS = "Label,Type,Tags\nFood Bank,Organization,health|food\nYouth Hub,Organization,youth\n"
CONNECTIONS = "From,To,Type,Direction,Strength\nFood Bank,Youth Hub|City Council,Collaborates,directed,2\n"


def test_sheets_with_several_targets_in_a_cell() -> None:
    tables = read_kumu_csv({"elements.csv": ELEMENTS.encode(), "connections.csv": CONNECTIONS.encode()})
    assert tables.nodes["id"].tolist() == ["Food Bank", "Youth Hub", "City Council"]
    assert tables.nodes["Tags"].tolist() == ["health|food", "youth", ""]
    assert tables.ties["target"].tolist() == ["Youth Hub", "City Council"]
    assert tables.ties["layer"].tolist() == ["Collaborates"] * 2
    assert tables.directed is True
    assert any("City Council" in note for note in tables.notes)


def test_without_a_direction_the_ties_are_undirected_and_it_is_said() -> None:
    tables = read_kumu_csv({"e.csv": ELEMENTS.encode(), "c.csv": b"From,To\nFood Bank,Youth Hub\n"})
    assert tables.directed is None
    assert tables.ties["directed"].tolist() == [False]
    assert any("does not say" in note for note in tables.notes)


def test_ends_may_be_ids_or_labels() -> None:
    elements = "ID,Label\n1,Food Bank\n2,Youth Hub\n"
    tables = read_kumu_csv({"e.csv": elements.encode(), "c.csv": b"From,To\n1,Youth Hub\n"})
    assert tables.ties[["source", "target"]].to_numpy().tolist() == [["1", "2"]]


def test_a_workbook_with_an_ignored_sheet_and_two_tables_in_one() -> None:
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Map"
    for row in (
        ["Label", "Staff"],
        ["Food Bank", 3],
        ["Youth Hub", None],
        [],
        [],
        ["From", "To"],
        ["Food Bank", "Youth Hub"],
    ):
        page.append(row)
    book.create_sheet("Notes (ignore)").append(["Label"])
    out = io.BytesIO()
    book.save(out)
    tables = read_kumu_workbook({"kumu.xlsx": out.getvalue()})
    assert tables.nodes["Staff"].tolist()[0] == 3.0
    assert len(tables.ties) == 1
    assert any("passed over" in note for note in tables.notes)


def test_blueprint_with_a_comma_too_many() -> None:
    data = b'{"elements":[{"label":"A, ]","tags":["x","y"]},{"label":"B"},],"connections":[{"from":"A, ]","to":"B",}]}'
    tables = read_kumu_json({"kumu.json": data})
    assert tables.nodes["id"].tolist() == ["A, ]", "B"]
    assert tables.nodes["tags"].tolist() == ["x|y", ""]
    assert any("commas before closing brackets" in note for note in tables.notes)


def test_full_backup() -> None:
    backup = {
        "maps": [],
        "elements": [
            {"_id": "elem-1", "attributes": {"label": "Food Bank", "element type": "Organization", "size": 3}},
            {"_id": "elem-2", "attributes": {"label": "Youth Hub", "element type": "Organization"}},
        ],
        "connections": [
            {
                "_id": "conn-1",
                "from": "elem-1",
                "to": "elem-2",
                "direction": "mutual",
                "delayed": False,
                "attributes": {"connection type": "Refers", "strength": "2"},
            }
        ],
    }
    tables = read_kumu_json({"backup.json": json.dumps(backup).encode()})
    assert tables.nodes["label"].tolist() == ["Food Bank", "Youth Hub"]
    assert tables.nodes["type"].tolist() == ["Organization"] * 2
    assert tables.nodes["size"].tolist()[0] == 3.0
    assert tables.ties.iloc[0].tolist()[:5] == ["elem-1", "elem-2", "Refers", 2.0, False]
    assert any("maps" in note for note in tables.notes)
    written = json.loads(write_kumu_json(tables)["kumu.json"])
    assert written["elements"][0] == {"id": "elem-1", "label": "Food Bank", "size": 3, "type": "Organization"}
    assert written["connections"][0]["direction"] == "undirected"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"elements": [\n{"label" "A"}]}', "row 2: it is not valid JSON"),
        ("[1]", "it does not hold one JSON object"),
        ('{"elements": {"a": 1}}', "'elements' is not a list of objects"),
        ('{"elements": [{"type": "x"}]}', "an element has neither id nor label"),
        ('{"connections": [{"from": "A"}]}', "a connection has a blank end"),
        ('{"connections": [{"from": "A", "to": "B", "direction": "up"}]}', "found 'up': it is no direction"),
        ('{"connections": [{"from": "A", "to": "B", "strength": "much"}]}', "found 'much': the value of a tie"),
        ('{"elements": ' + "[" * 100000, "nested too deeply"),
    ],
)
def test_one_clear_error(text, words) -> None:
    with pytest.raises(StudyError) as caught:
        read_kumu_json({"kumu.json": text.encode()})
    assert words in str(caught.value)
