"""All measures of members, and all of the network, in tables; each NaN with its reason."""

from collections.abc import Callable
from typing import Final

import numpy as np
import pandas as pd

from ci_network.measures import centralization, cohesion, kernels, kernels_cuts, kernels_paths
from ci_network.measures.centrality import betweenness_of, closeness_of, harmonic_of, pairs_of_others
from ci_network.measures.kernels_paths import PathFamily
from ci_network.measures.response import density_bounds
from ci_network.measures.surroundings import clustering_of, strengths
from ci_network.network.network import AnyNetwork, Network

NODE_COLUMNS: Final = ("member", "measure", "value", "reason")
NETWORK_COLUMNS: Final = ("measure", "threshold", "value", "low", "high", "reason")

# Why a member's measure is NaN; anything else that is NaN is so because the network is too small.
_WHY_NAN: Final = {
    "closeness": "cannot reach everyone",
    "closeness_in": "not reached by everyone",
    "eigenvector": "the network has no ties",
    "constraint": "no ties",
    "effective_size": "no ties",
    "efficiency": "no ties",
    "clustering": "fewer than two contacts",
}
# The same for a measure of the network, from so many members on; smaller networks are too small for it.
_WHY_NET_NAN: Final = {
    "reciprocity": (2, "no directed ties"),
    "centralization_degree_in": (2, "the ties have no direction"),
    "centralization_degree_out": (2, "the ties have no direction"),
    "centralization_closeness": (3, "the network is not connected"),
    "transitivity": (3, "nobody has two contacts"),
    "mean_distance": (2, "nobody reaches anybody"),
    "diameter": (2, "nobody reaches anybody"),
}
TOO_SMALL: Final = "the network is too small"


def node_table(graph: AnyNetwork) -> pd.DataFrame:
    """Every measure of every member, one row a member: one pass over the network gives them all.

    Columns are named as the functions without ``node_``: ``degree degree_in degree_out strength betweenness
    betweenness_normalised closeness closeness_in harmonic eccentricity reach_1 reach_2 reach_3 eigenvector pagerank
    core_number clustering constraint effective_size efficiency``.

    Returns
    -------
    DataFrame of float
        Indexed by member; NaN where a measure is not defined, see each function.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> ci.node_table(nx.path_graph(3))[["degree", "betweenness"]].to_numpy().tolist()
    [[1.0, 0.0], [2.0, 1.0], [1.0, 0.0]]
    """
    net = Network.of(graph)
    paths = kernels_paths.path_family(net.binary)
    columns = _contacts(net) | _path_columns(net, paths) | _standing(net) | _holes(net)
    return pd.DataFrame(columns, index=net.ids)


def node_measures_table(graph: AnyNetwork) -> pd.DataFrame:
    """Every measure of every member in long form, each NaN with its reason: ``member, measure, value, reason``.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> table = ci.node_measures_table(nx.empty_graph(2))
    >>> table.loc[table["measure"] == "constraint", "reason"].to_list()
    ['no ties', 'no ties']
    """
    net = Network.of(graph)
    wide = node_table(net)
    long = wide.rename_axis(index="member").reset_index().melt("member", var_name="measure")
    why = long["measure"].map(_WHY_NAN).fillna(TOO_SMALL)
    if net.n < 2:
        why = pd.Series(TOO_SMALL, index=long.index)
    return long.assign(reason=why.where(long["value"].isna(), ""))[list(NODE_COLUMNS)]


def network_table(graph: AnyNetwork) -> pd.Series:
    """Every measure of the whole network, by name (the functions without ``net_``).

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> ci.network_table(nx.path_graph(3))["diameter"].item()
    2.0
    """
    net = Network.of(graph)
    directed = kernels_paths.path_family(net.binary)
    weak = kernels_paths.path_family(net.weak.binary) if net.directed else directed
    simple: dict[str, Callable[[Network], float]] = {
        "density": cohesion.net_density,
        "mean_degree": cohesion.net_mean_degree,
        "isolates": cohesion.net_isolates,
        "components": cohesion.net_components,
        "connectedness": cohesion.net_connectedness,
        "fragmentation": cohesion.net_fragmentation,
        "reciprocity": cohesion.net_reciprocity,
        "transitivity": cohesion.net_transitivity,
        "centralization_degree": centralization.net_centralization_degree,
        "centralization_degree_in": centralization.net_centralization_degree_in,
        "centralization_degree_out": centralization.net_centralization_degree_out,
    }
    values = {"members": float(net.n), "ties": float(len(net.ties()))}
    values |= {name: measure(net) for name, measure in simple.items()}
    values |= {
        "distance_weighted_fragmentation": cohesion.fragmentation_of(net, weak),
        "mean_distance": cohesion.mean_distance_of(directed),
        "diameter": cohesion.diameter_of(directed),
        "centralization_betweenness": centralization.betweenness_centralization_of(net, directed),
        "centralization_closeness": centralization.closeness_centralization_of(net.weak, weak),
        "articulation_points": float(kernels_cuts.articulation(net.weak.binary).sum()),
    }
    return pd.Series(values, name="value", dtype=float)


def network_measures_table(net: Network, any_contact: Network) -> pd.DataFrame:
    """Every measure of the network at its rule and at any contact: ``measure, threshold, value, low, high, reason``.

    ``low`` and ``high`` bound the density whatever those who did not answer would have said, see
    :func:`density_bounds`; they are NaN where a measure has no bounds.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> net = ci.Network.of(nx.path_graph(3))
    >>> ci.network_measures_table(net, net)["threshold"].unique().tolist()
    ['any contact']
    """
    levels = {net.rule.level_name(net.layer): net, "any contact": any_contact}
    return pd.concat([_network_rows(at, level) for level, at in levels.items()], ignore_index=True)


def _network_rows(net: Network, level: str) -> pd.DataFrame:
    values = network_table(net)
    reasons = ["" if not np.isnan(value) else _why_nan(str(name), net.n) for name, value in values.items()]
    columns = {"measure": values.index, "threshold": level, "value": values.to_numpy(), "low": np.nan, "high": np.nan}
    table = pd.DataFrame(columns | {"reason": reasons}, columns=list(NETWORK_COLUMNS))
    if net.response_known:
        bounds = density_bounds(net)
        of_density = table["measure"] == "density"
        table = table.assign(
            low=table["low"].mask(of_density, bounds.low), high=table["high"].mask(of_density, bounds.high)
        )
    return table


def _why_nan(name: str, n: int) -> str:
    least, why = _WHY_NET_NAN.get(name, (n + 1, ""))
    return why if n >= least else TOO_SMALL


def _contacts(net: Network) -> dict[str, kernels.FloatArray]:
    inward = np.asarray(net.matrix.sum(axis=0), dtype=float).ravel()
    return {
        "degree": kernels.row_sums(net.weak.binary),
        "degree_in": np.asarray(net.binary.sum(axis=0), dtype=float).ravel(),
        "degree_out": kernels.row_sums(net.binary),
        "strength": kernels.row_sums(net.matrix) + (inward if net.directed else 0.0),
    }


def _path_columns(net: Network, paths: PathFamily) -> dict[str, kernels.FloatArray]:
    between = betweenness_of(net, paths)
    return {
        "betweenness": between,
        "betweenness_normalised": between / pairs_of_others(net),
        "closeness": closeness_of(net, paths.out),
        "closeness_in": closeness_of(net, paths.into),
        "harmonic": harmonic_of(net, paths),
        "eccentricity": paths.out.farthest,
    } | {f"reach_{k + 1}": paths.out.within[k] for k in range(kernels_paths.STEPS)}


def _standing(net: Network) -> dict[str, kernels.FloatArray]:
    return {
        "eigenvector": kernels.leading_vector(net.weak.binary),
        "pagerank": kernels.pagerank(net.binary),
        "core_number": kernels.core_numbers(net.weak.binary),
        "clustering": clustering_of(net),
    }


def _holes(net: Network) -> dict[str, kernels.FloatArray]:
    constraint, size = kernels.structural_holes(strengths(net, weighted=False))
    contacts = kernels.row_sums(net.weak.binary)
    return {"constraint": constraint, "effective_size": size, "efficiency": kernels.divided(size, contacts)}
