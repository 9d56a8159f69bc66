"""Who in Riverbend is in touch with whom, and what the two ends of each tie say of it: the part left to chance."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import riverbend_cast as cast

SEED = 20260301
FIRST, LATEST = WAVES = ("2025", "2026")
# The score of a pair above which it is in touch yearly, quarterly, monthly, weekly, daily.
LEVELS = (0.0, 0.6, 1.4, 3.0, 5.0)
START = -2.15
SHARED_WORK = 3.8  # what one activity in common adds to the score of a pair
FORGETS = (0.0, 0.45, 0.28, 0.13, 0.05, 0.02)  # the share of reports that miss a tie of this level
CHANNELS = ("meeting", "phone or video", "email", "shared platform", "site visit", "newsletter")
CHANNEL_SHARE = (0.30, 0.22, 0.28, 0.10, 0.07, 0.03)
PURPOSES = ("news", "planning", "data", "referrals", "advocacy", "money", "advice")
PURPOSE_SHARE = (0.24, 0.26, 0.12, 0.16, 0.08, 0.05, 0.09)
RESOURCES = ("staff", "data", "space", "funds", "referrals", "expertise")
Row = Sequence[object]
Levels = dict[tuple[str, str], int]


@dataclass(frozen=True)
class Member:
    """One invented member; ``outgoing`` is added to the score of each of its ties."""

    id: str
    name: str
    sector: str
    kind: str
    place: str
    size: str
    role: str
    outgoing: float


@dataclass(frozen=True)
class Activity:
    """One invented activity."""

    id: str
    title: str
    kind: str
    lead: str
    partners: tuple[str, ...]
    outcomes: tuple[str, ...]
    population: str
    place: str
    start: str
    end: str
    depends_on: tuple[str, ...]

    @property
    def members(self) -> tuple[str, ...]:
        """The lead, then the partners."""
        return (self.lead, *self.partners)


def cells(text: str) -> list[list[str]]:
    """Return the cells of a table kept as text: one row a line, cells between bars."""
    return [[cell.strip() for cell in line.split(" |")] for line in text.strip().splitlines()]


def members() -> list[Member]:
    """Return the cast, sector by sector."""
    return [
        Member(id_, name, sector, kind, place, size, role, float(outgoing))
        for sector, text in cast.SECTORS.items()
        for id_, name, kind, place, size, role, outgoing in cells(text)
    ]


def activities() -> list[Activity]:
    """Return the activities of the plan."""
    return [
        Activity(*row[:4], tuple(row[4].split()), tuple(row[5].split()), *row[6:10], tuple(row[10].split()))
        for row in cells(cast.ACTIVITIES)
    ]


MEMBERS = members()
ACTIVITIES = activities()
IDS = [member.id for member in MEMBERS]


def chance(part: str) -> np.random.Generator:
    """Return a generator of its own for each part or pair, so that a change of one leaves the others as they were."""
    return np.random.default_rng([SEED, *part.encode()])


def pick(rng: np.random.Generator, choices: Sequence[str], shares: Sequence[float]) -> str:
    """Return one of the choices; only ``rng.random`` is used, whose stream is the steadiest."""
    position = int(np.searchsorted(np.cumsum(shares), rng.random() * sum(shares), side="right"))
    return choices[min(position, len(choices) - 1)]


def whole(rng: np.random.Generator, mean: float, low: int, high: int) -> int:
    """Return a whole number about the mean, within the bounds."""
    spread = (rng.random() + rng.random() + rng.random() - 1.5) * 1.6
    return int(min(max(math.floor(mean + spread + 0.5), low), high))


def roster(wave: str) -> list[str]:
    """Return the members of a wave."""
    absent = cast.LEFT if wave == LATEST else cast.JOINED_LATE
    return [id_ for id_ in IDS if id_ not in absent]


def status(id_: str, wave: str) -> str:
    """Return how a member answered."""
    if id_ in cast.SILENT[wave].split():
        return "none"
    return "partial" if id_ in cast.PARTIAL[wave].split() else "complete"


def together(a: str, b: str) -> float:
    """Return what shared groups and shared activities add to the score of a pair."""
    groups = sum(a in people.split() and b in people.split() for _, _, people in cast.GROUPS.values())
    work = sum(a in activity.members and b in activity.members for activity in ACTIVITIES)
    return 1.3 * min(groups, 2) + SHARED_WORK * min(work, 1) + 0.6 * max(work - 1, 0)


def score(a: Member, b: Member) -> float:
    """Return how likely a pair is to be in touch: how outgoing both are, sector, place, groups and work."""
    near = a.place == b.place and a.place not in ("Riverbend-wide", "Alder County")
    return START + a.outgoing + b.outgoing + 1.9 * (a.sector == b.sector) + 0.8 * near + together(a.id, b.id)


def ceiling(a: str, b: str) -> int:
    """Return the highest level that the planted features leave a pair in the latest wave."""
    pair = {a, b}
    if (a, b) in cast.FIXED_LEVELS or (b, a) in cast.FIXED_LEVELS:
        return 5
    if cast.ISOLATE in pair:
        return 0
    work = next(activity for activity in ACTIVITIES if activity.id == cast.SILENT_WORK)
    to_backbone = bool(pair & set(cast.BACKBONE)) and bool(pair & {*cast.UNREACHED, *cast.GO_BETWEENS})
    kept_apart = (
        to_backbone,
        bool(pair & set(cast.UNREACHED)) and not pair <= set(cast.UNREACHED),
        bool(pair & set(cast.STRANDED)) and not pair <= set(cast.STRANDED),
        pair <= set(work.members),
        cast.NEARLY_ISOLATED in pair,
    )
    return 2 if any(kept_apart) else 5


def true_levels() -> dict[str, Levels]:
    """Return how often each pair was in touch in each wave; most of a pair's luck lasts from wave to wave."""
    found: dict[str, Levels] = {wave: {} for wave in WAVES}
    for a, b in combinations(MEMBERS, 2):
        latest, fresh, keeps = chance(f"level {a.id} {b.id}").random(3)
        pair = (a.id, b.id)
        for wave, luck in ((LATEST, latest), (FIRST, latest if keeps < 0.66 else fresh)):
            total = score(a, b) + math.log(luck / (1 - luck)) - (0.15 if wave == FIRST else 0.0)
            found[wave][pair] = min(sum(total > level for level in LEVELS), ceiling(*pair))
    for wave, fixed in ((LATEST, cast.FIXED_LEVELS), (FIRST, {**cast.FIXED_LEVELS, **cast.EARLIER_LEVELS})):
        for a, b in fixed:
            found[wave][(a, b) if (a, b) in found[wave] else (b, a)] = fixed[a, b]
    return found


def remembered(rng: np.random.Generator, level: int, *, highest: int) -> int:
    """Return what one end reports of a tie: it may forget it, or take it for a little less or more."""
    forgets, shift = rng.random(2)
    if level == 0 or forgets < FORGETS[level]:
        return 0
    return min(max(level + (shift > 0.92) - (shift < 0.12), 1), highest)


def reports(wave: str, levels: Levels) -> dict[tuple[str, str], int]:
    """Return what each member who answered said of each other member, levels above never only."""
    present = set(roster(wave))
    fixed = {frozenset(pair) for pair in (*cast.FIXED_LEVELS, *(cast.EARLIER_LEVELS if wave == FIRST else ()))}
    said: dict[tuple[str, str], int] = {}
    for pair, level in levels.items():
        for source, target in (pair, pair[::-1]):
            rng = chance(f"report {wave} {source} {target}")
            value = remembered(rng, level, highest=ceiling(*pair))
            value = level if frozenset(pair) in fixed else value
            reached = status(source, wave) != "partial" or rng.random() < 0.6 or frozenset(pair) in fixed
            if value and reached and {source, target} <= present and status(source, wave) != "none":
                said[source, target] = value
    return dict(sorted(said.items()))


def communication_rows(wave: str, said: dict[tuple[str, str], int]) -> Iterable[Row]:
    """Yield the reports by channel: the main channel carries the level, a second one no more than it."""
    rng = chance(f"channels {wave}")
    for (source, target), value in said.items():
        purpose = pick(rng, PURPOSES, PURPOSE_SHARE)
        first = "newsletter" if value == 1 and rng.random() < 0.35 else pick(rng, CHANNELS, CHANNEL_SHARE)
        second = pick(rng, CHANNELS, CHANNEL_SHARE)
        yield wave, "communication", source, target, value, first, purpose, ""
        if value > 1 and second != first and rng.random() < 0.45:
            lower = value - (rng.random() < 0.6)
            yield wave, "communication", source, target, lower, second, purpose, ""


def collaboration_rows(wave: str, said: dict[tuple[str, str], int]) -> Iterable[Row]:
    """Yield each reporter's place on the collaboration continuum for those it is in touch with."""
    rng = chance(f"collaboration {wave}")
    for (source, target), value in said.items():
        shared = together(source, target) >= SHARED_WORK
        level = whole(rng, 0.7 * value - 0.4 + 1.2 * shared, 0, 5)
        if level:
            yield wave, "collaboration", source, target, level, "", "", ""


def rating_rows(wave: str, said: dict[tuple[str, str], int]) -> Iterable[Row]:
    """Yield trust and value, asked of partners in touch monthly or more, one row an item; items may be skipped."""
    rng = chance(f"ratings {wave}")
    standing = {id_: 0.7 * (chance(f"standing {id_}").random() - 0.5) for id_ in IDS}
    for (source, target), value in said.items():
        if value < 3:
            continue
        mood = 0.8 * (rng.random() - 0.5)
        for layer, items, mean in (
            ("trust", ("reliability", "mission", "openness"), 3.1),
            ("value", ("influence", "involvement", "resources"), 2.8),
        ):
            for item in items:
                rating = whole(rng, mean + standing[target] + mood + 0.2 * (value - 3), 1, 4)
                if rng.random() > 0.05:
                    yield wave, f"{layer}.{item}", source, target, rating, "", "", ""


def resource_rows(wave: str, said: dict[tuple[str, str], int]) -> Iterable[Row]:
    """Yield what a member says it shares with another, one row a kind of resource."""
    rng = chance(f"resources {wave}")
    funders = {member.id for member in MEMBERS if member.role == "funder"}
    for (source, target), value in said.items():
        gives, kind = rng.random(), pick(rng, RESOURCES, (0.2, 0.2, 0.15, 0.03, 0.3, 0.12))
        if value >= 3 and gives < (0.6 if source in funders else 0.25):
            yield wave, "resources", source, target, 1, "", "funds" if source in funders else kind, ""


def tie_rows() -> Iterable[Row]:
    """Yield the ties of every wave and layer."""
    levels = true_levels()
    for wave in WAVES:
        said = reports(wave, levels[wave])
        for rows in (communication_rows, collaboration_rows, rating_rows, resource_rows):
            yield from rows(wave, said)
