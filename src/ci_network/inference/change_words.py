"""A plain sentence for each headline of a comparison of two waves; a rise or a fall is called neither good nor bad."""

import math
from typing import Final

import pandas as pd

from ci_network.network.waves import (
    COMPARABLE,
    DOUBTFUL,
    GAINED,
    LOST,
    NOT_KNOWN,
    REMAINING,
    SOFTENED,
    STRENGTHENED,
    Panel,
    comparability,
    wave_jaccard,
)
from ci_network.wording import counted, percent

COLUMNS: Final = ("headline", "value", "sentence")
# Our default, as everywhere: below it a difference is called more than chance.
CHANCE: Final = 0.05
_VERDICTS: Final = {
    COMPARABLE: "The waves can be compared.",
    DOUBTFUL: "So much is different that it is doubtful whether the waves can be compared: "
    "look first at whether the same was asked of the same people.",
}
_WITH_CARE: Final = "Compare the waves with care."


def change_headlines(
    panel: Panel, ties: pd.DataFrame, network: pd.DataFrame, apart: tuple[pd.DataFrame, pd.DataFrame]
) -> pd.DataFrame:
    """Return ``headline, value, sentence``: who is compared, what became of ties, and how far it may be chance."""
    rows = [
        _panel(panel),
        _ties(panel, ties),
        _comparable(panel, ties),
        _density(panel, network[network["measure"] == "density"].iloc[0]),
        _apart(panel, *apart),
        _answers(panel, ties),
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _panel(panel: Panel) -> tuple[str, float, str]:
    n, joined, left = len(panel.ids), len(panel.joined), len(panel.left)
    sentence = (
        f"{counted(n, 'member is', 'members are')} on the roster in both {_names(panel)}; "
        f"{joined} joined in between and {left} left."
    )
    return "common_members", float(n), sentence


def _ties(panel: Panel, ties: pd.DataFrame) -> tuple[str, float, str]:
    change = ties["change"]
    kept, before = int(change.isin(REMAINING).sum()), int((ties["before"] > 0).sum())
    higher, lower = int((change == STRENGTHENED).sum()), int((change == SOFTENED).sum())
    lost, gained = int((change == LOST).sum()), int((change == GAINED).sum())
    sentence = (
        f"Of the {counted(before, 'tie', 'ties')} among them in {_first(panel)}, {kept} remained in {_second(panel)} "
        f"({higher} at a higher level, {lower} at a lower one) and {lost} did not; {gained} are new."
    )
    return "ties_kept", float(kept), sentence


def _comparable(panel: Panel, ties: pd.DataFrame) -> tuple[str, float, str]:
    jaccard = wave_jaccard(ties)
    if math.isnan(jaccard):
        return "jaccard", jaccard, f"No tie among them is known in {_names(panel)}."
    verdict = _VERDICTS.get(comparability(jaccard), _WITH_CARE)
    return "jaccard", jaccard, f"Of the ties known in either wave, {percent(jaccard)} are there in both. {verdict}"


def _density(panel: Panel, row: pd.Series) -> tuple[str, float, str]:
    change, p = float(row["change"]), float(row["p"])
    if math.isnan(change):
        return "density_change", change, f"No pair was told of in both {_names(panel)}."
    went = (
        f"Of the pairs told of in both waves, {percent(float(row['first']), 1)} had a tie in {_first(panel)} and "
        f"{percent(float(row['second']), 1)} in {_second(panel)}."
    )
    chance = f"{percent(p, 1)} of" if p >= 0.001 else "fewer than 0.1 % of"
    judged = f"Exchanging the two waves at random gives as large a change in {chance} tries"
    # Pairs that share a member change together; drawing members anew allows for that, exchanging pairs does not.
    beyond = p < CHANCE and (float(row["low"]) > 0 or float(row["high"]) < 0)
    judged += ": more than chance." if beyond else ": it may be chance."
    return "density_change", change, f"{went} {judged} Neither more nor fewer ties are good in themselves."


def _apart(panel: Panel, joined: pd.DataFrame, left: pd.DataFrame) -> tuple[str, float, str]:
    came, went = int(joined["ties_with_others"].sum()), int(left["ties_with_others"].sum())
    sentence = (
        f"Apart from this, those who joined have {counted(came, 'tie', 'ties')} with the others in {_second(panel)}, "
        f"and those who left had {went} in {_first(panel)}."
    )
    return "ties_of_joiners", float(came), sentence


def _answers(panel: Panel, ties: pd.DataFrame) -> tuple[str, float, str]:
    unknown = int((ties["change"] == NOT_KNOWN).sum())
    lost, gained = ties[ties["change"] == LOST], ties[ties["change"] == GAINED]
    fewer = int((lost["ends_after"] < lost["ends_before"]).sum())
    more = int((gained["ends_after"] > gained["ends_before"]).sum())
    if not panel.first.response_known or not panel.second.response_known:
        return "not_known", math.nan, "Who answered is not known in both waves, so a tie not there is taken as none."
    silent = (
        f"Of {counted(unknown, 'more tie', 'more ties')} it is not known what became, as nobody who could tell "
        "answered in one of the waves. "
    )
    sentence = (
        f"{silent if unknown else ''}Of the ties not there any more, {fewer} had fewer ends that answered than "
        f"before; of the new ones, {more} had more. These may rest on who answered."
    )
    return "not_known", float(unknown), sentence


def _names(panel: Panel) -> str:
    return f"{_first(panel)} and {_second(panel)}"


def _first(panel: Panel) -> str:
    return panel.first.wave or "the first wave"


def _second(panel: Panel) -> str:
    return panel.second.wave or "the second wave"
