"""Whether a network is both clustered and short of way: beside random networks and a ring of as many ties.

Directions are forgotten, values not used. Distances are means over pairs that can reach each other.
"""

import math
from typing import TypeAlias

import numpy as np
import pandas as pd

from ci_network.errors import UsageError
from ci_network.measures import kernels_small_world
from ci_network.measures.kernels_small_world import FloatArray, World
from ci_network.network.network import AnyNetwork, Network

Rng: TypeAlias = "int | np.random.Generator"


def net_small_world_sigma(graph: AnyNetwork, *, rng: Rng, replicates: int = 100) -> float:
    """How much more clustered than random the network is, for how much longer its ways are.

    ``sigma = (C / C_random) / (L / L_random)``: C is :func:`net_transitivity`, L the mean distance; random is the mean
    over networks of as many members and ties.

    Parameters
    ----------
    rng
        A seed or a numpy Generator.
    replicates
        The number of random networks.

    Returns
    -------
    float
        Above 1 speaks for a small world, and grows with size and sparseness, so compare networks of one size only.
        NaN where clustering or distance is not defined, and where no random network has a triangle.

    References
    ----------
    Humphries & Gurney (2008), PLoS ONE 3:e0002051.

    Examples
    --------
    >>> import networkx as nx
    >>> net_small_world_sigma(nx.complete_graph(5), rng=1, replicates=3)
    1.0
    """
    own, random, _ = _compared(Network.of(graph), rng, replicates)
    return _ratio(_ratio(own.clustering, random.clustering), _ratio(own.distance, random.distance))


def net_small_world_omega(graph: AnyNetwork, *, rng: Rng, replicates: int = 100) -> float:
    """Where the network stands between a ring lattice (-1), a small world (0) and a random network (1).

    ``omega = L_random / L - C / C_ring``: the ring joins each member to its nearest until all ties are used.

    Parameters
    ----------
    rng
        A seed or a numpy Generator.
    replicates
        The number of random networks.

    Returns
    -------
    float
        About -1 to 1; NaN where clustering or distance is not defined, and where the ring has no triangle.

    Notes
    -----
    Telesford and others keep every member's number of ties in both; here only the total is kept, and the ring is one
    and the same for every network of that size.

    References
    ----------
    Telesford, Joyce, Hayasaka, Burdette & Laurienti (2011), Brain Connectivity 1:367.

    Examples
    --------
    >>> import networkx as nx
    >>> net_small_world_omega(nx.complete_graph(5), rng=1, replicates=3)
    0.0
    """
    own, random, ring = _compared(Network.of(graph), rng, replicates)
    return _ratio(random.distance, own.distance) - _ratio(own.clustering, ring.clustering)


def net_small_world_sigma_approximate(graph: AnyNetwork) -> float:
    """Sigma with the random network's clustering and distance taken from formulas, not from random networks.

    ``C_random = k / (n - 1)`` and ``L_random = ln n / ln k``, with k the mean number of contacts. The formulas are for
    large sparse networks; in a coalition's, :func:`net_small_world_sigma` is the one to trust.

    Returns
    -------
    float
        NaN where clustering or distance is not defined, and where k is 1 or less.

    References
    ----------
    Watts & Strogatz (1998), Nature 393:440.

    Examples
    --------
    >>> import networkx as nx
    >>> round(net_small_world_sigma_approximate(nx.complete_graph(5)), 3)
    1.161
    """
    net = Network.of(graph).weak
    degree = net.binary.nnz / net.n if net.n else 0.0
    if degree <= 1:
        return math.nan
    own = _own(net)
    random = World(np.array([degree / (net.n - 1)]), np.array([math.log(net.n) / math.log(degree)]))
    return _ratio(_ratio(own.clustering, random.clustering), _ratio(own.distance, random.distance))


def small_world_table(graph: AnyNetwork, *, rng: Rng, replicates: int = 100) -> pd.DataFrame:
    """What sigma and omega are made of: ``network, clustering, clustering_spread, distance, distance_spread``.

    ``network`` is ``observed``, ``random`` (the mean over random networks, with their standard deviation) and ``ring``.

    Parameters
    ----------
    rng
        A seed or a numpy Generator.
    replicates
        The number of random networks.

    Examples
    --------
    >>> import networkx as nx
    >>> small_world_table(nx.complete_graph(5), rng=1, replicates=3)["clustering"].to_list()
    [1.0, 1.0, 1.0]
    """
    worlds = _compared(Network.of(graph), rng, replicates)
    return pd.DataFrame(
        {
            "network": ["observed", "random", "ring"],
            "clustering": [_mean(world.clustering) for world in worlds],
            "clustering_spread": [_spread(world.clustering) for world in worlds],
            "distance": [_mean(world.distance) for world in worlds],
            "distance_spread": [_spread(world.distance) for world in worlds],
        }
    )


def _compared(net: Network, rng: Rng, replicates: int) -> tuple[World, World, World]:
    """Return the network's own, the random networks' and the ring's clustering and distance."""
    if replicates < 1:
        raise UsageError(f"replicates is {replicates}; give 1 or more.")
    ties = net.weak.binary.nnz // 2
    drawn, generator = [], np.random.default_rng(rng)
    batch = max(1, min(replicates, 2_000_000 // max(net.n, 1) ** 2))  # so that memory stays within tens of MB
    for start in range(0, replicates, batch):
        count = min(batch, replicates - start)
        networks = kernels_small_world.random_networks(net.n, ties, count, generator)
        drawn.append(kernels_small_world.world_of(networks))
    random = World(*(np.concatenate(part) for part in zip(*drawn, strict=True)))
    return _own(net), random, kernels_small_world.world_of(kernels_small_world.ring(net.n, ties)[None])


def _own(net: Network) -> World:
    return kernels_small_world.world_of(net.weak.binary.toarray()[None])


def _mean(values: FloatArray) -> float:
    return float(values[~np.isnan(values)].mean()) if (~np.isnan(values)).any() else math.nan


def _spread(values: FloatArray) -> float:
    kept = values[~np.isnan(values)]
    return float(kept.std(ddof=1)) if len(kept) > 1 else math.nan


def _ratio(above: "FloatArray | float", below: "FloatArray | float") -> float:
    one, other = _mean(np.atleast_1d(above)), _mean(np.atleast_1d(below))
    return one / other if other else math.nan
