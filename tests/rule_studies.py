"""For each rule a small coalition that calls for it, and its neighbour, which does so just not.

Both are changes of the calm coalition, as options of ``calm``; nothing else stands between them and the rule than
the search for gaps.
"""

from typing import Any, NamedTuple

from calm_study import MEMBERS, RING, TABLES, TIES

Options = dict[str, Any]


class Case(NamedTuple):
    """A coalition that a rule speaks in, and one that it is silent in."""

    speaks: Options
    silent: Options


def _settings(phase: int = 2, more: str = "") -> str:
    return f'backbone = ["bb"]\nphase = {phase}\n{more}'


def _needs(*sectors: str) -> Options:
    return {"settings": _settings(more=f"required_sectors = {list(sectors)}")}


def _table(name: str, *rows: str) -> str:
    """Return a table of the calm coalition with further rows."""
    return "\n".join([*TABLES[name].strip().splitlines(), *rows])


def _tables(**tables: str) -> Options:
    return {"tables": tables}


def _said(item: str, score: float, *, by: tuple[str, ...] = ("a1", "a2", "b1", "c1")) -> Options:
    """Return what some members said under an item of the assessments."""
    return _tables(assessments="\n".join(["wave,item,stakeholder,score", *(f"2025,{item},{o},{score}" for o in by)]))


def _lived(who: str, board: str) -> Options:
    lived = [f"{one},{'yes' if one in who.split() else 'no'}" for one in MEMBERS]
    seats = [f"board,{one}" for one in board.split()]
    return _tables(
        about="\n".join(["id,lived_experience", *lived]), membership="\n".join(["group,stakeholder", *seats])
    )


def _without(*members: str, ties: dict[tuple[str, str], int] | None = None) -> dict[tuple[str, str], int]:
    return {pair: value for pair, value in (ties or TIES).items() if not set(pair) & set(members)}


def _goals(**goals: str) -> str:
    return "\n".join(["stakeholder,outcome", *(f"{one},{goal}" for one, goal in goals.items())])


def _activities(*rows: str, head: str = "id,title,lead,outcomes") -> str:
    return "\n".join([head, *rows])


_LAYERS = '[layers.trust]\nkind = "rating"\n[layers.value]\nkind = "rating"\n'


def _rated(layer: str, rows: str) -> str:
    """Return rows of a layer of ratings or levels: "a1>b1:3 ..."."""
    told = [part.replace(">", " ").replace(":", " ").split() for part in rows.split()]
    return " ".join(f"2025,{layer},{one},{other},{value},{one}" for one, other, value in told)


_STAR = {("bb", one): 3 for one in MEMBERS if one != "bb"}
_ONLY_BB = _without("d2") | {("bb", "d2"): 3}
_TWO_PARTS = {
    ("bb", "a1"): 3, ("a1", "a2"): 3, ("a2", "a3"): 3, ("a1", "a3"): 3, ("bb", "b1"): 3, ("b1", "b2"): 3,
    ("b2", "b3"): 3, ("b1", "b3"): 3,
    ("a1", "c1"): 3,
}  # fmt: skip
_CLIQUES = {f"{side}{number}": sector for side, sector in (("p", "health"), ("q", "schools")) for number in range(1, 6)}
_CLIQUE_TIES = {
    (one, other): 3 for one in _CLIQUES for other in _CLIQUES if one < other and one[0] == other[0]
} | {("bb", "p1"): 3, ("bb", "q1"): 3}  # fmt: skip
_BARE = dict.fromkeys(TABLES, "")
_CROSS = {(f"p{i}", f"q{j}"): 3 for i in range(1, 6) for j in range(1, 6)}
_HOLE: Options = {"members": {"bb": "backbone", **_CLIQUES}, "ties": _CLIQUE_TIES, "tables": _BARE}
_BROKER: Options = {
    "members": {"bb": "backbone", **_CLIQUES, "r1": "housing"},
    "ties": _CLIQUE_TIES | {("r1", "p2"): 3, ("r1", "q2"): 3},
    "tables": _BARE,
}
_WORKING = TIES | {("a1", "a3"): 3, ("a1", "b2"): 3, ("a3", "b2"): 3}
_DENSE = {(one, other): 3 for one in MEMBERS for other in MEMBERS if one < other}
_KINDS = "id,title,lead,outcomes,kind"
_ON_PAPER = "id,title,lead,outcomes,kind,population,place"
_CELLS = [f"phase.1.{part}" for part in ("governance", "planning", "community", "evaluation")]


def _first_phase(score: int) -> Options:
    rows = [f"2025,{cell},{one},{score}" for cell in _CELLS for one in ("a1", "a2", "b1", "c1")]
    return _tables(assessments="\n".join(["wave,item,stakeholder,score", *rows]))


def _engaged(level: int) -> Options:
    options = _said("engagement", level)
    return {"tables": options["tables"] | {"about": "id,lived_experience\nd1,yes"}}


def _before(kept: bool) -> Options:
    """Return a wave before in which b3 knew three members of other groups, whom it knows still or no more."""
    lost = {("b3", other): 3 for other in ("a2", "c2", "d1")}
    then = [f"2024,communication,{a},{b},{value},{a}" for (a, b), value in (TIES | lost).items()]
    answers = [f"{one},2024,complete" for one in MEMBERS]
    tables = {"more_ties": " ".join(then), "more_responses": " ".join(answers)}
    return {"tables": tables, "ties": TIES | lost if kept else TIES}


def _funder(goals: str) -> Options:
    commitments = _table("commitments", *(["f1,o1"] if goals else []))
    return {
        "members": MEMBERS | {"f1": "philanthropy"},
        "ties": TIES | {("f1", "a2"): 3},
        "tables": {"commitments": commitments},
    }


def _contacts(hours: int) -> Options:
    capacity = " ".join(f"{one},{hours}" for one in MEMBERS)
    return {"ties": _DENSE, "tables": {"capacity": capacity, "participation": "", "activities": ""}}


_VALUE_PAIRS = [(one, other) for one in RING[:5] for other in RING[5:]][:12]


def _value(answers: str) -> Options:
    """Return weekly contact of twelve pairs, valued as the marks say: l little, h highly."""
    ties = TIES | dict.fromkeys(_VALUE_PAIRS, 4)
    rows = " ".join(
        f"{one}>{other}:{1 if mark == 'l' else 4} {other}>{one}:{1 if mark == 'l' else 4}"
        for (one, other), mark in zip(_VALUE_PAIRS, answers, strict=True)
    )
    return {"ties": ties, "tables": {"more_ties": _rated("value", rows)}, "settings": _settings(more=_LAYERS)}


def _trust(low: bool) -> Options:
    """Return what members of the health and the housing sector say of each other, and what others say."""
    ties = TIES | {(a, c): 3 for a in ("a1", "a2", "a3") for c in ("c1", "c2", "c3")}
    across = {
        (a, c): 1 if low and (a, c) != ("a1", "c1") else 4 for a in ("a1", "a2", "a3") for c in ("c1", "c2", "c3")
    }
    across |= {("a1", "c2"): 4, ("a2", "c1"): 4, ("a3", "c3"): 4} if low else {}
    elsewhere = {("a1", "d1"): 1, ("b1", "b2"): 1, ("b2", "b3"): 1, ("a2", "a1"): 1, ("a3", "a2"): 4, ("d1", "d2"): 4}
    rows = " ".join(f"{a}>{b}:{v} {b}>{a}:{v}" for (a, b), v in (across | elsewhere).items())
    return {"ties": ties, "tables": {"more_ties": _rated("trust", rows)}, "settings": _settings(more=_LAYERS)}


def _backbone_trust(answers: str) -> Options:
    return {"settings": _settings(more=_LAYERS), "tables": {"more_ties": _rated("trust", answers)}}


def _of_six(goals: str) -> Options:
    """Return six members with a backbone beside them, who chose these goals and share no work."""
    members = {one: MEMBERS[one] for one in ("bb", "a1", "a2", "b1", "b2", "c1")}
    chosen = dict(zip(list(members)[1:], goals.split(), strict=True))
    tables = _BARE | {
        "outcomes": TABLES["outcomes"],
        "activities": _activities("w1,Tutors,a1,o1"),
        "commitments": _goals(**chosen),
    }
    ties = {("bb", "a1"): 3, ("a1", "a2"): 3, ("a2", "b1"): 3, ("b1", "b2"): 3, ("b2", "c1"): 3, ("c1", "a1"): 3}
    return {"members": members, "ties": ties, "tables": tables}


BASE: Options = {}
CASES: dict[int, Case] = {
    1: Case(_needs("business"), _needs("health")),
    2: Case(_needs("faith"), _needs("health")),
    3: Case(_needs("housing"), _needs("schools")),
    4: Case(_lived("c2 c3 d2", "a1 b1 c1 d1"), _lived("a1 b1 d1", "a1 b1 c1 d1")),
    5: Case(_engaged(2), _engaged(4)),
    6: Case({"ties": _without("d2")}, BASE),
    7: Case(BASE, {"ties": TIES | {("b3", "d2"): 3}}),
    8: Case(BASE, {"ties": TIES | {("bb", "c2"): 3}}),
    9: Case({"ties": _STAR}, BASE),
    10: Case({"ties": _TWO_PARTS, "tables": _BARE}, BASE),
    11: Case({"ties": _ONLY_BB}, BASE),
    12: Case({"members": MEMBERS | {"e1": "faith"}, "ties": TIES | {("d2", "e1"): 3}}, BASE),
    13: Case(BASE, _tables(participation=_table("participation", "2025,c2,w3,1"))),
    14: Case(_HOLE, {**_HOLE, "ties": _CLIQUE_TIES | _CROSS}),
    15: Case(_BROKER, {**_BROKER, "ties": _CLIQUE_TIES | {("r1", "p2"): 3}}),
    16: Case(BASE, {"ties": _WORKING}),
    17: Case(BASE, {"ties": _WORKING}),
    18: Case({"ties": TIES | {("c1", "c2"): 4}}, BASE),
    19: Case(_value("llllllhhhhhh"), _value("hhhhhhhhhhhh")),
    20: Case(BASE, _tables(activities=_table("activities", "w4,Homes,c1,o3"))),
    21: Case(_tables(participation="wave,stakeholder,activity,hours\n2025,a1,w1,2\n2025,a3,w1,2\n2025,c3,w3,1"), BASE),
    22: Case(
        _tables(
            activities=_activities(
                "w1,Tutors,a1,o1,programme", "w2,Checks,b1,o2,programme", "w3,Meals,c3,o1,programme", head=_KINDS
            )
        ),
        _tables(
            activities=_activities(
                "w1,Tutors,a1,o1,programme", "w2,Checks,b1,o2,policy", "w3,Meals,c3,o1,programme", head=_KINDS
            )
        ),
    ),
    23: Case(
        _tables(
            activities=_activities(
                "w1,Tutors,a3,o1,programme,children,town",
                "w2,Checks,b1,o2,programme,,",
                "w3,Meals,c3,o1,programme,children,town",
                head=_ON_PAPER,
            )
        ),
        _tables(
            activities=_activities(
                "w1,Tutors,a3,o1,programme,children,town",
                "w2,Checks,b1,o2,programme,,",
                "w3,Meals,c3,o1,programme,adults,village",
                head=_ON_PAPER,
            )
        ),
    ),
    24: Case(
        _tables(activities=_table("activities", "w4,Walks,d1,", "w5,Talks,d2,")),
        _tables(activities=_table("activities", "w4,Walks,d1,")),
    ),
    25: Case(_tables(commitments=_goals(a1="o1", b1="o2", c1="o3", d1="o2")), BASE),
    26: Case(_tables(commitments=_goals(**dict.fromkeys((*RING, "d2"), "o1"))), BASE),
    27: Case(
        _tables(
            indicators="id,outcome,disaggregated_by,last_report\nm1,o1,place,2025-09-01\nm3,o3,place,2025-09-01",
            reporting="stakeholder,indicator,reports,uses\na1,m1,yes,yes\nb2,m1,yes,no\nc1,m3,yes,yes\nc2,m3,yes,no",
        ),
        BASE,
    ),
    28: Case(
        _tables(
            reporting="stakeholder,indicator,reports,uses\na1,m1,yes,yes\nb1,m2,yes,yes\nb3,m2,yes,no\n"
            "c1,m3,yes,yes\nc2,m3,yes,no"
        ),
        BASE,
    ),
    29: Case(
        _tables(
            reporting="stakeholder,indicator,reports,uses\na1,m1,yes,no\nb2,m1,yes,no\nb1,m2,yes,yes\nb3,m2,yes,no\n"
            "c1,m3,yes,yes\nc2,m3,yes,no"
        ),
        BASE,
    ),
    30: Case(_tables(indicators=TABLES["indicators"].replace("place", "")), BASE),
    31: Case(
        _tables(
            activities=_activities(*(f"x{i},Work {i},a1,o1" for i in range(1, 5)), "w2,Checks,b1,o2"),
            participation="wave,stakeholder,activity,hours\n"
            + "\n".join(f"2025,a1,x{i},5" for i in range(1, 5))
            + "\n2025,a2,x1,1\n2025,b2,w2,1",
        ),
        _tables(activities=TABLES["activities"].replace("w1,Tutors,a1", "w1,Tutors,a3")),
    ),
    32: Case(
        _tables(
            activities=_activities(*(f"x{i},Work {i},bb,o1" for i in range(1, 5)), "w2,Checks,b1,o2"),
            participation="wave,stakeholder,activity,hours\n"
            + "\n".join(f"2025,bb,x{i},1" for i in range(1, 5))
            + "\n2025,a2,x1,1\n2025,b2,w2,1",
        ),
        BASE,
    ),
    33: Case(_trust(low=True), _trust(low=False)),
    34: Case(_backbone_trust("a1>bb:1 a2>bb:1 b1>bb:2 c1>bb:2"), _backbone_trust("a1>bb:4 a2>bb:4 b1>bb:3 c1>bb:3")),
    35: Case(
        {"ties": TIES | {("b1", "a1"): 3, ("b2", "a1"): 3, ("b3", "a1"): 3}},
        BASE,
    ),
    36: Case(
        _tables(more_ties=_rated("collaboration", "a1>a2:5 a2>a1:1")),
        _tables(more_ties=_rated("collaboration", "a1>a2:5 a2>a1:4")),
    ),
    37: Case(
        _tables(
            groups=_table("groups", "reading-group,working group"),
            membership=_table("membership", "reading-group,c1", "reading-group,c2", "reading-group,c3"),
        ),
        _tables(
            groups=_table("groups", "reading-group,working group"),
            membership=_table("membership", "reading-group,c1", "reading-group,c2", "reading-group,a2"),
        ),
    ),
    38: Case({"ties": {("bb", "a1"): 3, ("a1", "a2"): 3, ("b1", "b2"): 3, ("c1", "c2"): 3, ("c3", "d1"): 3}}, BASE),
    39: Case({"ties": _STAR}, {"ties": _STAR, "settings": _settings(phase=1)}),
    40: Case(_contacts(5), _contacts(20)),
    41: Case(_said("backbone.public_will", 2), _said("backbone.public_will", 4)),
    42: Case(
        _tables(about="id,offers,needs\na1,,rooms\na2,rooms,"),
        _tables(about="id,offers,needs\na1,,rooms\nb3,rooms,"),
    ),
    43: Case(
        {"settings": _settings(phase=3)} | _tables(more_ties="2025,resources,a1,a2,1,a1"),
        {"settings": _settings(phase=2)} | _tables(more_ties="2025,resources,a1,a2,1,a1"),
    ),
    44: Case(_before(kept=False), _before(kept=True)),
    45: Case({"silent": ["c1", "c2", "a2"]}, BASE),
    46: Case(_of_six("o1 o1 o1 o1 o1"), BASE),
    47: Case(
        {"settings": _settings(phase=1)} | _said("precondition.money", 0),
        {"settings": _settings(phase=1)} | _said("precondition.money", 3),
    ),
    48: Case(_first_phase(0), _first_phase(3)),
    49: Case(_funder(""), _funder("o1")),
    50: Case(_tables(indicators=TABLES["indicators"].replace("2025-09-01", "")), BASE),
}
