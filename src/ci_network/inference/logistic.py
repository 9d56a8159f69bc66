"""Logistic regression by Newton's steps, one or many at once. Arrays only.

Written here rather than taken from statsmodels: a permutation test fits thousands of models that share all columns but
one, which a stack of matrix products does at once and a library of single models cannot; and it spares a dependency.
"""

from typing import Final

import numpy as np

from ci_network.inference.draws import FloatArray

STEPS: Final = 30
CLOSE_ENOUGH: Final = 1e-10
NEAR_ENOUGH: Final = 1e-6  # of a permuted model: Newton's next step would be of the order of its square
LONGEST_STEP: Final = 5.0
RIDGE: Final = 1e-10  # on the curvature alone: it steadies the steps and leaves their end where it is


def expit(x: FloatArray) -> FloatArray:
    """Return 1 / (1 + exp(-x)), without overflow at either end."""
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * x)))


def fit_logistic(outcome: FloatArray, design: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return coefficients and their standard errors; NaN where outcomes are separated or columns dependent."""
    count, width = design.shape
    if count < width or not width or np.linalg.matrix_rank(design) < width:
        return np.full(width, np.nan), np.full(width, np.nan)
    beta = np.zeros(width)
    for _ in range(STEPS):
        chance = expit(design @ beta)
        curvature = (design.T * (chance * (1 - chance))) @ design
        step = np.linalg.lstsq(curvature, design.T @ (outcome - chance), rcond=None)[0]
        beta = beta + step
        if np.abs(step).max() < CLOSE_ENOUGH:
            chance = expit(design @ beta)
            inverse = np.linalg.inv((design.T * (chance * (1 - chance))) @ design)
            return beta, np.sqrt(np.diag(inverse))
    return np.full(width, np.nan), np.full(width, np.nan)


def last_z_values(outcome: FloatArray, shared: FloatArray, start: FloatArray, last: FloatArray) -> FloatArray:
    """Return coefficient over standard error of a last column, for many last columns at once.

    ``shared`` (cells x k) are the columns all models have, ``start`` their coefficients without a last column, and
    ``last`` (models x cells) the columns that differ.
    """
    width = shared.shape[1]
    above = np.triu_indices(width)
    pairs = shared[:, above[0]] * shared[:, above[1]]
    beta = np.concatenate([np.tile(start, (len(last), 1)), np.zeros((len(last), 1))], axis=1)
    curvature = np.empty((len(last), width + 1, width + 1))
    for _ in range(STEPS):
        chance = expit(beta[:, :-1] @ shared.T + beta[:, -1:] * last)
        weight = chance * (1 - chance)
        left = outcome - chance
        slope = np.column_stack([left @ shared, np.einsum("ij,ij->i", left, last)])
        curvature[:, above[0], above[1]] = curvature[:, above[1], above[0]] = weight @ pairs
        weight *= last
        curvature[:, -1, :width] = curvature[:, :width, -1] = weight @ shared
        curvature[:, -1, -1] = np.einsum("ij,ij->i", weight, last)
        size = np.einsum("ijj->i", curvature)[:, None, None] + np.finfo(float).tiny
        steadied = curvature + RIDGE * size * np.eye(width + 1)
        step = np.linalg.solve(steadied, slope[:, :, None])[:, :, 0]
        beta += np.clip(step, -LONGEST_STEP, LONGEST_STEP)
        if np.abs(step).max(initial=0.0) < NEAR_ENOUGH:
            break
    return np.asarray(beta[:, -1] / np.sqrt(np.linalg.inv(steadied)[:, -1, -1]))
