"""A coalition in which no rule has anything to say, and the gaps that make each rule speak."""

from pathlib import Path
from typing import Any

from small_study import small_situation

from ci_network.gaps.gap import Gap
from ci_network.gaps.situation import Situation

# A ring of partners, two of whom the backbone is in touch with; c1 and c2 form a group of their own on it.
MEMBERS = {
    "bb": "backbone", "a1": "health", "a2": "health", "a3": "health", "b1": "schools", "b2": "schools",
    "b3": "schools", "c1": "housing", "c2": "housing", "c3": "housing", "d1": "residents", "d2": "faith",
}  # fmt: skip
RING = ("a1", "a2", "a3", "b1", "b2", "b3", "c1", "c2", "c3", "d1")
TIES = dict.fromkeys(zip(RING, (*RING[1:], RING[0]), strict=True), 3)
TIES |= {("bb", "a1"): 3, ("bb", "b1"): 3, ("d1", "d2"): 3, ("a2", "c3"): 1}
TABLES = {
    "outcomes": "id,goal\no1,Read well\no2,Stay healthy\no3,Have a home",
    "activities": """
        id,title,lead,outcomes
        w1,Tutors,a1,o1
        w2,Checks,b1,o2
        w3,Meals,c3,o1
    """,
    "participation": """
        wave,stakeholder,activity,hours
        2025,a1,w1,2
        2025,a3,w1,2
        2025,b2,w1,2
        2025,b1,w2,1
        2025,b2,w2,1
        2025,c3,w3,1
    """,
    "commitments": "stakeholder,outcome\na1,o1\na2,o1\nb2,o1\nc1,o3\nc2,o3\nc3,o1\nd1,o1\nd2,o1\nb3,o2",
    "indicators": """
        id,outcome,status,disaggregated_by,last_report
        m1,o1,used,place,2025-09-01
        m2,o2,used,place,2025-09-01
        m3,o3,used,place,2025-09-01
    """,
    "reporting": """
        stakeholder,indicator,reports,uses
        a1,m1,yes,yes
        b2,m1,yes,no
        b1,m2,yes,yes
        b3,m2,yes,no
        c1,m3,yes,yes
        c2,m3,yes,no
    """,
    "groups": "id,kind\nboard,steering",
    "membership": "group,stakeholder\nboard,a1\nboard,b1",
    "capacity": " ".join(f"{one},10" for one in MEMBERS if one != "a3"),
}


def calm(folder: Path, **options: Any) -> Situation:
    """Return the situation of the calm coalition, or of one changed by ``members``, ``ties``, ``tables`` ..."""
    tables = TABLES | options.pop("tables", {})
    members, ties = options.pop("members", MEMBERS), options.pop("ties", TIES)
    return small_situation(folder, members, ties, tables=tables, **options)


def gap(code: str, kind: str, *subjects: str, severity: float = 0.7, **evidence: Any) -> Gap:
    return Gap(
        gap=code, kind=kind, finding="Found.", subjects=subjects, severity=severity, confidence=1.0, evidence=evidence
    )


# For each rule that answers a gap: a gap that makes it speak in the calm coalition.
SPEAKS = {
    1: [gap("G1", "missing", sector="business")],
    2: [gap("G1", "thin", "d1", sector="residents")],
    3: [gap("G1", "absent_from_power", "c1", "c2", "c3", sector="housing")],
    6: [gap("G2", "isolated", "d2", severity=1.0)],
    7: [gap("G2", "peripheral", "d2")],
    8: [gap("G11", "unreached", "c1", "c2", "c3", group="housing")],
    10: [gap("G12", "network", pair_loss=0.6)],
    11: [gap("G12", "only_tie", "d2")],
    12: [gap("G5", "articulation_point", "d1")],
    13: [gap("G5", "single_activity_carrier", "c3", activity="w3")],
    14: [gap("G4", "hole", one="schools", other="residents", expected=3.0)],
    15: [gap("G4", "broker", "b2", one="schools", other="residents")],
    16: [gap("G6", "activity", "a1", "a3", "b2", activity="w1")],
    17: [gap("G6", "bridgeable", "a3", "b2", via="b1")],
    18: [gap("G7", "frequent", "a1", "a2", outcome_overlap=1.0)],
    20: [gap("G8", "orphan", outcome="o3", severity=1.0)],
    21: [gap("G8", "fragile", "b1", outcome="o2")],
    31: [gap("G13", "burdened", "a1")],
    35: [gap("G3", "unreciprocated", other, "a1") for other in ("b1", "b2", "b3")],
}
