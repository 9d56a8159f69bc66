"""Make the synthetic coalition in ``data/riverbend``: python data/make_riverbend.py [--out DIR].

Seeded: every run writes the same bytes. What is invented by hand stands in ``riverbend_cast.py``; chance
fills in the ties (``riverbend_ties.py``) and the answers on scales.
"""

import argparse
import csv
from collections.abc import Iterable
from pathlib import Path

import riverbend_cast as cast
from riverbend_ties import (
    ACTIVITIES,
    FIRST,
    IDS,
    LATEST,
    MEMBERS,
    RESOURCES,
    WAVES,
    Member,
    Row,
    cells,
    chance,
    pick,
    roster,
    status,
    tie_rows,
    whole,
)

PLACES = {  # degrees around 0 N, 0 E, in the open sea, so that no real place is meant
    "Riverbend-wide": (0.030, 0.030),
    "Alder County": (0.055, 0.060),
    "Old Mill": (0.026, 0.021),
    "Northbank": (0.041, 0.027),
    "Hillcrest": (0.019, 0.044),
    "Ferry Landing": (0.012, 0.017),
    "Harbour": (0.033, 0.012),
}
CAPACITY = {"small": (6, 18), "medium": (12, 30), "large": (16, 44)}
STUDY = """\
# Synthetic: no organisation here exists. Made by data/make_riverbend.py; edit that, not this folder.

[study]
title = "Riverbend Cradle to Career (synthetic)"
purpose = "Plan the next year with the partners"
keep_until = 2030-12-31
backbone = ["riverbend-united", "data-trust"]
phase = 2
required_sectors = [
  "local government", "early years", "schools", "post-secondary", "health", "housing",
  "youth and social services", "business", "residents",
]
audience = "internal"
synthetic = true

[tie_rule]
at_least = "monthly"
symmetrise = "either"

[layers.communication]
kind = "frequency"
scale = ["never", "yearly", "quarterly", "monthly", "weekly", "daily"]

[layers.collaboration]
kind = "continuum"
scale = ["none", "networking", "cooperation", "coordination", "coalition", "collaboration"]

[layers.trust]
kind = "rating"
items = ["reliability", "mission", "openness"]

[layers.value]
kind = "rating"
items = ["influence", "involvement", "resources"]

[layers.resources]
kind = "count"
"""

CONDITION_MEANS = {"CA": 3.7, "SM": 3.0, "MR": 3.3, "CC": 3.2, "BB": 4.0}
PHASE_MEANS = {  # by component: phases 1, 2, 3
    "governance": (2.8, 2.2, 1.1),
    "planning": (2.5, 1.8, 0.8),
    "community": (2.0, 1.2, 0.5),
    "evaluation": (2.4, 1.6, 0.9),
}
READINESS_MEANS = {"complexity": 2.8, "capacity": 1.7, "community": 1.6, "backing": 2.2, "engagement": 2.1}
BACKBONE_MEANS = {
    "vision": 3.4,
    "alignment": 3.0,
    "measurement": 3.1,
    "public_will": 2.3,
    "policy": 2.0,
    "funding": 2.4,
}
NOTES = {
    "phase.2.community": "Residents are asked, but seldom decide",
    "phase.2.evaluation": "Nine measures agreed; not all have a second source yet",
    "phase.3.governance": "No deputies named yet",
}


def consent(id_: str, refusing: str) -> str:
    """Return the consent of a member to be named."""
    if id_ in cast.CONSENT_BLANK.split():
        return ""
    return "no" if id_ in refusing.split() else "yes"


def hours_given() -> dict[tuple[str, str], int]:
    """Return the hours a month that each member gives each of its activities."""
    rng = chance("hours")
    return {
        (id_, activity.id): whole(rng, 6.5 if id_ == activity.lead else 3.0, 1, 12)
        for activity in ACTIVITIES
        for id_ in activity.members
    }


def capacity(member: Member) -> object:
    """Return the hours a month a member can give: more than its activities take, but for the burdened one."""
    rng = chance(f"capacity {member.id}")
    low, high = CAPACITY[member.size]
    given = sum(hours for (id_, _), hours in hours_given().items() if id_ == member.id)
    if member.id in cast.BACKBONE:
        return 320 if member.id == cast.BACKBONE[0] else 160
    if member.id == cast.BURDENED:
        return 24
    if rng.random() < 0.1:
        return ""
    return max(int(low + (high - low) * rng.random()), given + 2 + int(4 * rng.random()))


def joined(id_: str, luck: float) -> str:
    """Return the day a member joined: before the first wave, but for those who joined between the waves."""
    days = int(luck * 2100)
    return cast.JOINED_LATE.get(id_, f"{2019 + days // 360}-{days % 360 // 30 + 1:02d}-{days % 28 + 1:02d}")


def give_and_take(member: Member) -> tuple[str, str]:
    """Return what a member says it offers and looks for; blank where it did not answer in full."""
    if status(member.id, LATEST) != "complete" or member.id not in roster(LATEST):
        return "", ""
    rng = chance(f"give and take {member.id}")
    offers = {kind for kind in RESOURCES if rng.random() < (0.3 if member.size == "large" else 0.15)} - {"funds"}
    offers |= {"funds"} if member.role == "funder" else set()
    needs = [kind for kind in (*RESOURCES, cast.OFFERED_BY_NOBODY) if rng.random() < 0.12 and kind not in offers]
    return "|".join(kind for kind in RESOURCES if kind in offers), "|".join(needs)


def stakeholder_rows() -> Iterable[Row]:
    """Yield the members, with consent, capacity and where they are."""
    rng = chance("stakeholders")
    for member in MEMBERS:
        id_ = member.id
        day, north, east = rng.random(3)
        lived = member.sector == "residents" or id_ in cast.LIVED_EXPERIENCE.split()
        latitude, longitude = PLACES[member.place]
        yield (
            *(id_, member.name, member.sector, member.kind, member.role, cast.ALIASES.get(id_, "")),
            *(joined(id_, day), cast.LEFT.get(id_, ""), capacity(member), "yes" if lived else "no", "yes"),
            *(consent(id_, cast.NOT_NAMED_INTERNAL), consent(id_, cast.NOT_NAMED_PUBLIC), member.place, member.size),
            *(f"{latitude + 0.006 * (north - 0.5):.4f}", f"{longitude + 0.006 * (east - 0.5):.4f}"),
            *give_and_take(member),
        )


def response_rows() -> Iterable[Row]:
    """Yield how each member of each wave answered, and by how many people."""
    for wave in WAVES:
        rng = chance(f"responses {wave}")
        for id_ in roster(wave):
            people = 1 + (rng.random() < 0.2)
            answered = status(id_, wave)
            yield id_, wave, answered, 0 if answered == "none" else people


def activity_rows() -> Iterable[Row]:
    """Yield the activities of the plan."""
    for a in ACTIVITIES:
        outcomes, depends_on = "|".join(a.outcomes), "|".join(a.depends_on)
        yield a.id, a.title, a.kind, a.lead, a.start, a.end, outcomes, a.population, a.place, depends_on


def participation_rows() -> Iterable[Row]:
    """Yield who takes part in what; the backbone keeps the list, but only those who answered gave their hours."""
    hours = hours_given()
    for wave in WAVES:
        for activity in (a for a in ACTIVITIES if a.start < f"{wave}-04" and (not a.end or a.end > wave)):
            for id_ in activity.members:
                if id_ in roster(wave):
                    given = hours[id_, activity.id] if status(id_, wave) == "complete" else ""
                    role = "lead" if id_ == activity.lead else "partner"
                    yield wave, id_, activity.id, role, given


def commitment_rows() -> Iterable[Row]:
    """Yield each member's top outcomes: those of its activities and groups first, then one of its liking."""
    rng = chance("commitments")
    outcomes = [outcome for outcome, *_ in cast.OUTCOMES]
    for id_ in roster(LATEST):
        own = [o for a in ACTIVITIES if id_ in a.members for o in a.outcomes]
        own += [o for _, aims, people in cast.GROUPS.values() if id_ in people.split() for o in aims.split("|") if o]
        ranked = sorted(set(own), key=lambda o: (-own.count(o), o))
        if id_ in cast.UNREACHED:
            ranked = [cast.ORPHAN]
        liked, also = pick(rng, outcomes, (0.3, 0.3, 0.12, 0.2, 0.08)), rng.random()
        if also < 0.5 and liked not in ranked:
            ranked.append(liked)
        for rank, outcome in enumerate(ranked[:3], start=1):
            yield id_, outcome, rank


def reporting_rows() -> Iterable[Row]:
    """Yield who reports and who uses which shared measure."""
    for id_, _, _, _, _, _, reporters, users in cells(cast.INDICATORS):
        for member in IDS:
            reports, uses = member in reporters.split(), member in users.split()
            if reports or uses:
                yield member, id_, "yes" if reports else "no", "yes" if uses else "no"


def membership_rows() -> Iterable[Row]:
    """Yield who sits in which group."""
    for group, (_, _, people) in cast.GROUPS.items():
        for place, id_ in enumerate(people.split()):
            yield group, id_, "chair" if place == 0 else "member"


def items(member: Member, steering: bool) -> Iterable[tuple[str, float, int, int]]:
    """Yield the items that a member is asked: item, usual score, lowest and highest score."""
    yield from ((f"condition.{key}", mean, 1, 5) for key, mean in CONDITION_MEANS.items())
    if member.id not in cast.BACKBONE:
        yield from ((f"backbone.{key}", mean, 1, 4) for key, mean in BACKBONE_MEANS.items())
    if steering:
        for component, means in PHASE_MEANS.items():
            yield from ((f"phase.{phase}.{component}", mean, 0, 3) for phase, mean in enumerate(means, start=1))
        yield from ((f"readiness.{key}", mean, 0, 3) for key, mean in READINESS_MEANS.items())


def assessment_rows() -> Iterable[Row]:
    """Yield the self-assessments: conditions and backbone roles by all, phases and readiness by the steering group."""
    steering = cast.GROUPS["steering-committee"][2].split()
    for wave in WAVES:
        rng = chance(f"assessments {wave}")
        noted: set[str] = set()
        for member in MEMBERS:
            if member.id not in roster(wave) or status(member.id, wave) != "complete":
                continue
            mood = 0.8 * (rng.random() - 0.5)
            for item, mean, low, high in items(member, member.id in steering):
                score = whole(rng, mean + mood - 0.3 * (wave == FIRST), low, high)
                if rng.random() > 0.06:
                    note = NOTES.get(item, "") if wave == LATEST and item not in noted else ""
                    noted.add(item)
                    yield wave, item, member.id, score, note


TABLES = {
    "stakeholders": (
        "id name sector kind role aliases joined left capacity_hours lived_experience consent_analysis"
        " consent_named_internal consent_named_public place size latitude longitude"
        " offers needs",
        stakeholder_rows,
    ),
    "responses": ("stakeholder wave status respondents", response_rows),
    "ties": ("wave layer source target value channel purpose reported_by", tie_rows),
    "activities": ("id title kind lead start end outcomes population place depends_on", activity_rows),
    "participation": ("wave stakeholder activity role hours", participation_rows),
    "outcomes": ("id goal target target_date", lambda: cast.OUTCOMES),
    "commitments": ("stakeholder outcome rank", commitment_rows),
    "indicators": (
        "id title outcome status disaggregated_by last_report",
        lambda: [row[:6] for row in cells(cast.INDICATORS)],
    ),
    "reporting": ("stakeholder indicator reports uses", reporting_rows),
    "groups": ("id kind outcomes", lambda: [(group, *about[:2]) for group, about in cast.GROUPS.items()]),
    "membership": ("group stakeholder role", membership_rows),
    "assessments": ("wave item stakeholder score note", assessment_rows),
}


def make(folder: Path) -> None:
    """Write ``study.toml`` and every table into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "study.toml").write_text(STUDY, encoding="utf-8", newline="\n")
    for name, (header, rows) in TABLES.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(header.split())
            writer.writerows(rows())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parent / "riverbend")
    make(parser.parse_args().out)
