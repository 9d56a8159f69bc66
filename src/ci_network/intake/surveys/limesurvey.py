"""LimeSurvey: one header row of codes, of full texts, or of both; answers as codes or texts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from ci_network.intake.surveys.export import Export, SurveyColumn
from ci_network.intake.surveys.grid import Grid
from ci_network.intake.surveys.header import plain
from ci_network.intake.surveys.sheet import other_sheets, with_brackets, with_index, with_meta
from ci_network.intake.surveys.source import Material, best_grid, data_start, pick_grid, sheet_of

TOOL = "limesurvey"
_CODES: Final = {
    "id": "response_id",
    "submitdate": "ended",
    "lastpage": "progress",
    "startlanguage": "language",
    "seed": "other",
    "token": "token",
    "startdate": "started",
    "datestamp": "recorded",
    "ipaddr": "ip",
    "refurl": "other",
    "firstname": "name",
    "lastname": "name",
    "email": "email",
    "interviewtime": "duration",
}
_TEXTS: Final = {
    "response id": "response_id",
    "date submitted": "ended",
    "last page": "progress",
    "start language": "language",
    "seed": "other",
    "token": "token",
    "date started": "started",
    "date last action": "recorded",
    "ip address": "ip",
    "referrer url": "other",
    "total time": "duration",
}
_OWN: Final = frozenset({"submitdate", "lastpage", "startlanguage", "datestamp", "refurl"})
_OWN_TEXTS: Final = frozenset({"date submitted", "last page", "start language", "date last action", "referrer url"})
_TIMING: Final = re.compile(r"(groupTime|[A-Za-z]\w*Time)\d*|(group|question) time: .*", re.IGNORECASE)
_HEADER: Final = re.compile(
    r"(?P<code>[A-Za-z][A-Za-z0-9]*)(?P<subs>(?:\[[^\[\]]*\])*)(?:\.\s(?P<text>.*))?", re.DOTALL
)
# As statistics programs rename them: Q1.SQ001. and Q1_SQ001.
_RENAMED: Final = re.compile(r"(?P<code>[A-Za-z][A-Za-z0-9]*)[._](?P<sub>(?:SQ\w+?|other|comment)(?:_SQ\w+?)?)\.?")
_LAST_BRACKET: Final = re.compile(r"^(?P<before>.*?)\s*\[(?P<part>(?:[^\[\]]|\[[^\[\]]*\])*)\]\s*$", re.DOTALL)
_NO_DATE: Final = "1980-01-01"


@dataclass(frozen=True)
class _Coded:
    """A header that begins with a question's code: its subquestions and its text."""

    code: str
    subs: tuple[str, ...]
    text: str


def recognise(grids: Sequence[Grid]) -> tuple[float, list[str]]:
    """Return how sure it is that a table is of LimeSurvey, and why."""
    return best_grid(grids, _recognise)


def _recognise(grid: Grid) -> tuple[float, list[str]]:
    names = [name.casefold() for name in grid.header]
    own = [name for name in names if name.partition(".")[0] in _OWN or name in _OWN_TEXTS]
    coded = [_coded(name) for name in grid.header]
    subs = [one for one in coded if one and one.subs]
    texts = [one for one in coded if one and one.text]
    reasons, confidence = [], 0.0
    if len(own) > 1:
        confidence, reasons = 0.8, [f"it has LimeSurvey's own columns ({', '.join(own[:3])})"]
    if len(subs) > 1 and 2 * len([one for one in coded if one]) >= len(names):
        shown = next(name for name, one in zip(grid.header, coded, strict=True) if one and one.subs)
        confidence, reasons = (
            max(confidence + 0.15, 0.6),
            [*reasons, f"parts of questions are written as '{shown[:40]}'"],
        )
        if 2 * len(texts) >= len(names):
            confidence, reasons = min(confidence + 0.2, 1.0), [*reasons, "codes stand before the questions' texts"]
    return confidence, reasons


def read(material: Material) -> Export:
    """Return a LimeSurvey export. "N/A", a question that was not shown, stays as it is."""
    grid, others = pick_grid(material, _recognise)
    coded = [_coded(name.strip()) for name in grid.cells(0)]
    by_code = sum(bool(one and one.subs) for one in coded) or any(name.casefold() in _OWN for name in grid.header)
    if by_code:
        columns = [_column(place, name, coded[place]) for place, name in enumerate(grid.cells(0))]
        how = "codes and texts" if any(one and one.text for one in coded) else "codes"
    else:
        texts = [SurveyColumn(p, name, label=plain(name), block=plain(name)) for p, name in enumerate(grid.cells(0))]
        columns, how = with_meta(with_brackets(texts), _TEXTS), "full texts"
    sheet = with_index(sheet_of(grid, columns, data_start(grid, material.source, 1)))
    notes = [f"{grid.file}: one header row of {how}."]
    dates = [column.place for column in sheet.columns if column.meta == "ended"]
    if any(row[place].startswith(_NO_DATE) for _, row in sheet.rows for place in dates):
        notes.append(f"{grid.file}: a submit date of {_NO_DATE} means submitted, on a survey that kept no dates.")
    return Export(TOOL, (sheet, *other_sheets(others)), material.book.choices, tuple(notes))


def _coded(name: str) -> _Coded | None:
    found = _HEADER.fullmatch(name)
    if found:
        return _Coded(found["code"], tuple(re.findall(r"\[([^\[\]]*)\]", found["subs"])), found["text"] or "")
    renamed = _RENAMED.fullmatch(name)
    return _Coded(renamed["code"], (renamed["sub"],), "") if renamed else None


def _column(place: int, name: str, coded: _Coded | None) -> SurveyColumn:
    label = plain(name)
    if coded is None:
        return SurveyColumn(place, name, label=label, block=label)
    meta = "" if coded.subs else _CODES.get(coded.code.casefold(), "")
    meta = meta or ("duration" if _TIMING.fullmatch(name.strip()) else "")
    if meta:
        return SurveyColumn(place, name, label=plain(coded.text) or label, meta=meta)
    text = plain(coded.text) or coded.code
    whole = SurveyColumn(place, name, label=text, block=text, key=coded.code)
    return _part(whole, coded) if coded.subs else whole


def _part(column: SurveyColumn, coded: _Coded) -> SurveyColumn:
    """Return a subquestion's column: its row as the item; a second dimension makes a question for each of its parts."""
    sub, scale = coded.subs[0], coded.subs[1] if len(coded.subs) > 1 else ""
    is_comment = sub.endswith("comment")
    row, underscore, answer = sub.partition("_")
    wide = bool(scale or underscore)
    stem, parts = _brackets(column.label, 2 if wide or is_comment else 1) if coded.text else (coded.code, [])
    item = parts[0] if parts else row
    second = parts[1] if len(parts) > 1 else (scale or answer)
    block = stem or coded.code
    if is_comment:
        return replace(column, block=block, item=f"{item.removesuffix('comment') or 'comment'} (comment)", choice=sub)
    if wide:
        block = f"{block} - {second}"
    return replace(column, block=block, item=item, choice=f"{sub}#{scale}" if scale else sub)


def _brackets(text: str, most: int) -> tuple[str, list[str]]:
    """Return a text without the brackets at its end, at most so many, and what they hold, first one first."""
    parts: list[str] = []
    while len(parts) < most and (found := _LAST_BRACKET.match(text)):
        parts.insert(0, found["part"].strip())
        text = found["before"].strip()
    return text, parts
