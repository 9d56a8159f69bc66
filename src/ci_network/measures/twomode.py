"""Measures of who has to do with what: members and things (activities, outcomes, groups) as a network of two kinds.

They take the :class:`TwoMode` that :func:`two_mode` gives. Normalised against what two kinds of nodes can reach.
"""

import math
from typing import Final

import numpy as np
import pandas as pd
from scipy import sparse

from ci_network.measures import kernels, kernels_paths
from ci_network.network.layers import TwoMode

FloatArray = kernels.FloatArray

COLUMNS: Final = ("kind", "id", "count", "degree", "closeness", "betweenness")
NOTHING: Final = "no members or no things"
_WHY: Final = {"clustering": "no chain of three ties"}


def two_mode_table(relation: TwoMode) -> pd.DataFrame:
    """How central each member and each thing is: ``kind, id, count, degree, closeness, betweenness``.

    ``kind`` is ``member`` or ``thing``; ``count`` its ties, ``degree`` the share of the other kind that it has ties
    with; ``closeness`` and ``betweenness`` as shares of the largest possible in two kinds of so many: 0 to 1.
    Closeness is NaN for one who cannot reach everyone, all are NaN where the largest possible is 0.

    References
    ----------
    Borgatti & Everett (1997), Social Networks 19:243; Borgatti & Halgin (2011), Sage Handbook of SNA, page 417.

    Examples
    --------
    >>> import ci_network as ci
    >>> study = ci.read_study("data/riverbend")
    >>> joined = ci.two_mode(study, "activities", study.roster().index)
    >>> table = two_mode_table(joined)
    >>> len(table) == len(joined.members) + len(joined.things)
    True
    """
    members, things = len(relation.members), len(relation.things)
    own = np.repeat([members, things], [members, things]).astype(float)
    other = np.repeat([things, members], [members, things]).astype(float)
    ties = _as_one(relation)
    paths = kernels_paths.path_family(ties)
    count = kernels.row_sums(ties)
    reaches_all = paths.out.reached == members + things - 1
    closeness = kernels.divided(other + 2 * (own - 1), np.where(reaches_all, paths.out.total, 0.0))
    columns = (
        np.repeat(["member", "thing"], [members, things]).astype(object),
        [*relation.members, *relation.things],
        count,
        kernels.divided(count, other),
        closeness,
        kernels.divided(paths.betweenness / 2, _most_betweenness(own, other)),
    )
    return pd.DataFrame(dict(zip(COLUMNS, columns, strict=True)))


def two_mode_network_table(relation: TwoMode) -> pd.DataFrame:
    """The two-kind network as a whole: ``measure, value, reason``.

    ``members``, ``things``, ``ties``; ``density`` (ties over members x things); ``clustering`` (the share of chains
    member - thing - member - thing that are closed: four times the four-cycles over the three-step paths);
    ``things_per_member``, ``members_per_thing``.

    References
    ----------
    Robins & Alexander (2004), Computational & Mathematical Organization Theory 10:69; Borgatti & Everett (1997).

    Examples
    --------
    >>> import ci_network as ci
    >>> study = ci.read_study("data/riverbend")
    >>> joined = ci.two_mode(study, "activities", study.roster().index)
    >>> two_mode_network_table(joined)["measure"].to_list()[:4]
    ['members', 'things', 'ties', 'density']
    """
    members, things = len(relation.members), len(relation.things)
    ties = float(relation.matrix.nnz)
    values = {
        "members": float(members),
        "things": float(things),
        "ties": ties,
        "density": ties / (members * things) if members and things else math.nan,
        "clustering": _clustering(relation.matrix),
        "things_per_member": ties / members if members else math.nan,
        "members_per_thing": ties / things if things else math.nan,
    }
    reason = ["" if not math.isnan(value) else _WHY.get(name, NOTHING) for name, value in values.items()]
    return pd.DataFrame({"measure": list(values), "value": list(values.values()), "reason": reason})


def _as_one(relation: TwoMode) -> sparse.csr_array:
    """Return members and things as the nodes of one symmetric network."""
    flat = sparse.csr_array(relation.matrix, dtype=float)
    flat.data = np.ones_like(flat.data)
    rows, columns = sparse.coo_array(flat).coords
    n = sum(flat.shape)
    upper = sparse.coo_array((flat.data, (rows, columns + flat.shape[0])), shape=(n, n))
    return sparse.csr_array(upper + upper.T)


def _most_betweenness(own: FloatArray, other: FloatArray) -> FloatArray:
    """Return the largest betweenness that a node of a kind can have (Borgatti & Everett 1997)."""
    s, t = np.divmod(own - 1, np.maximum(other, 1))
    return np.asarray((other**2 * (s + 1) ** 2 + other * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)) / 2)


def _clustering(matrix: sparse.csr_array) -> float:
    shared = (matrix @ matrix.T).toarray()
    rows, columns = np.triu_indices(len(shared), 1)
    in_common = shared[rows, columns]
    cycles = float((in_common * (in_common - 1)).sum()) / 2
    by_row, by_column = np.asarray(matrix.sum(axis=1)).ravel(), np.asarray(matrix.sum(axis=0)).ravel()
    row, column = sparse.coo_array(matrix).coords
    paths = float(((by_row[row] - 1) * (by_column[column] - 1)).sum())
    return 4 * cycles / paths if paths else math.nan
