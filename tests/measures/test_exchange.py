"""Trust and value as means over enough raters, never per pair."""

import math
from collections import defaultdict
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from folder import write_study

import ci_network as ci
from ci_network.errors import UsageError
from ci_network.measures.exchange import (
    ALL_ITEMS,
    COMPLEMENT,
    NOBODY,
    TOO_FEW,
    exchange_network_table,
    exchange_sectors_table,
    given_table,
    node_relative_connectivity,
    received_standing,
    received_table,
)
from ci_network.study.study import Study, read_study

SECTORS = {"bb": "lead", "a": "health", "b": "health", "c": "schools", "d": "schools", "e": "schools", "f": ""}
# rater, rated, item, value: a is rated by four, b by two, c by three; d by three
RATINGS = [
    *[(rater, "a", "reliability", value) for rater, value in (("bb", 4), ("b", 3), ("c", 2), ("d", 1))],
    ("bb", "a", "mission", 2),
    *[(rater, "b", "reliability", 4) for rater in ("a", "c")],
    *[(rater, "c", "reliability", 3) for rater in ("a", "b", "d")],
    *[(rater, "d", "reliability", 2) for rater in ("a", "b", "c", "bb")],
]


def study_of(folder: Path, ratings: list[tuple[str, str, str, float]] | None = None) -> Study:
    rows = RATINGS if ratings is None else ratings
    return read_study(
        write_study(
            folder,
            {
                "stakeholders": "id,sector\n" + "\n".join(f"{one},{sector}" for one, sector in SECTORS.items()),
                "ties": "wave,layer,source,target,value\n"
                + "\n".join(f"2025,trust.{item},{rater},{rated},{value}" for rater, rated, item, value in rows),
            },
        )
    )


def row(table: pd.DataFrame, item: str, **at: str) -> pd.Series:
    chosen = table["item"] == item
    for name, value in at.items():
        chosen &= table[name] == value
    assert chosen.sum() == 1
    return table[chosen].iloc[0]


def test_a_rater_with_two_items_counts_once_with_their_mean(tmp_path):
    table = received_table(study_of(tmp_path, [*RATINGS, ("e", "b", "reliability", 4)]))
    one = row(table, ALL_ITEMS, member="a")
    assert (one["raters"], one["mean"]) == (4, pytest.approx((3 + 3 + 2 + 1) / 4))
    assert one["normalised"] == pytest.approx((2.25 - 1) / 3)
    assert one["share_high"] == 0.5
    assert one["normalisation"] == "(x - 1) / 3"
    assert row(table, "reliability", member="a")["mean"] == pytest.approx(2.5)


def test_fewer_than_three_raters_are_not_shown_and_say_so(tmp_path):
    table = received_table(study_of(tmp_path))
    few = row(table, ALL_ITEMS, member="b")
    assert few["raters"] == 2
    assert few["reason"] == TOO_FEW
    assert math.isnan(few["mean"])
    assert row(table, "reliability", member="f")["reason"] == NOBODY


def test_what_would_give_another_away_is_kept_back_too(tmp_path):
    # In health a has four raters and b two: a's mean and the sector's would give b's away.
    table = received_table(study_of(tmp_path))
    assert row(table, "reliability", member="a")["reason"] == COMPLEMENT
    assert row(table, "reliability", member="c")["reason"] == ""


def test_sectors_count_different_raters(tmp_path):
    table = exchange_sectors_table(study_of(tmp_path))
    got = row(table, ALL_ITEMS, sector="schools", direction="received")
    assert (got["raters"], got["ratings"]) == (5, 7)
    gave = row(table, ALL_ITEMS, sector="schools", direction="given")
    assert (gave["raters"], gave["ratings"]) == (2, 5)
    assert gave["reason"] == TOO_FEW
    assert (table["mean"].isna() == (table["reason"] != "")).all()


def test_given_needs_three_rated(tmp_path):
    table = given_table(study_of(tmp_path))
    assert row(table, ALL_ITEMS, member="c")["raters"] == 3
    assert row(table, ALL_ITEMS, member="bb")["reason"] == TOO_FEW


def test_no_ratings_give_no_numbers(tmp_path):
    study = read_study(write_study(tmp_path))
    for make in (received_table, given_table, exchange_sectors_table, exchange_network_table):
        table = make(study)
        assert table["mean"].isna().all()
        assert (table["reason"] == NOBODY).all()
    with pytest.raises(UsageError, match="no ratings"):
        received_table(study, "communication")


def test_equal_to_the_slow_way_on_the_bundled_coalition():
    study = ci.read_study("data/riverbend")
    ties = study.table("ties", "2026")
    pairs = defaultdict(list)
    for tie in ties[ties["layer"].str.startswith("value.")].itertuples():
        pairs[tie.source, tie.target].append(tie.value)
    by_rated = defaultdict(list)
    for (_, rated), values in pairs.items():
        by_rated[rated].append(sum(values) / len(values))
    table = received_table(study, "value").query("item == @ALL_ITEMS").set_index("member")
    shown = table[table["mean"].notna()]
    assert len(shown) > 20
    assert (shown["raters"] >= 3).all()
    for member, mean in shown["mean"].items():
        assert mean == pytest.approx(np.mean(by_rated[member]))
    whole = row(exchange_network_table(study, "value"), ALL_ITEMS)
    assert whole["mean"] == pytest.approx(np.mean([one for values in by_rated.values() for one in values]))


def test_what_is_kept_back_of_a_sector_rests_on_three_raters_or_on_nobody():
    study = ci.read_study("data/riverbend")
    ties = study.table("ties", "2026")
    raters = ties[ties["layer"].str.startswith("trust.")].groupby("target")["source"].agg(set)
    table = received_table(study).query("item == @ALL_ITEMS").set_index("member")
    sectors = study.roster()["sector"]
    for _, block in table.groupby(sectors.reindex(table.index)):
        hidden = block.index[block["mean"].isna()]
        behind = set().union(*(raters.get(member, set()) for member in hidden))
        assert not 0 < len(behind) < 3 or block["mean"].isna().all()


def test_relative_connectivity_is_beside_the_highest():
    standing = pd.Series({"a": 0.5, "b": 1.0, "c": np.nan})
    found = node_relative_connectivity(nx.path_graph(["b", "a", "c"]), standing=standing)
    assert found[["a", "b"]].to_list() == [1.0, 1.0]
    assert math.isnan(found["c"])
    assert node_relative_connectivity(nx.empty_graph(["a"]), standing=standing).isna().all()
    assert node_relative_connectivity(nx.Graph(), standing=standing).empty


def test_standing_needs_both_layers(tmp_path):
    assert received_standing(study_of(tmp_path)).isna().all()
