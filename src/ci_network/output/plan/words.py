"""A plan in words: what it aims at, what it does in each month, what would change, how sure it is."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ci_network.output.map.label import shown
from ci_network.output.words import UNKNOWN, amount, change, counted, hours, number, share, span
from ci_network.wording import sentence

if TYPE_CHECKING:
    from ci_network.disclosure.plan import PlanRelease

# Each aim as a heading, and as what its number says.
AIMS: Final = {
    "reach": ("Reach", "Partners within two steps of the backbone"),
    "even_reach": ("Even reach", "Reach into every sector alike, the first partners of a sector counting for most"),
    "congruence": ("Work and talk", "Pairs with shared work who are in contact"),
    "resilience": ("Resilience", "What would hold without the backbone, 0 % to 100 %"),
}
MEASURES: Final = {
    "reach_1": ("Partners in direct contact with the backbone", "share"),
    "reach_2": ("Partners within two steps of the backbone", "share"),
    "reach_2_least_reached_sector": ("The same, in the sector reached least", "share"),
    "distance_weighted_reach": ("Reach, the near counting for more", "share"),
    "peer_tie_share": ("Ties that do not need the backbone", "share"),
    "pair_loss": ("Pairs of partners who need the backbone", "share"),
    "distance_weighted_fragmentation": ("How far apart members are, 0 % to 100 %", "share"),
    "isolates": ("Members who answered and have no regular contact", "count"),
    "congruence": ("Shared work backed by contact", "share"),
}


@dataclass(frozen=True)
class Introduction:
    """One introduction as a page tells it."""

    order: int
    one: str
    other: str
    introducer: str
    why: str


@dataclass(frozen=True)
class Month:
    """One month: its introductions and what they take."""

    name: str
    effort: str
    introductions: tuple[Introduction, ...]


def lead(release: "PlanRelease") -> str:
    """Return the plan in a sentence or two."""
    count, about = len(release.introductions), release.about
    if not count:
        return "No introduction within these hours and limits would raise what this plan aims at."
    spent = float(release.introductions["hours"].sum())
    used = int(release.introductions["month"].max())
    left = float(about["hours"]) - spent
    more = (
        f" The other {number(left)} hours are left over: within the limits no further introduction adds anything."
        if left >= float(release.introductions["hours"].iloc[0]) and used <= int(about["months"])
        else ""
    )
    return f"{counted(count, 'introduction')} in {counted(used, 'month')}, {hours(spent)} of everybody together.{more}"


def aim_rows(release: "PlanRelease") -> list[tuple[str, str, str, str]]:
    """Return each aim: its heading, what it is, its value now and with all introductions."""
    curve = release.curve
    return [
        (*AIMS[name], share(float(curve[name].iloc[0])), share(float(curve[name].iloc[-1])))
        for name in release.about["parts"]
    ]


def months(release: "PlanRelease") -> list[Month]:
    """Return the months that have something to do."""
    found = []
    for month, rows in release.introductions.groupby("month", sort=True):
        told = tuple(_introduction(release, row) for row in rows.to_dict("records"))
        found.append(Month(f"Month {month}", hours(float(rows["hours"].sum())), told))
    return found


def _introduction(release: "PlanRelease", row: dict[Any, Any]) -> Introduction:
    return Introduction(
        order=int(row["order"]),
        one=label_of(release, row["one"]),
        other=label_of(release, row["other"]),
        introducer=label_of(release, row["introducer"]) if row["introducer"] else "",
        why=shown_long(" ".join(str(row[part]) for part in ("known", "why") if row[part])),
    )


def label_of(release: "PlanRelease", member: object) -> str:
    """Return the label of a member, fit to be shown."""
    return shown(release.labels.get(str(member), str(member)))


def shown_long(text: str) -> str:
    """Return a text of several sentences fit to be shown: every word cleaned, and no sentence cut off."""
    return " ".join(filter(None, (shown(word) for word in text.split())))


def measure_rows(release: "PlanRelease") -> list[tuple[str, str, str, str, str]]:
    """Return each headline measure: its name, its value now, with all introductions, the change, and as expected."""
    rows = []
    for row in release.measures.to_dict("records"):
        name, unit = MEASURES[str(row["measure"])]
        before, after = float(row["before"]), float(row["after"])
        if before != before:
            continue
        likely = f"{amount(row['expected'], _mean(unit))} ({span(amount(row['low'], unit), amount(row['high'], unit))})"
        same = amount(before, unit) == amount(after, unit)
        rows.append(
            (
                name,
                amount(before, unit),
                amount(after, unit),
                "no change" if same else change(after - before, unit),
                likely if after == after else UNKNOWN,
            )
        )
    return rows


def _mean(unit: str) -> str:
    return "mean" if unit == "count" else unit


def guarantee_rows(release: "PlanRelease") -> list[tuple[str, str]]:
    """Return how sure the plan is, aim by aim, and which aims could not count."""
    sure = [(AIMS[name][0], sentence(text)) for name, text in release.guarantee.items() if name in AIMS]
    out = [(AIMS[name][0], sentence(f"does not count here: {why}")) for name, why in release.left_out.items()]
    return [*sure, *out]
