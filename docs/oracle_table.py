"""Writes every measure beside R sna, igraph, networkx or the definition, on every reference network.

Run from the checkout with the reference values beside it: ``python docs/oracle_table.py`` writes
``docs/oracle_table.csv``, one row a measure and network: ``measure, network, reference, values, ours, theirs,
difference, status, note``. Of a measure of members, ``ours`` and ``theirs`` are those of the member with the largest
difference, ``values`` the number compared. ``note`` states the convention where the two are not the same by choice.
"""

import json
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

import ci_network as ci
from ci_network.measures import (
    brokerage,
    census,
    core_periphery,
    distance_reach,
    edges,
    holes,
    keyplayer,
    krackhardt,
    likeness,
    mixing,
    power,
    small_world,
    twomode,
)
from ci_network.measures.kernels_brokerage import ROLES
from ci_network.network.layers import TwoMode
from ci_network.network.network import Network

HERE = Path(__file__).resolve().parent
REFERENCE = HERE.parents[1] / "shared" / "oracle"
TOLERANCE = 1e-8


@dataclass(frozen=True)
class Compared:
    """A measure, and its reference in undirected and directed networks; None is whichever there is."""

    measure: str
    found: Callable[[Network], Any]
    reference: str
    directed: str | None = None

    def key(self, net: Network) -> str:
        return self.directed if net.directed and self.directed is not None else self.reference


def column(name: str) -> Callable[[Network], Any]:
    return lambda net: ci.node_table(net)[name]


def whole(name: str) -> Callable[[Network], Any]:
    return lambda net: ci.network_table(net)[name]


def turned(net: Network) -> Network:
    return replace(net, matrix=sparse.csr_array(net.matrix.T))


MEMBERS = {
    "degree": ("degree_total", "degree_undirected"),
    "degree_in": ("", "degree_in"),
    "degree_out": ("", "degree_out"),
    "strength": ("strength_total", "strength_total"),
    "betweenness": ("betweenness", "betweenness"),
    "betweenness_normalised": ("betweenness_normalised", "betweenness_normalised"),
    "closeness": ("closeness_freeman_undirected", "closeness_freeman_out"),
    "closeness_in": ("closeness_freeman_undirected", "closeness_freeman_in"),
    "harmonic": ("harmonic_all", "harmonic_out"),
    "eccentricity": ("eccentricity_all", "eccentricity_out"),
    "reach_1": ("reach1_all", "reach1_out"),
    "reach_2": ("reach2_all", "reach2_out"),
    "reach_3": ("reach3_all", "reach3_out"),
    "eigenvector": ("eigenvector_undirected", "eigenvector_undirected"),
    "pagerank": ("pagerank_085", "pagerank_085"),
    "core_number": ("coreness_all", "coreness_undirected"),
    "clustering": ("local_clustering", "local_clustering"),
    "constraint": ("constraint", "constraint"),
    "effective_size": ("effective_size", "effective_size"),
    "efficiency": ("efficiency_structural", "efficiency_structural"),
}
NETWORK = {
    "density": ("density", "density"),
    "connectedness": ("krackhardt_connectedness", "krackhardt_connectedness"),
    "fragmentation": ("fragmentation_F_undirected", "fragmentation_F_undirected"),
    "distance_weighted_fragmentation": ("fragmentation_DF_undirected", "fragmentation_DF_undirected"),
    "reciprocity": ("", "reciprocity_edgewise"),
    "transitivity": ("transitivity_undirected", "transitivity_undirected"),
    "mean_distance": ("mean_distance", "mean_distance"),
    "diameter": ("diameter", "diameter"),
    "centralization_degree": ("centralization_degree", "centralization_degree_undirected"),
    "centralization_degree_in": ("", "centralization_degree_in"),
    "centralization_degree_out": ("", "centralization_degree_out"),
    "centralization_betweenness": ("centralization_betweenness", "centralization_betweenness"),
    "centralization_closeness": ("centralization_closeness", "centralization_closeness_undirected"),
}
MORE = [
    Compared("node_constraint weighted", lambda n: ci.node_constraint(n, weighted=True), "constraint_weighted"),
    Compared(
        "node_effective_size weighted", lambda n: ci.node_effective_size(n, weighted=True), "effective_size_weighted"
    ),
    Compared(
        "node_efficiency weighted", lambda n: ci.node_efficiency(n, weighted=True), "efficiency_structural_weighted"
    ),
    Compared("node_bonacich_power", power.node_bonacich_power, "bonacich_power_beta_plus_half_over_rho"),
    Compared(
        "node_bonacich_power share=-0.5",
        lambda n: power.node_bonacich_power(n, share=-0.5),
        "bonacich_power_beta_minus_half_over_rho",
    ),
    Compared("node_katz", power.node_katz, "katz_alpha_half_over_rho"),
    *[
        Compared(f"{measure.__name__}{suffix.replace('_', ' ')}", found, f"{key}{suffix}")
        for measure, key in (
            (holes.node_hierarchy, "hierarchy_burt"),
            (holes.node_hierarchy_in_ego, "hierarchy_burt_egonet"),
            (holes.node_constraint_in_ego, "constraint_egonet"),
            (holes.node_constraint_two_steps, "constraint_all_j"),
        )
        for suffix, found in (
            ("", measure),
            ("_weighted", lambda n, measure=measure: measure(n, weighted=True)),
        )
    ],
    Compared("node_effective_size_borgatti", holes.node_effective_size_borgatti, "effective_size_borgatti_binary"),
    Compared(
        "node_distance_weighted_reach",
        distance_reach.node_distance_weighted_reach,
        "distance_weighted_reach_without_ego_all",
        "distance_weighted_reach_without_ego_out",
    ),
    Compared(
        "node_distance_weighted_reach_in",
        distance_reach.node_distance_weighted_reach_in,
        "",
        "distance_weighted_reach_without_ego_in",
    ),
    Compared(
        "node_distance_weighted_reach_with_self",
        distance_reach.node_distance_weighted_reach_with_self,
        "distance_weighted_reach_with_ego_all",
        "distance_weighted_reach_with_ego_out",
    ),
    Compared("node_radiality", distance_reach.node_radiality, "valente_foreman_undirected", "valente_foreman_out"),
    Compared("node_integration", distance_reach.node_integration, "valente_foreman_undirected", "valente_foreman_in"),
    Compared("net_krackhardt_hierarchy", krackhardt.net_krackhardt_hierarchy, "krackhardt_hierarchy"),
    Compared(
        "net_krackhardt_efficiency_of_arrows", krackhardt.net_krackhardt_efficiency_of_arrows, "krackhardt_efficiency"
    ),
    Compared(
        "net_krackhardt_efficiency_of_contacts",
        krackhardt.net_krackhardt_efficiency_of_contacts,
        "krackhardt_efficiency_underlying_undirected_max",
    ),
    Compared(
        "net_krackhardt_efficiency_of_contacts_over_arrows",
        krackhardt.net_krackhardt_efficiency_of_contacts_over_arrows,
        "krackhardt_efficiency_ucinet_help_formula",
    ),
    Compared("net_krackhardt_lubness", krackhardt.net_krackhardt_lubness, "krackhardt_lubness"),
    Compared(
        "net_krackhardt_lubness turned round",
        lambda n: krackhardt.net_krackhardt_lubness(turned(n)),
        "krackhardt_lubness_transposed",
    ),
    Compared("net_reciprocity_of_pairs", census.net_reciprocity_of_pairs, "", "reciprocity_dyadic_nonnull"),
    Compared("net_reciprocity_of_all_pairs", census.net_reciprocity_of_all_pairs, "", "reciprocity_dyadic"),
    Compared("net_reciprocity_correlation", census.net_reciprocity_correlation, "", "reciprocity_correlation"),
    Compared("dyad_census_table", lambda n: census.dyad_census_table(n)["count"], "dyad_census"),
    Compared("triad_census_table", lambda n: triads(n), "triad_census"),
    Compared("pair_edge_betweenness, sum", lambda n: edges.pair_edge_betweenness(n).sum(), "edge_betweenness_sum"),
    Compared("net_degree_assortativity", likeness.net_degree_assortativity, "assortativity_degree_undirected"),
    Compared(
        "net_degree_assortativity_out_in", likeness.net_degree_assortativity_out_in, "", "assortativity_degree_out_in"
    ),
    Compared("net_assortativity", likeness.net_assortativity, "assortativity_nominal_group"),
    Compared("net_modularity", likeness.net_modularity, "modularity_of_group"),
    Compared("net_modularity_of_arrows", likeness.net_modularity_of_arrows, "", "modularity_of_group_directed"),
    Compared("net_ei_index", mixing.net_ei_index, "ei_index_undirected"),
    Compared("net_ei_index weighted", lambda n: mixing.net_ei_index(n, weighted=True), "ei_index_weighted"),
    Compared("net_ei_index_of_arrows", mixing.net_ei_index_of_arrows, "", "ei_index_directed"),
    Compared("net_ei_expected", mixing.net_ei_expected, "ei_index_expected"),
    Compared("node_ei_index", mixing.node_ei_index, "ei_index_per_node_undirected"),
    *[
        Compared(
            f"brokerage_table {name}", lambda n, name=name: brokerage.brokerage_table(n)[name], f"gould_fernandez_{key}"
        )
        for name, key in (("value", "raw"), ("expected", "expected"), ("z", "z"))
    ],
    *[
        Compared(
            f"network_brokerage_table {name}",
            lambda n, name=name: brokerage.network_brokerage_table(n)[name],
            f"gould_fernandez_global_{key}",
        )
        for name, key in (("value", "raw"), ("expected", "expected"))
    ],
    *[
        Compared(f"network_brokerage_table z {role}", lambda n, r=role: brokerage_z(n, r), "gould_fernandez_global_z")
        for role in ROLES
    ],
    Compared("net_core_fit", core_periphery.net_core_fit, "core_periphery_offdiag_missing"),
    Compared("net_core_fit_between_full", core_periphery.net_core_fit_between_full, "core_periphery_offdiag_one"),
    Compared("net_core_fit_between_empty", core_periphery.net_core_fit_between_empty, "core_periphery_offdiag_zero"),
    *[
        Compared(
            f"key_players_table {aim}, size {size}", lambda n, a=aim, s=size: key_players(n, a, s), f"kpp_{key}_k{size}"
        )
        for size in (1, 2, 3)
        for aim, key in (
            ("reach_1", "pos_reach1"),
            ("reach_2", "pos_reach2"),
            ("distance_weighted_reach", "pos_DR_members_as_1"),
            ("fragmentation", "neg_F"),
            ("distance_weighted_fragmentation", "neg_DF"),
        )
    ],
    Compared(
        "net_distance_weighted_reach_of_others, size 1", lambda n: nearest_others(n, 1), "kpp_pos_DR_outsiders_only_k1"
    ),
    Compared(
        "net_distance_weighted_reach_of_others, size 2", lambda n: nearest_others(n, 2), "kpp_pos_DR_outsiders_only_k2"
    ),
    Compared(
        "small_world_table, observed",
        lambda n: small_world.small_world_table(n, rng=0, replicates=1).loc[0, ["clustering", "distance"]],
        "small_world_inputs",
    ),
    *[
        Compared(f"two_mode_table {name}", lambda n, name=name: two_mode(n, name), f"two_mode_{key}")
        for name, key in (
            ("degree", "degree_centrality"),
            ("closeness", "closeness_centrality"),
            ("betweenness", "betweenness_centrality"),
            ("density", "density"),
            ("clustering", "robins_alexander_clustering"),
        )
    ],
]
# The same measures of the network turned round, or with directions forgotten.
VIEWS = [
    Compared("node_harmonic turned round", lambda n: ci.node_harmonic(turned(n)), "", "harmonic_in"),
    Compared("node_eccentricity turned round", lambda n: ci.node_eccentricity(turned(n)), "", "eccentricity_in"),
    *[
        Compared(
            f"node_ego_reach steps={k} turned round",
            lambda n, k=k: ci.node_ego_reach(turned(n), steps=k),
            "",
            f"reach{k}_in",
        )
        for k in (1, 2, 3)
    ],
    Compared(
        "node_distance_weighted_reach_with_self turned round",
        lambda n: distance_reach.node_distance_weighted_reach_with_self(turned(n)),
        "",
        "distance_weighted_reach_with_ego_in",
    ),
    Compared("node_betweenness weak", lambda n: ci.node_betweenness(n.weak), "", "betweenness_undirected"),
    Compared("net_diameter weak", lambda n: ci.net_diameter(n.weak), "", "diameter_undirected"),
    Compared("net_mean_distance weak", lambda n: ci.net_mean_distance(n.weak), "", "mean_distance_undirected"),
    Compared(
        "net_centralization_betweenness weak",
        lambda n: ci.net_centralization_betweenness(n.weak),
        "",
        "centralization_betweenness_undirected",
    ),
    Compared(
        "net_krackhardt_efficiency_of_arrows weak",
        lambda n: krackhardt.net_krackhardt_efficiency_of_arrows(n.weak),
        "",
        "krackhardt_efficiency_underlying",
    ),
    Compared("node_harmonic, mean", lambda n: ci.node_harmonic(n).mean(), "compactness"),
    Compared("node_clustering, mean", lambda n: ci.node_clustering(n).mean(), "average_local_clustering_excl"),
    Compared("node_in_component, sizes", lambda n: sizes(n), "components_weak_sizes"),
]
EVERY = [
    *(Compared(f"node_{name}", column(name), *keys) for name, keys in MEMBERS.items()),
    *(Compared(f"net_{name}", whole(name), *keys) for name, keys in NETWORK.items()),
    *MORE,
    *VIEWS,
]
ROLES_WITH_OTHER_SPREAD = ("coordinator", "representative", "gatekeeper", "total")
NO_NUMBER = "ours is NaN: not everybody reaches everybody; R sna gives 0"
SPREAD = (
    "ours is exact for arrows there by chance; R sna leaves dependences out for coordinator, representative, "
    "gatekeeper and total"
)
SNA_ALONE = "R sna 2.7.1 alone, known to differ from ORA and from a count by hand; ours equals the count"


def sizes(net: Network) -> list[int]:
    """Return the sizes of components, the largest first."""
    return ci.node_in_component(net).value_counts().sort_values(ascending=False).to_list()


def triads(net: Network) -> Any:
    """Return the census, of an undirected network the four kinds it can have."""
    counts = census.triad_census_table(net).set_index("triad")["count"]
    return counts if net.directed else counts[["003", "102", "201", "300"]]


def brokerage_z(net: Network, role: str) -> float:
    """Return a role's z in the network."""
    return float(brokerage.network_brokerage_table(net).set_index("role").loc[role, "z"])


def nearest_others(net: Network, size: int) -> tuple[float, ...]:
    """Return the best mean nearness of a set to the others, over every set."""
    sets = combinations(net.ids, size)
    return (max(keyplayer.net_distance_weighted_reach_of_others(net, members=chosen) for chosen in sets),)


def key_players(net: Network, aim: str, size: int) -> tuple[float, float]:
    """Return the best score and how many sets have it."""
    row = keyplayer.key_players_table(net, size=size).set_index("aim").loc[aim]
    return float(row["score"]), float(row["equals"])


def two_mode(net: Network, name: str) -> Any:
    """Return a two-mode measure of women and events."""
    women = int((net.members["sector"] == "woman").sum())
    joined = TwoMode(net.binary[:women][:, women:], net.ids[:women], net.ids[women:])
    if name in ("density", "clustering"):
        return twomode.two_mode_network_table(joined).set_index("measure").loc[name, "value"]
    return twomode.two_mode_table(joined)[name]


def numbers(value: Any) -> np.ndarray:
    """Return a reference value as flat numbers: null is NaN; of a record the numbers that ours has as well."""
    if isinstance(value, dict):
        for names in (("score", "n_optimal"), ("correlation",), ("C_transitivity", "L")):
            if names[0] in value:
                return numbers([value[name] for name in names])
        return numbers(list(value.values()))
    if isinstance(value, list):
        return np.concatenate([numbers(each) for each in value]) if value else np.zeros(0)
    return np.array([math.nan if value is None else value], dtype=float)


def load(path: Path) -> tuple[Network, dict[str, Any]]:
    """Return a reference network with its groups as sectors, and its values with their standing."""
    found = json.loads(path.read_text())
    weights = np.array(found["weights"] or found["adjacency"], dtype=float)
    net = Network.from_scipy(weights, found["nodes"], directed=found["directed"])
    groups = found["values"].get("group_values", {}).get("value")
    if isinstance(groups, list):
        net = replace(net, members=net.members.assign(sector=[str(group) for group in groups]))
    return net, found["values"]


def note(measure: str, difference: float, *, unequal: bool) -> str:
    """Return the convention behind a difference, or nothing where none is stated."""
    if unequal and "closeness" in measure and not difference > TOLERANCE:
        return NO_NUMBER
    if unequal or not difference > TOLERANCE:
        return ""
    if measure.removeprefix("network_brokerage_table z ") in ROLES_WITH_OTHER_SPREAD:
        return SPREAD
    return SNA_ALONE if measure == "net_krackhardt_lubness turned round" else ""


def rows(path: Path) -> Iterator[dict[str, object]]:
    """Give a row for each measure that has a reference in this network."""
    net, values = load(path)
    for compared in EVERY:
        key = compared.key(net)
        if key not in values:
            continue
        ours, theirs = np.atleast_1d(np.asarray(compared.found(net), dtype=float)), reference(compared, values[key])
        both = ~np.isnan(ours) & ~np.isnan(theirs)
        apart = np.where(both, np.abs(ours - theirs), 0.0)
        worst = int(apart.argmax())
        difference = float(apart[worst]) if both.any() else math.nan
        unequal = bool((np.isnan(ours) != np.isnan(theirs)).any())
        yield {
            "measure": compared.measure,
            "network": path.stem,
            "reference": key,
            "values": int(both.sum()),
            "ours": ours[worst],
            "theirs": theirs[worst],
            "difference": difference,
            "status": values[key]["status"],
            "note": note(compared.measure, difference, unequal=unequal),
            "unequal": unequal,
        }


def reference(compared: Compared, held: dict[str, Any]) -> np.ndarray:
    """Return the reference's numbers, in the order and number of ours."""
    value = held["value"]
    if compared.measure.startswith("network_brokerage_table z "):
        return numbers(list(value.values())[ROLES.index(compared.measure.split()[-1])])
    if compared.measure == "node_in_component, sizes":
        return np.sort(np.atleast_1d(value))[::-1].astype(float)
    if compared.measure.startswith("net_distance_weighted_reach_of_others"):
        return numbers(value["score"])
    return numbers(value)


def oracle_table() -> pd.DataFrame:
    """Return the table; a difference without a stated convention is an error."""
    paths = [path for path in sorted(REFERENCE.glob("*.json")) if path.stem != "inference"]
    table = pd.DataFrame([row for path in paths for row in rows(path)])
    unexplained = ((table["difference"] > TOLERANCE) | table["unequal"]) & (table["note"] == "")
    if unexplained.any():
        raise SystemExit(f"No convention is stated for:\n{table[unexplained].to_string()}")
    return table.drop(columns="unequal")


if __name__ == "__main__":
    written = oracle_table()
    written.to_csv(HERE / "oracle_table.csv", index=False, float_format="%.10g", lineterminator="\n")
    print(f"{len(written)} comparisons, {(written['note'] != '').sum()} of them by a stated convention")
