"""How far the backbone reaches: by steps, by sector, and what would hold without it."""

from dataclasses import dataclass
from typing import Final

import pandas as pd
from markupsafe import Markup

from ci_network.output.figure import bar
from ci_network.output.level import ANY, level_name
from ci_network.output.map.label import shown
from ci_network.output.vocabulary import REACH
from ci_network.output.words import is_known, number, plain, share
from ci_network.release import Release
from ci_network.wording import sentence

STEPS: Final = {"reach_1": "Directly", "reach_2": "In two steps", "reach_3": "In three steps"}
NEWS: Final = (
    "cascade_reach", "days_to_reach", "broadcast_only", "useful_reach", "confirmed_reach",
    "threshold_reach",
)  # fmt: skip
# Close variants of what is shown: they stand in tables/reach.csv.
_IN_TABLES_ONLY: Final = (
    "distance_weighted_reach_with_backbone", "decayed_reach", "reach_1_among_respondents", "two_way_reach_2",
    "two_way_reach_3", "never_reached",
)  # fmt: skip
_BROAD, _NARROW, _WOVEN = 0.8, 0.5, 0.5


@dataclass(frozen=True)
class ReachRow:
    """One measure or group at the two levels, as text and as bars; ``reason`` where it is not shown or known."""

    label: str
    meaning: str
    n: str
    value: str
    value_bar: Markup
    any_contact: str
    any_bar: Markup
    reason: str


@dataclass(frozen=True)
class Reach:
    """The section on reach."""

    steps: tuple[ReachRow, ...]
    sectors: tuple[ReachRow, ...]
    others: tuple[ReachRow, ...]
    news: tuple[ReachRow, ...]
    sentences: tuple[str, ...]
    news_sentences: tuple[str, ...]
    reason: str


def backbone_reach(release: Release) -> Reach:
    """Return what the section on reach shows; ``reason`` says why where nothing is known."""
    table, level = release.reach, level_name(release)
    overall = table[table["group"].fillna("") == ""]
    by_group = table[(table["group"].fillna("") != "") & (table["measure"] == "reach_2")]
    steps = [_row(overall[overall["measure"] == name], level, label=text) for name, text in STEPS.items()]
    elsewhere = {*STEPS, *NEWS, *_IN_TABLES_ONLY}
    others = [_named_row(overall, level, name) for name in dict.fromkeys(overall["measure"]) if name not in elsewhere]
    sectors = [
        _row(by_group[by_group["group"] == name], level, label=shown(name))
        for name in sorted(by_group["group"].unique())
    ]
    unknown = overall.loc[overall["value"].isna() & (overall["reason"] != ""), "reason"]
    nothing = not overall["value"].notna().any()
    reason = "" if not nothing else sentence(str(unknown.iloc[0])) if len(unknown) else "There is no figure for it."
    return Reach(
        steps=tuple(row for row in steps if row),
        sectors=tuple(row for row in sectors if row),
        others=tuple(row for row in others if row),
        news=tuple(row for name in NEWS if (row := _named_row(overall, level, name))),
        sentences=tuple(_sentences(overall, level)),
        news_sentences=tuple(_news_sentences(overall, level)),
        reason=reason,
    )


def _named_row(overall: pd.DataFrame, level: str, name: str) -> ReachRow | None:
    rows = overall[overall["measure"] == name]
    return _row(rows, level, label=_name(name), meaning=f"{_meaning(name)}{_drawn(rows)}")


def _drawn(rows: pd.DataFrame) -> str:
    """Say how far draws may have a figure wrong; nothing of one that was worked out in full."""
    errors = rows["standard_error"].max() if "standard_error" in rows else 0.0
    return f" Simulated; give or take {max(0.1, 200 * errors):.1f} points." if errors > 0 else ""


def _row(rows: pd.DataFrame, level: str, *, label: str, meaning: str = "") -> ReachRow | None:
    if not len(rows):
        return None
    value, loose = _at(rows, level), _at(rows, ANY)
    reasons = [str(one) for one in rows["reason"] if is_known(one)]
    as_share = all(not is_known(one) or 0 <= one <= 1 for one in (value, loose))
    write = share if as_share else number
    size = rows["n"].dropna()
    return ReachRow(
        label=label,
        meaning=meaning,
        n=number(size.iloc[0]) if len(size) else "",
        value=write(value),
        value_bar=bar(value) if as_share else Markup(""),
        any_contact=write(loose),
        any_bar=bar(loose, "light") if as_share else Markup(""),
        reason=sentence(shown(reasons[0])) if reasons else "",
    )


def _at(rows: pd.DataFrame, level: str) -> float:
    values = rows.loc[rows["threshold"] == level, "value"]
    return float(values.iloc[0]) if len(values) else float("nan")


def _name(measure: str) -> str:
    return REACH[measure][0] if measure in REACH else sentence(plain(shown(measure))).rstrip(".")


def _meaning(measure: str) -> str:
    return REACH[measure][1] if measure in REACH else ""


def _sentences(overall: pd.DataFrame, level: str) -> list[str]:
    """Say what reach, peer ties and pair loss mean together."""
    found = {
        name: _at(overall[overall["measure"] == name], level) for name in ("reach_2", "peer_tie_share", "pair_loss")
    }
    said = []
    two, peers, loss = found["reach_2"], found["peer_tie_share"], found["pair_loss"]
    if is_known(two):
        wide = "broad" if two >= _BROAD else "partial" if two >= _NARROW else "narrow"
        said.append(f"The backbone gets to {share(two)} of its partners within one introduction: {wide} reach.")
    if is_known(peers):
        kind = (
            "The network is woven: most ties would stay"
            if peers >= _WOVEN
            else "The network is a hub with spokes: most ties go"
        )
        end = "if the backbone stepped back" if peers >= _WOVEN else "to the backbone"
        said.append(f"{share(peers)} of partners' ties run between partners. {kind} {end}.")
    if is_known(loss):
        said.append(
            f"Without the backbone, {share(loss)} of the pairs of partners that can reach each other now could not."
        )
    if said:
        said.append("These readings use our own cut-offs, which are defaults and not benchmarks.")
    return said


def _news_sentences(overall: pd.DataFrame, level: str) -> list[str]:
    """Say how far news travels, how long it takes, who hears one way only and who is more than an audience."""
    found = {name: _at(overall[overall["measure"] == name], level) for name in (*NEWS, "reach_2")}
    said = []
    news, wait, useful = found["cascade_reach"], found["days_to_reach"], found["useful_reach"]
    if is_known(news):
        said.append(f"News that starts at the backbone is expected to get to {share(news)} of its partners.")
    if is_known(wait):
        said.append(f"To those it can get to, it takes about {number(round(wait))} days on average.")
    one_way = _at(overall[overall["measure"] == "broadcast_only"], ANY)
    if is_known(one_way):
        who = f"{share(one_way)} of partners hear" if one_way else "No partner hears"
        said.append(f"{who} directly from the backbone by newsletter or other one-way channels alone, at any contact.")
    if is_known(useful):
        said.append(
            f"{share(useful)} of partners are within one introduction and part of the work, not only an audience."
        )
    return said
