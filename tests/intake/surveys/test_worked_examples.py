"""The examples of docs/surveys.md, run through the readers: each gives the ties that the page says."""

import io
import re
import tomllib
from pathlib import Path

import openpyxl
import pytest
from exported import SETTING

from ci_network.intake.surveys.apply import apply_mapping
from ci_network.intake.surveys.declared import read_mapping
from ci_network.intake.surveys.shapes.graph import read_any_export

PAGE = Path(__file__).resolve().parents[3] / "docs" / "surveys.md"
BLOCK = re.compile(r"```(\S+) ?([^\n]*)\n(.*?)\n```", re.DOTALL)


def examples() -> dict[str, str]:
    page = PAGE.read_text("utf-8").split("## One example for each tool")[1]
    return {part.split("\n")[0]: part for part in page.split("\n### ")[1:]}


def workbook(sheets: dict[str, str]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, text in sheets.items():
        made = book.create_sheet(name)
        for line in text.splitlines():
            made.append([cell or None for cell in line.split("|")])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def files_of(text: str) -> dict[str, bytes]:
    blocks = [(info, body) for kind, info, body in BLOCK.findall(text) if kind == "text"]
    sheets = {info.split(" (")[0]: body for info, body in blocks if "(sheet of" in info or info.endswith(".xlsx")}
    if sheets:
        return {"export.xlsx": workbook({name.removesuffix(".xlsx"): body for name, body in sheets.items()})}
    return {info: (body + "\n").encode() for info, body in blocks}


@pytest.mark.parametrize("tool", list(examples()))
def test_the_example_gives_what_the_page_says(tool: str) -> None:
    text = examples()[tool]
    toml = next(body for kind, _, body in BLOCK.findall(text) if kind == "toml")
    (mapping,), faults = read_mapping(tomllib.loads(toml))
    assert not faults, [str(fault) for fault in faults]
    applied = apply_mapping(read_any_export(files_of(text), mapping), mapping, SETTING)
    assert not applied.problems, "\n".join(map(str, applied.problems))
    said = text.split("```")[-1]
    expected = {tuple(found.split(" ")) for found in re.findall(r"`(\S+ \S+ \S+ \S+)`", said)}
    got = {(row[1], row[2], row[3], row[4]) for _, row in applied.tables["ties"].rows}
    assert {tie for tie in got if tie[3] != "0"} == {tie for tie in expected if tie[3] != "0"}


def test_kobo_gives_participation_too() -> None:
    text = examples()["KoboToolbox"]
    toml = next(body for kind, _, body in BLOCK.findall(text) if kind == "toml")
    (mapping,), _ = read_mapping(tomllib.loads(toml))
    applied = apply_mapping(read_any_export(files_of(text), mapping), mapping, SETTING)
    rows = {row[1:3] for _, row in applied.tables["participation"].rows}
    assert rows == {("fb", "countdown"), ("fb", "visits"), ("cc", "countdown")}


def test_the_example_of_ratings_gives_scores() -> None:
    text = PAGE.read_text("utf-8").split("### A question about the whole")[1]
    toml = '[[survey]]\nsource = "export.csv"\nego = "Org"\nrows = { several = "max" }\n' + BLOCK.search(text)[3]
    (mapping,), faults = read_mapping(tomllib.loads(toml))
    assert not faults, [str(fault) for fault in faults]
    export = (
        b"Timestamp,Org,How far do you agree? [We share goals],How far do you agree? [We hear in time],"
        b"How far do those concerned take part?\n1,Food Bank,Agree,Don't know,Asked\n2,Food Bank,Strongly agree,,\n"
    )
    applied = apply_mapping(read_any_export({"export.csv": export}, mapping), mapping, SETTING)
    assert not applied.problems, "\n".join(map(str, applied.problems))
    rows = [row[1:4] for _, row in applied.tables["assessments"].rows]
    assert sorted(rows) == [("condition.CA.1", "fb", "4.5"), ("engagement", "fb", "2")]
