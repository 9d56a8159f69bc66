"""Which ties much of the network runs over."""

import numpy as np
import pandas as pd
from scipy import sparse

from ci_network.measures import kernels_edges
from ci_network.network.network import AnyNetwork, Network


def pair_edge_betweenness(graph: AnyNetwork) -> pd.Series:
    """How many of the shortest paths between members run over each tie.

    The sum over pairs of members of the share of their shortest paths that use the tie, the pair at its ends
    included. Undirected pairs count once; directed networks use directed paths. Tie values are not used.

    Returns
    -------
    Series of float
        By (source, target), one entry a tie, in the members' order: 1 (in undirected networks) or more.

    References
    ----------
    Girvan & Newman (2002), PNAS 99:7821; Brandes (2008), Social Networks 30:136.

    Examples
    --------
    >>> import networkx as nx
    >>> pair_edge_betweenness(nx.path_graph(3)).to_list()
    [2.0, 2.0]
    """
    net = Network.of(graph)
    flow = kernels_edges.edge_flow(net.binary)
    rows, columns = sparse.coo_array(net.binary).coords
    keep = np.ones(len(rows), dtype=bool) if net.directed else rows < columns
    order = np.flatnonzero(keep)[np.lexsort((columns[keep], rows[keep]))]
    pairs = pd.MultiIndex.from_arrays([net.ids[rows[order]], net.ids[columns[order]]], names=["source", "target"])
    return pd.Series(flow[order], index=pairs, name="edge_betweenness")
