"""Network Canvas exports. All organisations are invented: synthetic data."""

import pytest

from ci_network.errors import InputError
from ci_network.intake.surveys.detect import read_export, recognise

EGO = "networkCanvasEgoUUID,networkCanvasCaseID,networkCanvasSessionID,sessionStart,sessionFinish,Role\r\n"
NODE = "nodeID,networkCanvasEgoUUID,networkCanvasUUID,name,Sector_health,Sector_youth,Trust,Board_x,Board_y\r\n"
EDGE = "edgeID,from,to,networkCanvasEgoUUID,networkCanvasUUID,networkCanvasSourceUUID,networkCanvasTargetUUID,null\r\n"
FILES = {
    "case1_s1_ego.csv": EGO + "e-1,c1,s-1,2024-03-05,2024-03-05,'=lead\r\n",
    "case1_s1_attributeList_Organisation.csv": NODE
    + "1,e-1,n-1,Food Bank,true,false,3,1.5,2\r\n2,e-1,n-2,City Council,false,false,,1,1\r\n",
    "case1_s1_edgeList_Collaborates.csv": EDGE + "1,1,2,e-1,x-1,n-1,n-2,\r\n",
    "case1_s1_adjacencyMatrix_Collaborates.csv": ",n-1,n-2\r\nn-1,0,1\r\n",
    "case2_s2_ego.csv": EGO.replace("Role", "Role,Extra") + "e-2,c2,s-2,2024-03-06,,it's,more\r\n",
    "case2_s2_attributeList_Organisation.csv": NODE + "1,e-2,m-1,Food Bank,,true,1,0,0\r\n",
    "case1_s1.graphml": "<graphml/>",
}
BYTES = {name: text.encode() for name, text in FILES.items()}


def test_a_file_an_interview() -> None:
    assert recognise(BYTES)[0].tool == "network_canvas"
    export = read_export(BYTES)
    assert [(sheet.name, sheet.parent, len(sheet.rows)) for sheet in export.sheets] == [
        ("ego", "", 2),
        ("attributeList Organisation", "ego", 3),
        ("edgeList Collaborates", "ego", 1),
    ]
    assert export.sheets[1].join == ("networkCanvasEgoUUID", "networkCanvasEgoUUID")
    assert any(
        "rows 2 to 3 are case1_s1_attributeList_Organisation.csv; 4 to 4 are case2" in note for note in export.notes
    )
    assert any("adjacencyMatrix" in note and "passed over" in note for note in export.notes)
    assert any("graphml: passed over" in note for note in export.notes)


def test_headers_that_differ_are_united() -> None:
    ego = read_export(BYTES).main
    assert [column.name for column in ego.columns][-2:] == ["Role", "Extra"]
    assert [row[-2:] for _, row in ego.rows] == [("=lead", ""), ("it's", "more")]


def test_what_the_tool_records() -> None:
    ego, nodes, edges = read_export(BYTES).sheets
    assert [column.meta for column in ego.columns] == ["index", "token", "response_id", "started", "ended", "", ""]
    assert [column.meta for column in nodes.columns[:4]] == ["other", "parent_index", "index", ""]
    assert edges.columns[-1].name == "null"


def test_options_of_a_choice_of_several() -> None:
    nodes = {column.name: column for column in read_export(BYTES).sheets[1].columns}
    assert (nodes["Sector_youth"].block, nodes["Sector_youth"].item) == ("Sector", "youth")
    assert (nodes["Board_x"].block, nodes["Board_x"].item) == ("Board_x", "")


def test_merged_files_keep_their_own_rows() -> None:
    merged = {
        "ego.csv": BYTES["case1_s1_ego.csv"],
        "attributeList_Organisation.csv": BYTES["case2_s2_attributeList_Organisation.csv"],
    }
    export = read_export(merged)
    assert [(sheet.name, sheet.file) for sheet in export.sheets] == [
        ("ego", "ego.csv"),
        ("attributeList Organisation", "attributeList_Organisation.csv"),
    ]
    assert export.main.rows[0][0] == 2


def test_without_interviews_is_one_clear_error() -> None:
    with pytest.raises(InputError, match=r"_ego\.csv"):
        read_export({name: data for name, data in BYTES.items() if "_ego" not in name})


def test_files_in_folders_of_an_archive() -> None:
    files = {f"{folder}/s_ego.csv": BYTES["case1_s1_ego.csv"] for folder in ("a", "b")}
    assert [(sheet.name, len(sheet.rows)) for sheet in read_export(files).sheets] == [("ego", 2)]
