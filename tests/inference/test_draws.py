"""Every permutation once, in order; chunks and seeds that do not know the workers."""

from itertools import pairwise, permutations

import numpy as np
import pytest

from ci_network.inference.draws import Sampling, chunks, permutations_by_rank


@pytest.mark.parametrize("n", [0, 1, 2, 5])
def test_every_permutation_in_order(n: int) -> None:
    expected = np.array(list(permutations(range(n))), dtype=int)
    np.testing.assert_array_equal(permutations_by_rank(0, len(expected), n), expected)
    np.testing.assert_array_equal(permutations_by_rank(1, len(expected), n), expected[1:])


def test_chunks_cover_all() -> None:
    bounds = chunks(50_000, 300)
    assert bounds[0][0] == 0
    assert bounds[-1][1] == 50_000
    assert all(a[1] == b[0] for a, b in pairwise(bounds))


def test_seed_and_generator() -> None:
    def kernel(rng: np.random.Generator, count: int) -> np.ndarray:
        return rng.random((count, 1))

    one = Sampling(50, 3).draw(kernel, cells=100_000)
    np.testing.assert_array_equal(one, Sampling(50, 3).draw(kernel, cells=100_000))
    generator = np.random.default_rng(3)
    np.testing.assert_array_equal(one, Sampling(50, generator).draw(kernel, cells=100_000))
    assert (one != Sampling(50, generator).draw(kernel, cells=100_000)).all()
    assert len(np.unique(one)) == 50
