"""Builds small studies in memory for tests of advice and evidence: members, ties and work in a few words."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from folder import write_study

from ci_network.gaps.situation import Situation
from ci_network.study.study import read_study

Ties = Mapping[tuple[str, str], int]


def small_situation(
    folder: Path,
    members: Mapping[str, str],
    ties: Ties,
    *,
    settings: str = 'backbone = ["bb"]\nphase = 2',
    tables: Mapping[str, str] | None = None,
    silent: Iterable[str] = (),
) -> Situation:
    """Return the situation of a study of these members (id to sector) and ties (monthly is 3).

    Everybody answered but those in ``silent``; ``tables`` are further tables as text. Of these ``capacity`` gives
    hours as "a1,10 a2,5", ``about`` further columns of the stakeholders, ``more_ties`` rows of ties (wave, layer,
    source, target, value, reported_by) and ``more_responses`` rows of responses, of other layers and waves.
    """
    given = dict(tables or {})
    capacity, more = given.pop("capacity", ""), given.pop("more_ties", "").split()
    hours = dict(line.split(",") for line in capacity.split())
    head, about = _about(given.pop("about", ""), members)
    people = [f"{one},{one.title()},{sector},{hours.get(one, '')}{about[one]}" for one, sector in members.items()]
    quiet = set(silent)
    told = [
        f"2025,communication,{a},{b},{value},{b if a in quiet else a}"
        for (a, b), value in ties.items()
        if not {a, b} <= quiet
    ]
    answers = [f"{one},2025,{'none' if one in quiet else 'complete'}" for one in members]
    answers += given.pop("more_responses", "").split()
    written = {
        "stakeholders": "\n".join([f"id,name,sector,capacity_hours{head}", *people]),
        "ties": "\n".join(["wave,layer,source,target,value,reported_by", *told, *more]),
        "responses": "\n".join(["stakeholder,wave,status", *answers]),
    }
    toml = f'[study]\ntitle = "Small study"\npurpose = "Testing"\n{settings}\n'
    study = read_study(write_study(folder, written | given, toml=toml))
    return Situation.of(study, rng=1)


def _about(table: str, members: Mapping[str, str]) -> tuple[str, Mapping[str, str]]:
    """Return the further columns of the stakeholders, and each member's cells of them, as they stand at a row's end."""
    head, *rows = table.split("\n") if table else [""]
    cells = dict(row.strip().split(",", 1) for row in rows)
    blank = "," * head.count(",")
    return blank and head.removeprefix("id"), {one: f",{cells[one]}" if one in cells else blank for one in members}
