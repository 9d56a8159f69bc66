"""Which stage of a growing network this looks most like: fragments, hub and spoke, several hubs, core and periphery."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ci_network.framework.evidence import Evidence
from ci_network.framework.indicator import NAN
from ci_network.gaps.situation import Situation
from ci_network.gaps.thresholds import Thresholds
from ci_network.glance import Glance
from ci_network.measures.centralization import net_centralization_degree
from ci_network.measures.communities import node_in_community
from ci_network.measures.kernels_cuts import component_labels
from ci_network.measures.kernels_paths import path_family
from ci_network.measures.kernels_small_world import world_of
from ci_network.measures.kernels_switching import switched
from ci_network.measures.reliance import net_peer_tie_share
from ci_network.network.network import Network

SCATTERED, HUB, CORE, MULTI_HUB, TRANSITIONAL = (
    "scattered", "hub-and-spoke", "core/periphery", "multi-hub", "transitional",
)  # fmt: skip
STAGES: Final = (SCATTERED, HUB, CORE, MULTI_HUB, TRANSITIONAL)
COLUMNS: Final = ("metric", "label", "value", "cut", "stage", "basis", "reason")
_EVEN: Final = 1e-9
_FEWEST: Final = 3

# Metric: its label, the cut-off it is held against ("" for none), the stage that it speaks for.
METRICS: Final[Mapping[str, tuple[str, str, str]]] = {
    "largest_part": ("Members in the largest part", "stage_largest", SCATTERED),
    "left_without_hub": ("Rest in one part, without the member most in between", "hub_remaining", HUB),
    "left_without_backbone": ("Rest in one part, without the backbone", "hub_remaining", HUB),
    "centralisation": ("Degree centralisation", "hub_centralisation", HUB),
    "peer_tie_share": ("Ties that do not need the backbone", "hub_peer_ties", HUB),
    "core_fit": ("Fit of a core and a periphery (correlation with the ideal)", "core_fit", CORE),
    "core_density": ("Density within the core", "core_density", CORE),
    "core_members": ("Members of the core", "core_members", CORE),
    "core_sectors": ("Sectors in the core", "core_sectors", CORE),
    "hub_communities": ("Communities with a hub of their own", "hubs", MULTI_HUB),
    "clustering": ("Clustering, times that of random networks", "clustering_times", MULTI_HUB),
    "distance": ("Mean distance, times that of random networks", "distance_times", MULTI_HUB),
}
_WORDS: Final = {
    SCATTERED: "it is scattered: most members are in small parts without a link between them",
    HUB: "it is a hub with spokes: without one place the rest would fall apart, or most ties run through it",
    CORE: "it is a core with a periphery: a dense core of several sectors, and others around it who bring the new",
    MULTI_HUB: "it has several hubs, each amid a group of its own, with short ways between them",
    TRANSITIONAL: "it is between stages: none of the patterns fits",
}


@dataclass(frozen=True, repr=False)
class NetworkStage(Glance):
    """The stage that a network looks most like, and every number it was judged by.

    ``label`` is "scattered", "hub-and-spoke", "core/periphery", "multi-hub" or "transitional"; ``values`` the metrics
    by name, NaN where not defined; ``reason`` what to bear in mind, blank where there is nothing.
    """

    label: str
    values: Mapping[str, float]
    sentence: str
    reason: str = ""

    def glance(self) -> tuple[str | pd.DataFrame, ...]:
        """Return the label, what it means, and the numbers it was judged by."""
        numbers = [(label, f"{self.values[name]:.2f}", of) for name, (label, _, of) in METRICS.items()]
        table = pd.DataFrame(numbers, columns=["number", "value", "speaks for or against"])
        return (self.label, self.sentence, *filter(None, [self.reason]), table)


def network_stage(given: Situation | Evidence) -> NetworkStage:
    """Return which stage of a growing network this one looks most like, judged in a fixed order.

    1. scattered: less than half of the members in the largest part. 2. hub-and-spoke: without the member most in
    between (or without the backbone) less than half of the rest hold together, or degree centralisation of 0.6 or more
    with less than half of ties between partners. 3. core/periphery: fit, and density of the core, of 0.5 or more, and
    a core of three members or more from two sectors or more. 4. multi-hub: hubs (contacts a standard deviation above
    the mean) in two communities or more, clustering more than twice and mean distance up to 1.5 times that of random
    networks in which everybody has as many contacts. 5. transitional otherwise.

    The label describes and does not grade; all cut-offs are our defaults. Report the values with it.

    References
    ----------
    Krebs, V. & Holley, J. (2006). Building Smart Communities through Network Weaving.
    Borgatti & Everett (1999), Social Networks 21:375; Estevez & Nordlund (2025), Social Networks 81:31, on the limits
    of the model of core and periphery.

    Examples
    --------
    >>> import ci_network as ci
    >>> from ci_network.gaps.situation import Situation
    >>> network_stage(Situation.of(ci.read_study("data/riverbend"))).label in STAGES
    True
    """
    evidence = Evidence.of(given)
    if evidence.net.n < _FEWEST:
        blank = dict.fromkeys(METRICS, NAN)
        return NetworkStage(TRANSITIONAL, blank, "There are too few members for a stage.", "fewer than three members")
    values = _values(evidence)
    tests: tuple[tuple[str, Callable[[Mapping[str, float], Thresholds], bool]], ...] = (
        (SCATTERED, _scattered), (HUB, _hub_and_spoke), (CORE, _core), (MULTI_HUB, _multi_hub),
    )  # fmt: skip
    label = next((stage for stage, holds in tests if holds(values, evidence.cuts)), TRANSITIONAL)
    return NetworkStage(label, values, f"By its shape, {_WORDS[label]}.", evidence.situation.caveat)


def network_stage_table(given: Situation | Evidence) -> pd.DataFrame:
    """Return every number behind the stage, beside its cut-off.

    Returns
    -------
    DataFrame
        ``metric, label, value, cut, stage, basis, reason``, one row each; ``stage`` the one that the metric speaks
        for. ``value`` is NaN where it is not defined, with the reason.

    Examples
    --------
    >>> import ci_network as ci
    >>> from ci_network.gaps.situation import Situation
    >>> network_stage_table(Situation.of(ci.read_study("data/riverbend")))["metric"].iat[0]
    'largest_part'
    """
    evidence = Evidence.of(given)
    return stage_rows(network_stage(evidence), evidence.cuts)


def stage_rows(stage: NetworkStage, cuts: Thresholds) -> pd.DataFrame:
    """Return the table of a stage that is worked out already."""
    rows = [
        (name, label, stage.values[name], getattr(cuts, cut), of, "KH06", "" if known else "not defined here")
        for name, (label, cut, of) in METRICS.items()
        for known in [stage.values[name] == stage.values[name]]
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def is_hub_and_spoke(given: Situation | Evidence) -> bool:
    """Return whether the stage is "hub-and-spoke", without working out what only later stages ask for."""
    evidence = Evidence.of(given)
    values = _hub_values(evidence)
    return evidence.net.n > 1 and not _scattered(values, evidence.cuts) and _hub_and_spoke(values, evidence.cuts)


def _scattered(values: Mapping[str, float], cuts: Thresholds) -> bool:
    return values["largest_part"] < cuts.stage_largest


def _hub_and_spoke(values: Mapping[str, float], cuts: Thresholds) -> bool:
    apart = min(values["left_without_hub"], _or(values["left_without_backbone"], np.inf)) < cuts.hub_remaining
    central = values["centralisation"] >= cuts.hub_centralisation and values["peer_tie_share"] < cuts.hub_peer_ties
    return apart or central


def _core(values: Mapping[str, float], cuts: Thresholds) -> bool:
    return all(values[name] >= getattr(cuts, name) for name in ("core_fit", "core_density", "core_members")) and (
        values["core_sectors"] >= cuts.core_sectors
    )


def _multi_hub(values: Mapping[str, float], cuts: Thresholds) -> bool:
    small_world = values["clustering"] > cuts.clustering_times and values["distance"] <= cuts.distance_times
    return values["hub_communities"] >= cuts.hubs and small_world


def _values(evidence: Evidence) -> dict[str, float]:
    clustering, distance = _beside_chance(evidence)
    return {
        **_hub_values(evidence),
        **_core_values(evidence),
        "hub_communities": _hub_communities(evidence),
        "clustering": clustering,
        "distance": distance,
    }


def _hub_values(evidence: Evidence) -> dict[str, float]:
    net = evidence.net
    everybody = np.zeros(net.n, dtype=bool)
    backbone = net.is_backbone if net.backbone else None
    return {
        "largest_part": _largest_without(net, everybody),
        "left_without_hub": _left_without_hub(net),
        "left_without_backbone": NAN if backbone is None else _largest_without(net, backbone),
        "centralisation": net_centralization_degree(net),
        "peer_tie_share": net_peer_tie_share(net),
    }


def _left_without_hub(net: Network) -> float:
    """Return the share of the rest that hold together without the member most in between, of equals the worst."""
    between = path_family(net.binary).betweenness
    hubs = np.flatnonzero(between >= between.max() - _EVEN) if between.max() > _EVEN else [0]
    return min(_largest_without(net, np.arange(net.n) == hub) for hub in hubs[:_FEWEST])


def _largest_without(net: Network, gone: NDArray[np.bool_]) -> float:
    rest = np.flatnonzero(~gone)
    if not len(rest):
        return NAN
    return float(np.bincount(component_labels(net.binary[rest][:, rest])).max() / len(rest))


def _core_values(evidence: Evidence) -> dict[str, float]:
    core, fit = evidence.core.core, evidence.core.fit
    size = int(core.sum())
    inside = float(evidence.situation.ties[np.ix_(core, core)].sum())
    return {
        "core_fit": float(fit),
        "core_density": inside / (size * (size - 1)) if size > 1 else NAN,
        "core_members": float(size),
        "core_sectors": float(len(evidence.sectors_of(core))),
    }


def _hub_communities(evidence: Evidence) -> float:
    degree = evidence.situation.ties.sum(axis=1).astype(float)
    hubs = (degree >= degree.mean() + evidence.cuts.hub_spread * degree.std()) & (degree > degree.mean())
    community = node_in_community(evidence.net, rng=evidence.situation.seed).to_numpy()
    return float(len(set(community[hubs].tolist())))


def _beside_chance(evidence: Evidence) -> tuple[float, float]:
    """Return clustering and mean distance over their means in random networks with the same numbers of contacts."""
    ties, rng = evidence.situation.ties, np.random.default_rng(evidence.situation.seed)
    if not ties.any():
        return NAN, NAN
    drawn = switched(ties, False, rng, int(evidence.cuts.stage_random)).astype(float)
    random, own = world_of(drawn), world_of(ties[None].astype(float))
    return _times(own.clustering, random.clustering), _times(own.distance, random.distance)


def _times(own: NDArray[np.float64], random: NDArray[np.float64]) -> float:
    known = random[~np.isnan(random)]
    below = float(known.mean()) if len(known) else 0.0
    return float(own[0]) / below if below else NAN


def _or(value: float, otherwise: float) -> float:
    return value if value == value else otherwise
