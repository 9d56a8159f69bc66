"""Arrays only: variants of Burt's constraint, and how unevenly it lies on contacts.

``strength`` is a dense symmetric matrix a_ij + a_ji with an empty diagonal.
"""

import numpy as np
from numpy.typing import NDArray

from ci_network.measures.kernels import divided

FloatArray = NDArray[np.float64]


def dyadic_constraint(strength: FloatArray) -> FloatArray:
    """Return c_ij = (p_ij + sum_q p_iq p_qj)^2 for every pair, with p from the whole network; empty diagonal."""
    share = np.nan_to_num(divided(strength, strength.sum(axis=1, keepdims=True)))
    found = (share + share @ share) ** 2
    np.fill_diagonal(found, 0.0)
    return np.asarray(found)


def dyadic_constraint_in_ego(strength: FloatArray) -> FloatArray:
    """Return c_ij over i's contacts, with every p taken inside i's own ego network; 0 elsewhere."""
    found = np.zeros_like(strength)
    for i in range(len(strength)):
        members = np.append(np.flatnonzero(strength[i]), i)
        inside = dyadic_constraint(strength[np.ix_(members, members)])
        found[i, members] = inside[-1]
    return found


def coleman_theil(shares: FloatArray, contacts: FloatArray) -> FloatArray:
    """Return the sum of r ln r over N ln N per row, r = c_ij over the mean over N contacts; NaN for fewer than two."""
    number = contacts.sum(axis=1)
    kept = np.where(contacts > 0, shares, 0.0)
    mean = divided(kept.sum(axis=1), number)
    ratio = np.nan_to_num(divided(kept, mean[:, None]))
    disorder = (ratio * np.log(ratio, out=np.zeros_like(ratio), where=ratio > 0)).sum(axis=1)
    most = number * np.log(number, out=np.zeros_like(number), where=number > 1)
    return divided(disorder, most)


def borgatti_effective_size(ties: FloatArray) -> FloatArray:
    """Return n - 2t / n, with n contacts and t ties among them; NaN for a node without contacts."""
    number = ties.sum(axis=1)
    among = ((ties @ ties) * ties).sum(axis=1)  # each tie among the contacts counts twice
    return np.asarray(number - divided(among, number))
