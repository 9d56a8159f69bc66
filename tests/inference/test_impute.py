"""The model of ties that nobody told of."""

import numpy as np
import pytest

from ci_network.inference.impute import fit_logistic, pair_terms, probability


def test_the_fit_finds_what_the_data_were_made_from():
    rng = np.random.default_rng(1)
    terms = np.c_[np.ones(20000), rng.normal(size=(20000, 2))]
    truth = np.array([-1.0, 0.8, -0.5])
    fit = fit_logistic(terms, (rng.random(20000) < probability(terms, truth)).astype(float))
    assert (abs(fit.coefficients - truth) < 4 * np.sqrt(np.diag(fit.covariance))).all()


def test_a_pairs_own_reports_do_not_explain_it():
    said = np.zeros((4, 4))
    said[0, 1] = said[2, 1] = 1
    terms = pair_terms(said, np.ones(4, bool), np.array([0, 0, -1, -1]), directed=True)
    # 1 is named by 0 and 2: for the pair (0, 1) by 2 alone, of the two others.
    assert terms[0, 1, 3] == pytest.approx(np.log(1.5 / 1.5))
    assert terms[3, 1, 3] == pytest.approx(np.log(2.5 / 0.5))
    assert terms[1, 0, 4] == 1, "0 named 1, which speaks for 1 naming 0"
    assert terms[:2, :2, 1].all()
    assert not terms[2:, 2:, 1].any(), "no sector is not one sector"
