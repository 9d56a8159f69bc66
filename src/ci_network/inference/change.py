"""What changed between two waves, among the members on both rosters, and is it more than chance."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from ci_network.errors import UsageError
from ci_network.glance import Glance
from ci_network.inference.change_words import change_headlines
from ci_network.inference.draws import Rng
from ci_network.inference.frames import PermutationTest, benjamini_hochberg
from ci_network.inference.wave_test import MEASURES, Exchange, change_tests, density_interval
from ci_network.measures.grouping import grouping
from ci_network.network.build import build_network
from ci_network.network.tierule import TieRule
from ci_network.network.waves import CHANGES, NOT_KNOWN, REMAINING, Panel, apart_table, common_panel, tie_changes
from ci_network.study.study import Study

COUNTS: Final = tuple(name.replace(" ", "_") for name in CHANGES)
NETWORK_COLUMNS: Final = (
    *("measure", "first", "second", "change", "low", "high", "p", "mc_error", "replicates", "exact", "reason"),
)
COMPARE_COLUMNS: Final = (
    *("part", "subject", "measure", "first", "second", "change", *COUNTS, "jaccard"),
    *("low", "high", "p", "mc_error", "reason"),
)
_NO_DIRECTION: Final = "the ties have no direction"
_NO_TIES: Final = "not defined in one of the waves"


@dataclass(frozen=True, eq=False, repr=False)
class WaveChange(Glance):
    """Two waves compared.

    Attributes
    ----------
    layer, first, second, level
        The layer, the two waves and the rule's level in words.
    panel
        The two networks among the members on both rosters.
    ties
        What became of each tie, see :func:`tie_changes`; for the analyst, never to be shown for trust or value.
    network
        ``measure, first, second, change, low, high, p, mc_error, replicates, exact, reason`` over the pairs of which
        somebody told in both waves. ``low`` and ``high`` bound the change of density when members are drawn anew.
    members
        ``member, first, second, change, kept, strengthened, softened, gained, lost, not_known, jaccard``: ties with
        others on both rosters. ``kept`` are those kept at the same value; ``change`` is gained less lost.
    sectors
        The same by ``sector``, with ``members``, ``p``, ``mc_error`` and ``q`` (p adjusted for the number of
        sectors); a tie between two sectors counts for both.
    joined, left
        ``member, name, sector, ties, ties_with_others`` of those on one roster alone.
    test, sector_test
        The permutation tests, with their null distributions to look at and plot.
    headlines
        ``headline, value, sentence``.
    """

    layer: str
    first: str
    second: str
    level: str
    panel: Panel
    ties: pd.DataFrame
    network: pd.DataFrame
    members: pd.DataFrame
    sectors: pd.DataFrame
    joined: pd.DataFrame
    left: pd.DataFrame
    test: PermutationTest
    sector_test: PermutationTest
    headlines: pd.DataFrame

    def glance(self) -> tuple[str, ...]:
        """Return its headlines."""
        return (f"{self.layer}, {self.level}, {self.first} to {self.second}", *self.headlines["sentence"])


def compare_waves(
    study: Study,
    first: str | None = None,
    second: str | None = None,
    *,
    layer: str = "communication",
    rule: TieRule | None = None,
    rng: Rng = 1,
) -> WaveChange:
    """Compare two waves of a study: which ties were kept, gained and lost among the members on both rosters.

    Those who joined or left stand apart, so that a change of density because of new members is not read as one of
    relations. A tie that is not there because nobody who could tell of it answered is not called lost. A fall of
    density is no bad sign in itself (Valente, Chou & Pentz 2007, Am J Public Health 97:880).

    Parameters
    ----------
    first, second
        The waves; the latest and the one before it where none are given.
    layer, rule
        As in :func:`build_network`; the same rule serves both waves.
    rng
        A seed or generator for the permutation tests.

    Raises
    ------
    UsageError
        When the study has one wave only, or the first is not the earlier.

    Examples
    --------
    >>> import ci_network as ci
    >>> from ci_network.inference.change import compare_waves
    >>> change = compare_waves(ci.read_study("data/riverbend"))
    >>> change.first, change.second, len(change.panel.ids), len(change.joined), len(change.left)
    ('2025', '2026', 58, 6, 2)
    >>> change.ties["change"].isin(["kept", "strengthened", "softened"]).sum().item()
    108
    """
    before, after = _waves(study, first, second)
    old = build_network(study, layer, wave=before, rule=rule)
    new = build_network(study, layer, wave=after, rule=rule)
    panel = common_panel(old, new)
    ties = tie_changes(panel)
    groups = grouping(panel.second, "sector")
    generator = np.random.default_rng(rng)
    test, sector_test = change_tests(panel, groups, rng=generator)
    network = _network_frame(Exchange(panel, groups), test, density_interval(panel, rng=generator))
    joined, left = apart_table(new, panel.joined), apart_table(old, panel.left)
    return WaveChange(
        layer=layer,
        first=before,
        second=after,
        level=old.rule.level_name(old.layer),
        panel=panel,
        ties=ties,
        network=network,
        members=_member_frame(panel, ties),
        sectors=_sector_frame(panel, ties, sector_test),
        joined=joined,
        left=left,
        test=test,
        sector_test=sector_test,
        headlines=change_headlines(panel, ties, network, (joined, left)),
    )


def compare_table(change: WaveChange) -> pd.DataFrame:
    """The comparison of two waves in one tidy table: the network, then sectors, then members. No row is a pair.

    Returns
    -------
    DataFrame
        ``part, subject, measure, first, second, change, kept, strengthened, softened, gained, lost, not_known,
        jaccard, low, high, p, mc_error, reason``; ``part`` is "network", "sector" or "member", ``subject`` blank for
        the network. Counts of ties kept and so on stand in rows of the measure "ties" only.

    Examples
    --------
    >>> import ci_network as ci
    >>> from ci_network.inference.change import compare_table, compare_waves
    >>> compare_table(compare_waves(ci.read_study("data/riverbend")))["part"].unique().tolist()
    ['network', 'sector', 'member']
    """
    counts = pd.DataFrame([_counts(change.ties)])[[*COUNTS, "jaccard"]].assign(measure="ties")
    network = change.network.merge(counts, on="measure", how="left").assign(part="network", subject="")
    parts = [
        frame.rename(columns={name: "subject"}).assign(part=name, measure="ties", reason="")
        for name, frame in (("sector", change.sectors), ("member", change.members))
    ]
    filled = [frame.reindex(columns=list(COMPARE_COLUMNS)) for frame in (network, *parts)]
    rows = [row for frame in filled for row in frame.itertuples(index=False, name=None)]
    return pd.DataFrame(rows, columns=list(COMPARE_COLUMNS))


def _waves(study: Study, first: str | None, second: str | None) -> tuple[str, str]:
    after = study.wave(second)
    earlier = study.waves[: study.waves.index(after)]
    if first is None and not earlier:
        raise UsageError(f"There is no wave before '{after}' to compare it with.")
    before = study.wave(first) if first is not None else earlier[-1]
    if before not in earlier:
        raise UsageError(f"Wave '{before}' is not earlier than wave '{after}'.")
    return before, after


def _network_frame(held: Exchange, test: PermutationTest, interval: tuple[float, float]) -> pd.DataFrame:
    first, second = held.statistics(np.stack([held.before, held.after]))
    is_density = np.array([name == "density" for name in MEASURES])
    change = second - first
    tested = test.frame
    no_way = np.array([name == "reciprocity" and not held.directed for name in MEASURES])
    frame = {"measure": list(MEASURES), "first": first, "second": second, "change": change}
    frame |= {"low": np.where(is_density, interval[0], np.nan), "high": np.where(is_density, interval[1], np.nan)}
    frame |= {"p": tested["p_two_sided"], "mc_error": tested["mc_error"]}
    frame |= {"replicates": tested["replicates"], "exact": tested["exact"]}
    reason = np.select([no_way, np.isnan(change)], [_NO_DIRECTION, _NO_TIES], "")
    return pd.DataFrame(frame | {"reason": reason}, columns=list(NETWORK_COLUMNS))


def _member_frame(panel: Panel, ties: pd.DataFrame) -> pd.DataFrame:
    ends = pd.concat([ties.assign(member=ties["source"]), ties.assign(member=ties["target"])], ignore_index=True)
    return _by(ends, "member", panel.ids)


def _sector_frame(panel: Panel, ties: pd.DataFrame, test: PermutationTest) -> pd.DataFrame:
    sector = panel.second.members["sector"].astype(str)
    ends = pd.concat([ties.assign(sector=ties[end].map(sector), tie=ties.index) for end in ("source", "target")])
    once = ends.drop_duplicates(["sector", "tie"]) if len(ends) else ends
    names = pd.Index(test.terms["sector"], name="sector")
    frame = _by(once, "sector", names)
    tested = test.frame
    p = tested["p_two_sided"]
    sizes = sector.value_counts().reindex(names).to_numpy(int)
    numbers = {"p": p.to_numpy(), "mc_error": tested["mc_error"].to_numpy(), "q": benjamini_hochberg(p).to_numpy()}
    frame.insert(1, "members", sizes)
    return frame.assign(**numbers)


def _by(ends: pd.DataFrame, name: str, every: pd.Index) -> pd.DataFrame:
    """Return one row a member or sector: ties in both waves, and what became of them."""
    counted = {key: _counts(rows) for key, rows in ends.groupby(name, sort=False)}
    blank = _counts(ends.iloc[:0])
    frame = pd.DataFrame([counted.get(key, blank) for key in every], columns=list(blank))
    return frame.assign(**{name: every.to_numpy()})[[name, *blank]]


def _counts(ties: pd.DataFrame) -> dict[str, float]:
    first, second = int((ties["before"] > 0).sum()), int((ties["after"] > 0).sum())
    counts = {name: int((ties["change"] == state).sum()) for name, state in zip(COUNTS, CHANGES, strict=True)}
    known = len(ties) - int((ties["change"] == NOT_KNOWN).sum())
    kept = int(ties["change"].isin(REMAINING).sum())
    jaccard = kept / known if known else np.nan
    # A tie of which it is not known what became is no change.
    change = counts["gained"] - counts["lost"]
    return {"first": first, "second": second, "change": change, **counts, "jaccard": jaccard}
