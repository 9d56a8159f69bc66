"""Standing that depends on the standing of one's contacts: Bonacich power, Katz."""

import math

import numpy as np
import pandas as pd

from ci_network.errors import UsageError
from ci_network.measures import kernels_power
from ci_network.measures.kinds import member_numbers
from ci_network.network.network import AnyNetwork, Network


def node_bonacich_power(graph: AnyNetwork, *, share: float = 0.5) -> pd.Series:
    """How much weight each member's contacts give it, counting contacts' contacts ever less.

    ``c = a (I - beta A)^-1 A 1`` with ``beta = share / rho``, rho the largest eigenvalue of the ties in size, and
    ``a`` such that the squares sum to n. Directed networks count ties out. Tie values are not used.

    Parameters
    ----------
    share
        Above -1 and below 1. Above 0, being in contact with well-connected members counts; below 0, with members
        who depend on one (power in bargaining); 0 is degree.

    Returns
    -------
    Series of float
        By member; negative values are possible where ``share`` is negative. NaN without ties, and where no walk
        leads back to its start (rho is 0, so beta is not defined).

    References
    ----------
    Bonacich (1987), American J Sociology 92:1170, equation 4.

    Examples
    --------
    >>> import networkx as nx
    >>> node_bonacich_power(nx.path_graph(3)).round(3).to_list()
    [0.815, 1.293, 0.815]
    """
    net = Network.of(graph)
    beta = _factor(net, share)
    values = np.full(net.n, np.nan) if math.isnan(beta) else kernels_power.bonacich(net.binary, beta)
    return member_numbers(net, values, "bonacich_power")


def node_katz(graph: AnyNetwork, *, share: float = 0.5) -> pd.Series:
    """How many chains of ties end at each member, each step of a chain counting less.

    ``x = (I - alpha A')^-1 1`` with ``alpha = share / rho``: ties in count in directed networks. It is not rescaled
    (networkx scales to length 1 unless ``normalized=False``).

    Parameters
    ----------
    share
        0 or more, and below 1.

    Returns
    -------
    Series of float
        By member, 1 (nobody's tie leads here) or more. NaN without ties, and where no walk leads back to its start.

    References
    ----------
    Katz (1953), Psychometrika 18:39.

    Examples
    --------
    >>> import networkx as nx
    >>> node_katz(nx.path_graph(3)).round(3).to_list()
    [1.805, 2.276, 1.805]
    """
    if share < 0:
        raise UsageError(f"share is {share}; Katz counts chains, so give 0 or more and below 1.")
    net = Network.of(graph)
    alpha = _factor(net, share)
    values = np.full(net.n, np.nan) if math.isnan(alpha) else kernels_power.katz(net.binary, alpha)
    return member_numbers(net, values, "katz")


def _factor(net: Network, share: float) -> float:
    """Return the share of 1 / rho; NaN where rho is 0."""
    if not -1 < share < 1:
        raise UsageError(f"share is {share}; give a number above -1 and below 1, a share of 1 / largest eigenvalue.")
    radius = kernels_power.spectral_radius(net.binary)
    return share / radius if radius > 0 else math.nan
