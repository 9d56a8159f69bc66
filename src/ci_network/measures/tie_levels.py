"""What the level of a tie stands for in numbers: contacts a year, or the chance that news passes along it."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ci_network.errors import UsageError
from ci_network.network.network import Network
from ci_network.study.layer import Layer
from ci_network.terms import FREQUENCY

FloatArray = NDArray[np.float64]
# One number for every tie, or a number by level (its label on the scale, or its value).
Levels: TypeAlias = float | Mapping[str, float] | Mapping[float, float]


def tie_numbers(net: Network, ladder: Sequence[float], given: Levels | None = None) -> sparse.csr_array | None:
    """Return for each tie the number that its level stands for; ``None`` where nobody said what the levels mean.

    ``given`` goes before ``ladder``, the numbers of the ladder of frequency (``terms.FREQUENCY``), which serve a
    layer whose scale has that ladder's labels. A value between two levels (a mean of reports) lies between their
    numbers.
    """
    if isinstance(given, Mapping):
        known = {_value(net.layer, level): float(number) for level, number in given.items()}
    elif given is not None:
        return _with_data(net.matrix, np.full(net.matrix.nnz, float(given)))
    else:
        known = _on_ladder(net.layer, ladder)
    if not known:
        return None
    places = np.array(sorted(known))
    values = net.matrix.data
    if len(values) and (values.min() < places[0] or values.max() > places[-1]):
        odd = values.min() if values.min() < places[0] else values.max()
        raise UsageError(f"No number is given for ties of level {net.layer.label(odd)}; give one for every level.")
    return _with_data(net.matrix, np.interp(values, places, [known[place] for place in places]))


def chances(net: Network, ladder: Sequence[float], given: Levels | None = None) -> sparse.csr_array | None:
    """Return for each tie its level's probability, as :func:`tie_numbers`; a number outside 0-1 is an error."""
    found = tie_numbers(net, ladder, given)
    if found is not None and found.nnz and not (found.data.min() >= 0 and found.data.max() <= 1):
        raise UsageError("A probability is below 0 or above 1; give probabilities from 0 to 1.")
    return found


def _on_ladder(layer: Layer, ladder: Sequence[float]) -> dict[float, float]:
    numbers = dict(zip(FREQUENCY, ladder, strict=True))
    labels = [label.strip().casefold() for label in layer.scale]
    if not labels or any(label not in numbers for label in labels):
        return {}
    return {float(place): float(numbers[label]) for place, label in enumerate(labels)}


def _value(layer: Layer, level: str | float) -> float:
    value = layer.value(str(level))
    if value is None:
        raise UsageError(f'"{level}" is no level of layer {layer.name}; give its label on the scale or its number.')
    return value


def _with_data(matrix: sparse.csr_array, data: FloatArray) -> sparse.csr_array:
    return sparse.csr_array((data, matrix.indices, matrix.indptr), shape=matrix.shape)
