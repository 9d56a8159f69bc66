"""Whom the advice brings together is shown to those who may see it, and to nobody else."""

from dataclasses import replace
from pathlib import Path

import pytest

from ci_network.advice.rank import COLUMNS
from ci_network.analysis import Analysis, analyse
from ci_network.release import release
from ci_network.study.study import read_study

RIVERBEND = Path(__file__).resolve().parents[2] / "data" / "riverbend"


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return analyse(read_study(RIVERBEND))


def test_the_new_columns_stand_at_the_end() -> None:
    assert COLUMNS[-2:] == ("introductions", "operations")


@pytest.mark.parametrize("audience", ["internal", "shareable"])
def test_no_withheld_id_or_name_is_left(analysis: Analysis, audience: str) -> None:
    """Every claim is made to pass as one that may be shared, so that the veil alone stands between."""
    open_ = analysis.recommendations.assign(named_claim=False)
    shown = release(replace(analysis, recommendations=open_), audience=audience, salt="test")
    before, after = open_["introductions"], shown.recommendations["introductions"]
    visible = set(shown.members["member"])
    before_ids = set(analysis.network.ids)
    hidden = before_ids - visible
    assert hidden
    assert after.ne("").any()
    for cell, veiled in zip(before, after, strict=True):
        pairs = [pair.split(" + ") for pair in cell.split("|") if pair]
        told = [pair.split(" + ") for pair in veiled.split("|") if pair]
        assert [len(pair) for pair in told] == [len(pair) for pair in pairs]
        # Pairs with a pseudonym are put in an order that does not tell the study's own.
        key = lambda ends: sorted("member" if end in hidden or end.startswith("member-") else end for end in ends)  # noqa: E731
        for pair, shown_pair in zip(sorted(pairs, key=key), sorted(told, key=key), strict=True):
            assert set(shown_pair) <= visible
            assert {end for end in pair if end in visible} == {end for end in shown_pair if end in before_ids}
            assert sum(end not in visible for end in pair) == sum(end.startswith("member-") for end in shown_pair)
    names = analysis.network.members["name"]
    texts = " ".join(shown.recommendations.astype(str).to_numpy().ravel())
    assert not [one for one in hidden if str(names[one]) in texts or f"{one} " in texts]


def test_claims_about_single_members_take_their_introductions_with_them(analysis: Analysis) -> None:
    shown = release(analysis, audience="shareable", salt="test").recommendations
    assert len(shown) < len(analysis.recommendations)
    assert list(shown.columns) == list(COLUMNS)
