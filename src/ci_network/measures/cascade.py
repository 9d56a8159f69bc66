"""How far a piece of news that starts at the backbone spreads, when each tie passes it on with some probability."""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ci_network.errors import UsageError
from ci_network.glance import Glance
from ci_network.measures import kernels_spread
from ci_network.measures.kinds import member_numbers
from ci_network.measures.reach_defaults import DRAWS, EXACT_TIES, ROUNDS
from ci_network.measures.standard_order import in_given_order, standard_order
from ci_network.measures.tie_levels import Levels, chances
from ci_network.network.network import AnyNetwork, Network
from ci_network.terms import PASS_ON

Rng = int | np.random.Generator


@dataclass(frozen=True, eq=False, repr=False)
class Cascade(Glance):
    """How far news from the backbone spreads.

    ``value`` is the share of partners expected to hear it, ``standard_error`` how far the draws may have it wrong
    (0 where ``exact``), ``draws`` their number (0 where ``exact``), ``by_member`` each member's chance to hear it.
    All NaN without a backbone, without partners, and where it is not known what the levels of ties mean.
    """

    value: float
    standard_error: float
    exact: bool
    draws: int
    by_member: pd.Series

    def glance(self) -> tuple[str, ...]:
        """Return the expected share and how sure it is."""
        if math.isnan(self.value):
            return ("not defined: no backbone, no partners, or levels of ties whose meaning is not known",)
        sure = (
            "worked out in full"
            if self.exact
            else f"{self.draws} draws, standard error {100 * self.standard_error:.2f} %"
        )
        return (f"{100 * self.value:.1f} % of partners are expected to hear it ({sure})",)


def simulate_cascade(
    graph: AnyNetwork,
    *,
    probabilities: Levels | None = None,
    draws: int = DRAWS,
    exact_up_to: int = EXACT_TIES,
    rng: Rng = 1,
) -> Cascade:
    """How far simple news would spread from the backbone, with every member's chance to hear it.

    The independent cascade: whoever hears the news tells each contact once, and a tie passes it on with the probability
    of its level. All the backbone starts; directions are forgotten. A member's chance is that of being joined to the
    backbone by ties that pass it on.

    Parameters
    ----------
    probabilities
        One probability for every tie, or one by level (label or value). On the ladder of frequency: yearly .1,
        quarterly .25, monthly .5, weekly .8, daily .9 (our default, not a benchmark).
    draws
        Draws where it cannot be worked out in full.
    exact_up_to
        Worked out in full where so many ties or fewer are left once all that hangs on by a single tie is set aside
        (which needs no drawing: a tree of any size is exact).
    rng
        A seed or generator; the same seed gives the same result.

    Returns
    -------
    Cascade
        ``value`` 0 to 1, NaN as said there.

    Notes
    -----
    Exact, it never falls when a tie is added. Costly changes of practice spread in another way:
    :func:`net_threshold_reach`.

    References
    ----------
    Kempe, Kleinberg & Tardos (2003), Proc. ACM SIGKDD 137 (independent cascade).

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> found = simulate_cascade(ci.Network.of(nx.path_graph(3), backbone=[0]), probabilities=0.5)
    >>> found.value, found.exact, found.by_member.to_list()
    (0.375, True, [1.0, 0.5, 0.25])
    """
    net = Network.of(graph)
    if draws < 1:
        raise UsageError(f"draws is {draws}; give 1 or more.")
    passing = chances(net.weak, PASS_ON, probabilities)
    if passing is None or not net.is_backbone.any() or net.is_backbone.all():
        return Cascade(math.nan, math.nan, False, 0, member_numbers(net, np.full(net.n, np.nan), "cascade_reach"))
    order = standard_order(net)
    found = kernels_spread.spread(
        passing[order][:, order],
        net.is_backbone[order],
        exact_up_to=exact_up_to,
        draws=draws,
        rng=np.random.default_rng(rng),
    )
    peers = int((~net.is_backbone).sum())
    by_member = member_numbers(net, in_given_order(order, found.chance), "cascade_reach")
    return Cascade(
        found.mean / peers, found.standard_error / peers, found.exact, 0 if found.exact else draws, by_member
    )


def net_cascade_reach(
    graph: AnyNetwork, *, probabilities: Levels | None = None, draws: int = DRAWS, rng: Rng = 1
) -> float:
    """The share of partners that simple news from the backbone is expected to get to.

    Parameters
    ----------
    probabilities, draws, rng
        As in :func:`simulate_cascade`, which also tells the standard error and every member's chance.

    Returns
    -------
    float
        0 to 1; NaN without a backbone, without partners, and where it is not known what the levels of ties mean.

    References
    ----------
    Kempe, Kleinberg & Tardos (2003), Proc. ACM SIGKDD 137.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> net_cascade_reach(ci.Network.of(nx.star_graph(3), backbone=[0]), probabilities=0.8).__round__(6)
    0.8
    """
    return simulate_cascade(graph, probabilities=probabilities, draws=draws, rng=rng).value


def node_cascade_reach(
    graph: AnyNetwork, *, probabilities: Levels | None = None, draws: int = DRAWS, rng: Rng = 1
) -> pd.Series:
    """Each member's chance to hear simple news that starts at the backbone.

    Parameters
    ----------
    probabilities, draws, rng
        As in :func:`simulate_cascade`.

    Returns
    -------
    Series of float
        By member, 0 to 1, 1 for the backbone; NaN as in :func:`net_cascade_reach`.

    References
    ----------
    Kempe, Kleinberg & Tardos (2003), Proc. ACM SIGKDD 137.

    Examples
    --------
    >>> import networkx as nx, ci_network as ci
    >>> node_cascade_reach(ci.Network.of(nx.path_graph(3), backbone=[0]), probabilities=0.5).to_list()
    [1.0, 0.5, 0.25]
    """
    return simulate_cascade(graph, probabilities=probabilities, draws=draws, rng=rng).by_member


def node_diffusion(graph: AnyNetwork, *, probabilities: Levels | None = None, rounds: int | None = ROUNDS) -> pd.Series:
    """How often others would hear, in all, of what a member tells, when everyone tells everyone again in each round.

    Diffusion centrality: the row sums of ``P + P^2 + ... + P^T``, with ``P`` the probabilities of the ties. Someone who
    hears twice counts twice, the member itself included; directed ties carry from source to target.

    Parameters
    ----------
    probabilities
        As in :func:`simulate_cascade`.
    rounds
        T. Three is our default, not a benchmark; ``None`` takes as many as there are members, as the R package
        keyplayer does, whose numbers grow without bound in dense networks.

    Returns
    -------
    Series of float
        By member, 0 or more; NaN where it is not known what the levels of ties mean.

    References
    ----------
    Banerjee, Chandrasekhar, Duflo & Jackson (2013), Science 341:1236498.

    Examples
    --------
    >>> import networkx as nx
    >>> node_diffusion(nx.path_graph(3), probabilities=0.5, rounds=2).to_list()
    [1.0, 1.5, 1.0]
    """
    net = Network.of(graph)
    passing = chances(net, PASS_ON, probabilities)
    if passing is None:
        return member_numbers(net, np.full(net.n, np.nan), "diffusion")
    total, heard = np.zeros(net.n), np.ones(net.n)
    for _ in range(net.n if rounds is None else rounds):
        heard = passing @ heard
        total += heard
    return member_numbers(net, total, "diffusion")
