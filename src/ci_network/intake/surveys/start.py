"""From an export on the disk to a proposal, and from a proposal to the drafts that a person will mend."""

import csv
import io
from pathlib import Path

import pandas as pd

from ci_network.errors import InputError
from ci_network.intake.read import read_bytes
from ci_network.intake.surveys.propose import propose_mapping
from ci_network.intake.surveys.propose_result import Proposal
from ci_network.intake.surveys.roster import Member


def propose_for(export: str | Path, *, roster: str | Path | None = None) -> Proposal:
    """Look at an export on the disk and propose what its columns and answers mean; see :func:`propose_mapping`.

    Parameters
    ----------
    roster
        A stakeholders table (``id``, ``name``, ``aliases``) whose members the export asks about.

    Raises
    ------
    InputError
        When a path is missing or the roster has no ids.

    Examples
    --------
    >>> import ci_network as ci
    >>> proposal = ci.propose_for("data/survey_example/answers.csv", roster="data/survey_example/stakeholders.csv")
    >>> proposal.tool
    'google_forms'
    """
    members = None if roster is None else _members(Path(roster))
    return propose_mapping(read_bytes(export), roster=members, title=Path(export).stem, name=Path(export).name)


def drafts(proposal: Proposal) -> dict[str, str]:
    """Return the files to start a study from, by name: its mapping, its stakeholders, names to decide."""
    files = {"study.toml": proposal.toml}
    for name, table in (("stakeholders.csv", proposal.stakeholders), ("aliases.csv", proposal.aliases)):
        if not table.empty:
            files[name] = _csv(table)
    return files


def _members(file: Path) -> list[Member]:
    text = read_bytes(file)[file.name].decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    if not rows or "id" not in rows[0]:
        raise InputError(f"{file.name}: it has no column id. Give a stakeholders table with id and name.")
    split = [[part.strip() for part in (row.get("aliases") or "").split("|")] for row in rows]
    return [
        Member(row["id"], row.get("name") or row["id"], tuple(part for part in aliases if part))
        for row, aliases in zip(rows, split, strict=True)
    ]


def _csv(table: pd.DataFrame) -> str:
    return table.to_csv(index=False, lineterminator="\n")
