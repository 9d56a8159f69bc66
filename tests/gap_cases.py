"""For each kind of gap a small coalition made for it, and the neighbour in which one small change silences it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations, pairwise
from pathlib import Path

from small_study import small_situation

from ci_network.gaps.situation import Situation

Ties = Mapping[tuple[str, str], int]


@dataclass(frozen=True)
class Mini:
    """A coalition in a few words; ``ties`` are reported by both ends, ``told`` by the first alone.

    ``columns`` are further columns of the stakeholders, a value by member; ``others`` ties of further layers as
    ``(layer, source, target, value, purpose)``, said by the source.
    """

    members: Mapping[str, str]
    ties: Ties = field(default_factory=dict)
    told: Ties = field(default_factory=dict)
    settings: str = 'backbone = ["bb"]'
    tables: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    others: Iterable[tuple[str, str, str, object, str]] = ()

    def and_(self, **changes: object) -> "Mini":
        """Return the same coalition with ties, tables or columns added, and the rest replaced."""
        merged = {
            name: {**getattr(self, name), **value} if isinstance(value, dict) else value
            for name, value in changes.items()
        }
        return replace(self, **merged)

    def situation(self, folder: Path) -> Situation:
        """Write the coalition as a study and return its situation."""
        both = {**self.told, **self.ties, **{(b, a): value for (a, b), value in self.ties.items()}}
        names = list(self.columns)
        people = [f"id,name,sector,{','.join(names)}".rstrip(",")]
        for one, sector in self.members.items():
            cells = [self.columns[name].get(one, "") for name in names]
            people.append(",".join([one, one.title(), sector, *cells]))
        rows = [f"2025,communication,{a},{b},{value}," for (a, b), value in both.items() if value]
        rows += [f"2025,{layer},{a},{b},{value},{purpose}" for layer, a, b, value, purpose in self.others]
        given = {
            "stakeholders": "\n".join(people),
            "ties": "\n".join(["wave,layer,source,target,value,purpose", *rows]),
        }
        return small_situation(folder, self.members, {}, settings=self.settings, tables=given | dict(self.tables))


def among(*members: str) -> dict[tuple[str, str], int]:
    """Return the ties among all of these, monthly."""
    return dict.fromkeys(combinations(members, 2), 3)


def path(*members: str) -> dict[tuple[str, str], int]:
    """Return the ties along a row of members, monthly."""
    return dict.fromkeys(pairwise(members), 3)


def rated(layer: str, pairs: Iterable[tuple[str, str]], value: int) -> list[tuple[str, str, str, object, str]]:
    """Return answers about each pair by both ends, one item of the layer."""
    item = {"trust": "reliability", "value": "influence"}[layer]
    return [(f"{layer}.{item}", a, b, value, "") for one, other in pairs for a, b in ((one, other), (other, one))]


# The coalitions.
BB, RED, BLUE = 'backbone = ["bb"]', [f"r{i}" for i in range(6)], [f"b{i}" for i in range(6)]
NEEDS_HEALTH = f'{BB}\nrequired_sectors = ["health"]'
FOUR = {"bb": "backbone", "a": "schools", "b": "schools", "c": "schools"}
RING_OF_TEN = path(*[f"m{i}" for i in range(10)], "m0")
TEN = {"bb": "backbone", **{f"m{i}": "" for i in range(10)}}
HUB = {("m0", f"m{i}"): 3 for i in range(2, 9)}
SIDES = Mini(dict.fromkeys(RED, "red") | dict.fromkeys(BLUE, "blue"), among(*RED) | among(*BLUE), settings="")
ONE_SIDE = replace(SIDES, members=dict.fromkeys([*RED, *BLUE], "one"))
ACROSS = dict.fromkeys([(r, b) for r in RED for b in BLUE], 3)
ROW = Mini(FOUR, path("bb", "a", "b", "c"))
STAR = Mini(FOUR, dict.fromkeys([("bb", one) for one in "abc"], 3))
STEERED = {"groups": "id,kind\ns,steering\nw,working group"}
JOINT = {"activities": "id,title\nx,Fair", "participation": "wave,stakeholder,activity\n2025,a,x\n2025,b,x"}
APART = {"activities": "id\nx\ny", "participation": "wave,stakeholder,activity\n2025,a,x\n2025,b,y"}
SERVED = {"outcomes": "id\no", "activities": "id,end,outcomes\nx,,o\ny,,o", "participation":
          "wave,stakeholder,activity\n2025,a,x\n2025,b,x\n2025,a,y\n2025,b,y"}  # fmt: skip
REPORTS = "stakeholder,indicator,reports,uses\n"
MEASURED = {
    "outcomes": "id\no", "indicators": "id,outcome,last_report\nq,o,2024-06-30",
    "reporting": REPORTS + "a,q,yes,no\nb,q,yes,no\nc,q,no,yes",
}  # fmt: skip
ALIKE = {
    "outcomes": "id\no",
    "activities": "id,kind,lead,outcomes,population,place\nx,talk,a,o,all,\ny,talk,c,o,all,",
}
LOW, HIGH = list(zip(RED[:4], BLUE, strict=False)), list(zip(RED, BLUE[1:], strict=False))[:4]
MET_WEEKLY = replace(SIDES, ties=dict.fromkeys(combinations([*RED, *BLUE], 2), 4))
TRUST = replace(MET_WEEKLY, others=(*rated("trust", LOW, 2), *rated("trust", HIGH, 4)))
NO_WORK = {"activities": "id\nx", "participation": "wave,stakeholder,activity\n2025,r0,x"}
VALUE = replace(MET_WEEKLY, tables=NO_WORK, others=(*rated("value", LOW, 2), *rated("value", HIGH, 4)))
SWAP = Mini(FOUR, path("bb", "a", "b"), columns={"needs": {"a": "space"}, "offers": {"b": "space"}})
LIVED = dict.fromkeys("abc", "yes") | {f"m{i}": "no" for i in range(6)}
MARGIN = Mini(
    {"bb": ""} | dict.fromkeys(LIVED, ""),
    among("bb", *[one for one in LIVED if one.startswith("m")]) | path("m0", "a", "b", "c"),
    columns={"lived_experience": LIVED},
)
VIEWS = Mini(FOUR, path("a", "b"), others=(("collaboration", "a", "b", 4, ""), ("collaboration", "b", "a", 2, "")))
ALL_SAY_THREE = (("collaboration", "a", "b", 4, ""), ("collaboration", "b", "a", 3, ""))
FUNDED = Mini(
    FOUR | {"f": "philanthropy", "g": "philanthropy"},
    others=[("resources", "f", one, 1, "funds") for one in "ab"] + [("resources", "g", "c", 1, "funds")],
)
GROUP = ROW.and_(tables=STEERED | {"membership": "group,stakeholder\nw,b\nw,c"})
FAR = Mini({"bb": ""} | dict.fromkeys("uvwx", "near") | dict.fromkeys("abcd", "far"),
           {("bb", one): 3 for one in "uvwx"} | path("u", "a") | path("v", "b", "k", "l", "c", "d"))  # fmt: skip
FAR = replace(FAR, members=FAR.members | {"k": "", "l": ""})

CASES: dict[tuple[str, str], tuple[Mini, Mini]] = {
    ("G1", "missing"): (
        replace(ROW, settings=NEEDS_HEALTH), replace(ROW, settings=NEEDS_HEALTH).and_(members={"c": "health"}),
    ),
    ("G1", "thin"): (
        ROW.and_(settings=NEEDS_HEALTH, members={"c": "health"}),
        ROW.and_(settings=NEEDS_HEALTH, members={"c": "health", "b": "health"}),
    ),
    ("G1", "unreached"): (
        ROW.and_(settings=NEEDS_HEALTH, members={"c": "health"}),
        ROW.and_(settings=NEEDS_HEALTH, members={"c": "health"}, ties={("a", "c"): 3}),
    ),
    ("G1", "absent_from_power"): (
        ROW.and_(settings=NEEDS_HEALTH, members={"c": "health"},
                 tables=STEERED | {"membership": "group,stakeholder\ns,a"}),
        ROW.and_(settings=NEEDS_HEALTH, members={"c": "health"},
                 tables=STEERED | {"membership": "group,stakeholder\ns,a\ns,c"}),
    ),
    ("G2", "isolated"): (ROW.and_(ties={("b", "c"): 0}), ROW.and_(ties={("b", "c"): 1})),
    ("G2", "effectively_isolated"): (ROW.and_(ties={("b", "c"): 2}), ROW),
    ("G2", "peripheral"): (ROW, ROW.and_(ties=among("bb", "a", "b", "c"))),
    ("G3", "unreciprocated"): (ROW.and_(told={("a", "c"): 4}), ROW.and_(ties={("a", "c"): 4})),
    ("G3", "summary"): (ROW.and_(told={("a", "c"): 4}), ROW.and_(ties={("a", "c"): 4})),
    ("G4", "complete_hole"): (SIDES, SIDES.and_(ties={("r0", "b0"): 3})),
    ("G4", "hole"): (SIDES.and_(ties={("r0", "b0"): 3}), SIDES.and_(ties=ACROSS)),
    ("G4", "broker"): (
        SIDES.and_(members={"x": "green"}, ties={("x", "r0"): 3, ("x", "b0"): 3}),
        SIDES.and_(members={"x": "green"}, ties={("x", "r0"): 3}),
    ),
    ("G4", "cluster_hole"): (ONE_SIDE, ONE_SIDE.and_(ties={("r0", "b0"): 3})),
    ("G5", "articulation_point"): (
        ROW, ROW.and_(ties={("bb", "c"): 3}),
    ),
    ("G5", "bridge_tie"): (
        ONE_SIDE.and_(ties={("r0", "b0"): 3}), ONE_SIDE.and_(ties={("r0", "b0"): 3, ("r1", "b1"): 3}),
    ),
    ("G5", "key_connector"): (
        Mini(TEN, RING_OF_TEN | {("bb", f"m{i}"): 3 for i in range(10)}), Mini(TEN, among(*TEN)),
    ),
    ("G5", "single_activity_carrier"): (ROW.and_(tables=APART), ROW.and_(tables=JOINT)),
    ("G5", "single_outcome_carrier"): (
        ROW.and_(tables=SERVED | {"participation": "wave,stakeholder,activity\n2025,a,x\n2025,a,y"}),
        ROW.and_(tables=SERVED),
    ),
    ("G5", "single_measure_carrier"): (
        ROW.and_(tables=MEASURED | {"reporting": REPORTS + "a,q,yes,no\nc,q,no,yes"}), ROW.and_(tables=MEASURED),
    ),
    ("G5", "single_funder"): (
        FUNDED, replace(FUNDED, others=(*FUNDED.others, ("resources", "g", "a", 1, "funds"))),
    ),
    ("G6", "summary"): (ROW.and_(tables=JOINT, ties={("a", "b"): 2}), ROW.and_(tables=JOINT)),
    ("G6", "activity"): (ROW.and_(tables=JOINT, ties={("a", "b"): 2}), ROW.and_(tables=JOINT)),
    ("G6", "pair"): (ROW.and_(tables=JOINT, ties={("a", "b"): 2}), ROW.and_(tables=JOINT)),
    ("G6", "bridgeable"): (
        ROW.and_(tables=JOINT, ties={("a", "b"): 2, ("bb", "b"): 3}), ROW.and_(tables=JOINT, ties={("a", "b"): 2}),
    ),
    ("G7", "summary"): (ROW.and_(tables=APART), ROW.and_(tables=APART, ties={("a", "b"): 2, ("b", "c"): 2})),
    ("G7", "regular"): (ROW.and_(tables=APART), ROW.and_(tables=JOINT, ties={("b", "c"): 2})),
    ("G7", "frequent"): (ROW.and_(tables=APART, ties={("a", "b"): 4}), ROW.and_(tables=APART)),
    ("G8", "orphan"): (
        ROW.and_(tables=SERVED | {"activities": "id,end,outcomes\nx,,\ny,,"}), ROW.and_(tables=SERVED),
    ),
    ("G8", "lapsed"): (
        ROW.and_(tables=SERVED | {"activities": "id,end,outcomes\nx,2024-01-31,o\ny,2024-01-31,o"}),
        ROW.and_(tables=SERVED | {"activities": "id,end,outcomes\nx,2024-01-31,o\ny,,o"}),
    ),
    ("G8", "fragile"): (
        ROW.and_(tables=SERVED | {"participation": "wave,stakeholder,activity\n2025,a,x\n2025,a,y"}),
        ROW.and_(tables=SERVED),
    ),
    ("G8", "single_activity"): (
        ROW.and_(tables=SERVED | {"activities": "id,end,outcomes\nx,,o\ny,,"}), ROW.and_(tables=SERVED),
    ),
    ("G8", "population"): (
        ROW.and_(columns={"population": {"a": "families"}}, tables=JOINT),
        ROW.and_(columns={"population": {"a": "families"}},
                 tables=JOINT | {"activities": "id,population\nx,Families"}),
    ),
    ("G9", "summary"): (ROW.and_(tables=ALIKE), ROW.and_(tables=ALIKE, ties={("a", "c"): 1})),
    ("G9", "overlap"): (
        ROW.and_(tables=ALIKE),
        ROW.and_(tables=ALIKE | {"activities": ALIKE["activities"].replace("y,talk,c", "y,walk,c")}),
    ),
    ("G10", "unreported"): (
        ROW.and_(tables=MEASURED | {"indicators": "id,outcome\nq,o\np,o"}), ROW.and_(tables=MEASURED),
    ),
    ("G10", "single_reporter"): (
        ROW.and_(tables=MEASURED | {"reporting": REPORTS + "a,q,yes,yes"}), ROW.and_(tables=MEASURED),
    ),
    ("G10", "unused"): (
        ROW.and_(tables=MEASURED | {"reporting": REPORTS + "a,q,yes,no\nb,q,yes,no"}), ROW.and_(tables=MEASURED),
    ),
    ("G10", "stale"): (
        ROW.and_(tables=MEASURED | {"indicators": "id,outcome,last_report\nq,o,2023-12-30"}),
        ROW.and_(tables=MEASURED | {"indicators": "id,outcome,last_report\nq,o,2023-12-31"}),
    ),
    ("G10", "unmeasured"): (ROW.and_(tables=MEASURED | {"outcomes": "id\no\np"}), ROW.and_(tables=MEASURED)),
    ("G11", "unreached"): (
        Mini(FAR.members, FAR.ties).and_(ties={("u", "a"): 0, ("v", "b"): 0}),
        Mini(FAR.members, FAR.ties).and_(ties={("v", "b"): 0}),
    ),
    ("G11", "hardly_reached"): (FAR.and_(ties={("u", "a"): 0}), FAR),
    ("G11", "distant"): (FAR, FAR.and_(ties={("b", "c"): 3})),
    ("G12", "network"): (STAR, STAR.and_(ties=among("a", "b", "c"))),
    ("G12", "only_tie"): (STAR, STAR.and_(ties=among("a", "b", "c"))),
    ("G12", "stranded"): (
        Mini(TEN, among(*[f"m{i}" for i in range(8)]) | path("m0", "bb", "m8", "m9")),
        Mini(TEN, among(*[f"m{i}" for i in range(8)]) | path("m0", "bb", "m8", "m9", "m0")),
    ),
    ("G13", "burdened"): (Mini(TEN, RING_OF_TEN | HUB), Mini(TEN, RING_OF_TEN)),
    ("G14", "summary"): (TRUST, replace(TRUST, others=(*rated("trust", LOW, 3), *rated("trust", HIGH, 4)))),
    ("G14", "between_groups"): (
        TRUST, replace(TRUST, others=(*rated("trust", LOW[:3], 2), *rated("trust", HIGH, 4))),
    ),
    ("G15", "summary"): (SWAP, SWAP.and_(ties={("a", "b"): 0})),
    ("G15", "match"): (SWAP, replace(SWAP, others=(("resources", "b", "a", 1, "space"),))),
    ("G15", "unmet_need"): (SWAP.and_(columns={"offers": {"b": "data"}}), SWAP),
    ("G15", "unused_offer"): (SWAP.and_(columns={"offers": {"b": "data"}}), SWAP),
    ("G16", "summary"): (VALUE, replace(VALUE, others=(*rated("value", LOW, 3), *rated("value", HIGH, 4)))),
    ("G17", "margin"): (MARGIN, MARGIN.and_(ties=among(*MARGIN.members))),
    ("G18", "summary"): (VIEWS, replace(VIEWS, others=ALL_SAY_THREE)),
    ("G18", "perception"): (VIEWS, replace(VIEWS, others=ALL_SAY_THREE)),
    ("G19", "unlinked_group"): (GROUP, GROUP.and_(ties={("bb", "c"): 3})),
}  # fmt: skip
