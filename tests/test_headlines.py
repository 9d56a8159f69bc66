"""The numbers of page one and the sentences that go with them."""

import math
import re
from pathlib import Path

import pandas as pd
import pytest
from small_study import small_situation

from ci_network.headlines import COLUMNS, headlines
from ci_network.terms import FORBIDDEN_WORDS

MEMBERS = {
    "bb": "backbone", "h1": "health", "h2": "health", "e1": "education", "e2": "education", "g1": "government",
    "c1": "community", "f1": "funder",
}  # fmt: skip
TIES = {
    ("bb", "h1"): 4, ("bb", "e1"): 3, ("bb", "g1"): 2, ("h1", "h2"): 4, ("e1", "e2"): 3, ("e1", "h1"): 2,
    ("e2", "c1"): 3,
}  # fmt: skip
TABLES = {
    "outcomes": "id,goal\no1,Read well\no2,Stay healthy\no3,Have a home\no4,Find work",
    "activities": "id,outcomes\na1,o1|o4\na2,o1\na3,o2\na4,o4",
    "participation": """
        wave,stakeholder,activity
        2025,h1,a1
        2025,h2,a1
        2025,e1,a1
        2025,e1,a2
        2025,e2,a2
        2025,g1,a3
        2025,c1,a3
        2025,h2,a4
    """,
}


@pytest.fixture
def table(tmp_path: Path) -> pd.DataFrame:
    return headlines(small_situation(tmp_path / "s", MEMBERS, TIES, tables=TABLES)).set_index("headline")


EXPECTED = {
    "members": (8, math.nan),
    "response_rate": (1, math.nan),
    "mean_degree": (10 / 8, 14 / 8),
    "reach_1": (2 / 7, 3 / 7),
    "reach_2": (4 / 7, 5 / 7),
    "peer_tie_share": (3 / 5, 4 / 7),
    "pair_loss": (0.6, 1 / 3),
    "isolates": (2, 1),
    "congruence": (0.4, 0.6),
    "outcome_coverage": (0.5, math.nan),
}


@pytest.mark.parametrize("headline", EXPECTED)
def test_numbers_by_hand_at_both_levels(table: pd.DataFrame, headline: str) -> None:
    value, any_contact = EXPECTED[headline]
    assert table.at[headline, "value"] == pytest.approx(value)
    assert table.at[headline, "any_contact"] == pytest.approx(any_contact, nan_ok=True)


def test_shape(table: pd.DataFrame) -> None:
    assert ["headline", *table.columns] == list(COLUMNS)
    assert list(table.index) == list(EXPECTED)
    assert set(table["unit"]) == {"count", "share", "mean"}


def test_sentences_hold_the_numbers(table: pd.DataFrame) -> None:
    said = table["sentence"]
    assert said["reach_2"] == (
        "The backbone reaches 4 of 7 partners within one introduction (57 %); at any contact 5 (71 %)."
    )
    assert said["isolates"] == "2 members who answered have no contact monthly or more; 1 of them has none at all."
    assert "57 %" not in said["pair_loss"]
    assert "60 %" in said["pair_loss"]
    assert all(text.endswith(".") for text in said)


def test_words_are_kind(table: pd.DataFrame) -> None:
    for text in [*table["sentence"], *table["label"]]:
        for word in FORBIDDEN_WORDS:
            assert not re.search(rf"\b{word}\b", text, re.IGNORECASE)


def test_without_backbone_or_work_it_says_why(tmp_path: Path) -> None:
    table = headlines(small_situation(tmp_path / "s", MEMBERS, TIES, settings="")).set_index("headline")
    for headline in ("reach_1", "reach_2", "peer_tie_share", "pair_loss", "congruence", "outcome_coverage"):
        assert math.isnan(table.at[headline, "value"])
        assert "not" in table.at[headline, "sentence"] or "No " in table.at[headline, "sentence"]
    assert "does not say who the backbone is" in table.at["reach_2", "sentence"]


def test_silence_is_not_isolation(tmp_path: Path) -> None:
    situation = small_situation(tmp_path / "s", MEMBERS, TIES, silent=["f1"])
    table = headlines(situation).set_index("headline")
    assert table.at["isolates", "value"] == 1
    assert "did not answer, and nobody named" in table.at["isolates", "sentence"]
    assert table.at["response_rate", "value"] == pytest.approx(7 / 8)


def test_who_answered_not_known(tmp_path: Path) -> None:
    situation = small_situation(tmp_path / "s", MEMBERS, TIES, tables={"responses": ""})
    table = headlines(situation).set_index("headline")
    assert math.isnan(table.at["response_rate", "value"])
    assert "not known" in table.at["response_rate", "sentence"]
