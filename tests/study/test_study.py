"""Reading: types, waves, rosters, workbooks, refusals, and a ledger that balances."""

import math
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from folder import TABLES, write_study

from ci_network.errors import UnknownNameError
from ci_network.study.schema import TABLES as SCHEMA
from ci_network.study.study import Study, read_study

FULL = {
    "stakeholders": """
        id,name,sector,aliases,joined,left,capacity_hours,consent_analysis,place
        bb,Backbone,backbone,,,,,yes,
        a,Alpha,health,Alfa|A-Team,2020,2024,10.5,yes,North
        b,Beta,health,,2026-01-15,,,,South
        c,Gamma,schools,,,,,no,
    """,
    "activities": """
        id,title,lead,start,end,outcomes
        x,Reading club,a,2024-01-01,2024-12-31,o1|o2
        y,Walk to school,,,,
    """,
    "outcomes": "id,goal\no1,Children read\no2,Families are well",
    "participation": "wave,stakeholder,activity,hours\n2025,b,x,3\n2025,c,x,1",
}


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return read_study(write_study(tmp_path, FULL))


def test_cells_are_typed(study: Study) -> None:
    people = study.table("stakeholders").set_index("id")
    assert people.at["a", "aliases"] == ("Alfa", "A-Team")
    assert people.at["a", "joined"] == pd.Timestamp(2020, 1, 1)
    assert pd.isna(people.at["a", "joined"]) is False
    assert people.at["a", "capacity_hours"] == 10.5
    assert math.isnan(people.at["b", "capacity_hours"])
    assert people.at["b", "consent_analysis"] == ""
    assert people.at["b", "place"] == "South"
    assert study.table("activities").at[0, "outcomes"] == ("o1", "o2")


def test_every_table_exists_with_its_columns(study: Study) -> None:
    for table in SCHEMA:
        assert set(table.names) <= set(study.table(table.name).columns)


def test_a_label_is_its_position_on_the_scale(study: Study) -> None:
    assert study.table("ties")["value"].to_list() == [3.0, 4.0, 2.0]


def test_refusal_removes_a_member_and_every_row_that_names_it(study: Study) -> None:
    assert study.refused == 1
    assert "c" not in set(study.table("stakeholders")["id"])
    assert "c" not in set(study.table("ties")["source"])
    assert study.table("participation")["stakeholder"].to_list() == ["b"]
    aside = study.ledger[(study.ledger["fate"] == "set aside") & (study.ledger["row"] != "")]
    assert sorted(aside["source"]) == ["participation.csv", "stakeholders.csv", "ties.csv"]
    assert not aside["reason"].str.contains("Gamma").any()


def test_the_ledger_balances(study: Study) -> None:
    rows = study.ledger[study.ledger["row"] != ""]
    assert len(rows[rows["source"] == "ties.csv"]) == 4
    cells = study.ledger[(study.ledger["row"] == "") & (study.ledger["source"] == "stakeholders.csv")]
    assert cells["reason"].str.split().str[0].astype(int).sum() == 4 * 9


def test_roster_follows_the_year_of_the_wave(study: Study) -> None:
    # a left in 2024 but a tie of 2025 names it; b joined in 2026 but is named too
    assert list(study.roster("2025").index) == ["bb", "a", "b"]


def test_who_left_before_the_wave_is_not_on_its_roster(tmp_path: Path) -> None:
    tables = {"stakeholders": "id,name,sector,left\nbb,B,x,\na,A,x,\nb,B,x,\nc,C,x,\nold,Old,x,2023-05-01"}
    assert "old" not in read_study(write_study(tmp_path, tables)).roster("2025").index


def test_waves_are_in_natural_order(tmp_path: Path) -> None:
    ties = "wave,layer,source,target,value\nwave 10,communication,a,b,3\nwave 2,communication,a,b,3"
    study = read_study(write_study(tmp_path, {"ties": ties}))
    assert study.waves == ("wave 2", "wave 10")
    assert study.wave() == "wave 10"
    with pytest.raises(UnknownNameError, match=r"wave 'x'.*wave 2, wave 10"):
        study.wave("x")


def test_one_workbook_reads_as_the_folder_does(tmp_path: Path) -> None:
    folder = write_study(tmp_path / "csv")
    book_folder = write_study(tmp_path / "book", dict.fromkeys(TABLES, ""))
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name in TABLES:
        sheet = book.create_sheet(name)
        for line in (folder / f"{name}.csv").read_text().splitlines():
            sheet.append([int(cell) if cell.isdigit() else cell for cell in line.split(",")])
    book.save(book_folder / "tables.xlsx")
    from_csv, from_book, from_file = (read_study(path) for path in (folder, book_folder, book_folder / "tables.xlsx"))
    for name in TABLES:
        pd.testing.assert_frame_equal(from_csv.table(name), from_book.table(name))
        pd.testing.assert_frame_equal(from_csv.table(name), from_file.table(name))


def test_an_unknown_layer_names_those_there_are(study: Study) -> None:
    with pytest.raises(UnknownNameError, match=r"layer 'gossip'. Known: communication"):
        study.layer("gossip")


def test_a_rating_of_several_items_is_declared_with_them(tmp_path: Path) -> None:
    ties = "layer,source,target,value\ntrust.reliability,a,b,4\ntrust.mission,a,b,2"
    study = read_study(write_study(tmp_path, {"ties": ties}))
    assert study.layers_present() == ("trust",)
    assert study.layer("trust").high == 4
