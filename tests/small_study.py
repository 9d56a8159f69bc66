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

    Everybody answered but those in ``silent``; ``tables`` are further tables as text.
    """
    given = dict(tables or {})
    capacity = given.pop("capacity", "")
    hours = dict(line.split(",") for line in capacity.split())
    people = [f"{one},{one.title()},{sector},{hours.get(one, '')}" for one, sector in members.items()]
    quiet = set(silent)
    told = [
        f"2025,communication,{a},{b},{value},{b if a in quiet else a}"
        for (a, b), value in ties.items()
        if not {a, b} <= quiet
    ]
    answers = [f"{one},2025,{'none' if one in quiet else 'complete'}" for one in members]
    written = {
        "stakeholders": "\n".join(["id,name,sector,capacity_hours", *people]),
        "ties": "\n".join(["wave,layer,source,target,value,reported_by", *told]),
        "responses": "\n".join(["stakeholder,wave,status", *answers]),
    }
    toml = f'[study]\ntitle = "Small study"\npurpose = "Testing"\n{settings}\n'
    study = read_study(write_study(folder, written | given, toml=toml))
    return Situation.of(study, rng=1)
