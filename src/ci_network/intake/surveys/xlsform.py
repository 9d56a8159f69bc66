"""The XLSForm that a KoboToolbox or ODK survey was made with: texts, code lists and matrices of its questions."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ci_network.intake.surveys.grid import Grid
from ci_network.intake.surveys.header import plain
from ci_network.intake.surveys.source import Codebook

_SELECT: Final = re.compile(r"select[_ ](?:one|multiple)\s+(?P<list>\S+)")
_BEGIN: Final = re.compile(r"begin[_ ](group|repeat)")
_END: Final = re.compile(r"end[_ ](group|repeat)")


def is_xlsform(grids: Sequence[Grid]) -> bool:
    """Return whether the sheets of a workbook are a form's: ``survey`` with types and names, and ``choices``."""
    survey = next((grid for grid in grids if grid.name.casefold() == "survey"), None)
    return survey is not None and {"type", "name"} <= {name.casefold() for name in survey.header}


@dataclass
class _Walk:
    """What is gathered while a form is read from its first row to its last."""

    lists: Mapping[str, Mapping[str, str]]
    groups: list[tuple[str, str]] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    choices: dict[str, Mapping[str, str]] = field(default_factory=dict)
    # By group: its label, and each of its questions with the code list.
    members: dict[str, tuple[str, list[tuple[str, str]]]] = field(default_factory=dict)

    def take(self, kind: str, name: str, label: str) -> None:
        """Take one row of the form."""
        if _BEGIN.fullmatch(kind):
            self.groups.append((name, label or name))
        elif _END.fullmatch(kind) and self.groups:
            self.groups.pop()
        elif name:
            self._question(kind, name, label)

    def _question(self, kind: str, name: str, label: str) -> None:
        found = _SELECT.match(kind)
        if label:
            self.labels[name] = label
        if found and found["list"] in self.lists:
            self.choices[name] = self.lists[found["list"]]
        if self.groups:
            group, text = self.groups[-1]
            one = found["list"] if found and "one" in kind else ""
            self.members.setdefault(group, (text, []))[1].append((name, one))

    def matrices(self) -> dict[str, str]:
        """Return, by question, the text of its group, where all choices of one in the group are from one list."""
        found: dict[str, str] = {}
        for text, members in self.members.values():
            asked = [(name, one) for name, one in members if one]
            if len(asked) > 1 and len({one for _, one in asked}) == 1:
                found |= {name: text for name, _ in asked}
        return found


def read_xlsform(grids: Sequence[Grid]) -> Codebook:
    """Return what a form says of its questions; of several languages the first."""
    by_name = {grid.name.casefold(): grid for grid in grids}
    lists: dict[str, dict[str, str]] = {}
    if "choices" in by_name:
        for row in _records(by_name["choices"]):
            code = row.get("name", row.get("value", ""))
            if row.get("list_name") and code:
                lists.setdefault(row["list_name"], {})[code] = row.get("label") or code
    walk = _Walk(lists)
    for row in _records(by_name["survey"]):
        walk.take(row.get("type", "").casefold(), row.get("name", ""), row.get("label", ""))
    return Codebook(walk.choices, walk.labels, {}, walk.matrices())


def _records(grid: Grid) -> list[dict[str, str]]:
    names = [name.casefold().replace("list name", "list_name") for name in grid.header]
    if "label" not in names:
        first = next((place for place, name in enumerate(names) if name.startswith("label::")), None)
        if first is not None:
            names[first] = "label"
    records = []
    for _, cells in grid.rows[1:]:
        row = dict(zip(names, (cell.strip() for cell in cells), strict=False))
        records.append(row | {"label": plain(row.get("label", ""))})
    return records
