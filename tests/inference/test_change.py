"""Two waves of a study compared: counts, the test of change, sentences, one table."""

from itertools import product
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from folder import write_study

import ci_network as ci
from ci_network.errors import UnknownNameError, UsageError
from ci_network.inference.change import COMPARE_COLUMNS, COUNTS, WaveChange, compare_table, compare_waves
from ci_network.inference.wave_test import MEASURES, Exchange, change_tests, density_interval
from ci_network.measures.grouping import grouping
from ci_network.network.network import Network
from ci_network.network.waves import Panel, common_panel
from ci_network.study.study import Study, read_study
from ci_network.terms import FORBIDDEN_WORDS

RIVERBEND = "data/riverbend"
MEMBERS = ["a", "b", "c", "d", "e", "f"]


@pytest.fixture(scope="module")
def riverbend() -> WaveChange:
    return compare_waves(ci.read_study(RIVERBEND))


def study_of(folder: Path, first: dict[str, int], second: dict[str, int], *, silent: str = "") -> Study:
    """Ties are two letters; in each wave everybody answered, but those in ``silent`` in the second."""
    told = [
        f"{wave},communication,{pair[0]},{pair[1]},{value}"
        for wave, ties in (("2024", first), ("2025", second))
        for pair, value in ties.items()
    ]
    answers = [f"{m},2024,complete" for m in MEMBERS]
    answers += [f"{m},2025,{'none' if m in silent else 'complete'}" for m in MEMBERS]
    tables = {
        "stakeholders": "id,sector\n" + "\n".join(f"{m},{'xy'[m > 'c']}" for m in MEMBERS),
        "ties": "wave,layer,source,target,value\n" + "\n".join(told),
        "responses": "stakeholder,wave,status\n" + "\n".join(answers),
    }
    return read_study(write_study(folder, tables, toml='[study]\ntitle = "T"\npurpose = "T"\n'))


def random_panel(seed: int, *, directed: bool = False, n: int = 9) -> Panel:
    rng = np.random.default_rng(seed)
    return common_panel(*(_random(rng, directed, n) for _ in range(2)))


def _random(rng: np.random.Generator, directed: bool, n: int) -> Network:
    values = rng.integers(1, 6, (n, n)) * (rng.random((n, n)) < 0.35)
    people = pd.DataFrame({"sector": [f"s{i % 3}" for i in range(n)]}, index=pd.Index(range(n)))
    return Network.from_scipy(values * (1 - np.eye(n)), people, directed=directed)


@pytest.mark.parametrize("directed", [False, True])
def test_statistics_are_those_of_the_measures(directed):
    panel = random_panel(3, directed=directed)
    held = Exchange(panel, grouping(panel.second, "sector"))
    for net, values in ((panel.first, held.before), (panel.second, held.after)):
        found = dict(zip(MEASURES, held.statistics(values[None])[0], strict=True))
        assert found["ties"] == len(net.ties())
        assert found["density"] == pytest.approx(ci.net_density(net))
        assert found["mean_value"] == pytest.approx(net.ties()["value"].mean())
        assert found["centralization_degree"] == pytest.approx(ci.net_centralization_degree(net))
        assert found["transitivity"] == pytest.approx(ci.net_transitivity(net))
        np.testing.assert_allclose(found["reciprocity"], ci.net_reciprocity(net))


def test_exact_p_counts_every_exchange():
    first = Network.of(nx.empty_graph(5))
    second = Network.of(nx.Graph([(0, 1), (1, 2), (0, 2), (2, 3)]))
    graph = nx.empty_graph(5)
    graph.add_edges_from([(0, 1), (1, 2), (0, 2), (2, 3)])
    panel = common_panel(first, Network.of(graph))
    test, _ = change_tests(panel, grouping(panel.second, "sector"))
    frame = test.frame.set_index("measure")
    gains = [sum(signs) for signs in product((-1, 1), repeat=4)]
    assert frame["exact"].all()
    assert frame.at["ties", "p_two_sided"] == sum(abs(gain) >= 4 for gain in gains) / 16
    assert frame.at["ties", "mc_error"] == 0
    assert second.n == 4


def test_drawn_p_agrees_with_exact_within_its_error():
    panel = random_panel(11, n=6)
    groups = grouping(panel.second, "sector")
    exact, _ = change_tests(panel, groups, replicates=10**5)
    drawn, _ = change_tests(panel, groups, replicates=1000, rng=5)
    if not exact.exact or drawn.exact:
        pytest.fail("the example should be exact at one size alone")
    one, two = (found.frame.set_index("measure").loc[list(MEASURES[:2])] for found in (exact, drawn))
    assert (abs(one["p_two_sided"] - two["p_two_sided"]) <= 4 * two["mc_error"] + 1 / 1001).all()


def test_sectors_are_tested_by_their_own_ties():
    panel = random_panel(2)
    groups = grouping(panel.second, "sector")
    _, sectors = change_tests(panel, groups, replicates=50)
    code = groups.code
    for name, seen in zip(groups.names, sectors.statistic, strict=True):
        inside = code == groups.names.index(name)
        touching = np.triu(inside[:, None] | inside[None, :], 1)
        new, old = panel.second.binary.toarray(), panel.first.binary.toarray()
        assert seen == ((new - old) * touching).sum()


def test_two_equal_waves_have_not_changed():
    net = random_panel(1).first
    panel = common_panel(net, net)
    test, _ = change_tests(panel, grouping(net, "sector"))
    frame = test.frame.set_index("measure").drop("reciprocity")
    assert (frame["estimate"] == 0).all()
    assert (frame["p_two_sided"] == 1).all()
    assert density_interval(panel) == (0, 0)


def test_counts_of_a_small_study(tmp_path):
    first = {"ab": 3, "ac": 3, "bc": 3, "de": 3}
    second = {"ab": 4, "ac": 3, "cd": 3}
    change = compare_waves(study_of(tmp_path, first, second))
    whole = compare_table(change).query("part == 'network' and measure == 'ties'").iloc[0]
    assert whole[["first", "second", "change", *COUNTS]].to_list() == [4, 3, -1, 1, 1, 0, 1, 2, 0]
    members = change.members.set_index("member")
    assert members.loc["c", ["first", "second", "change", "kept", "gained", "lost"]].to_list() == [2, 2, 0, 1, 1, 1]
    assert members.loc["f", ["first", "second"]].to_list() == [0, 0]
    assert np.isnan(members.at["f", "jaccard"])
    sectors = change.sectors.set_index("sector")
    assert sectors.loc["y", ["members", "first", "second", "gained", "lost"]].to_list() == [3, 1, 1, 1, 1]
    assert sectors.loc["x", "jaccard"] == 0.5


def test_silence_is_not_loss(tmp_path):
    change = compare_waves(study_of(tmp_path, {"ab": 3, "cd": 3}, {}, silent="ab"))
    assert change.ties["change"].to_list() == ["not known", "lost"]
    ties = change.network.set_index("measure").loc["ties"]
    assert (ties["first"], ties["second"]) == (1, 0), "only pairs told of in both waves are compared"
    assert change.members.set_index("member").loc["a", ["change", "not_known"]].to_list() == [0, 1]


def test_waves_are_found_and_checked(tmp_path):
    study = ci.read_study(RIVERBEND)
    with pytest.raises(UsageError, match="not earlier"):
        compare_waves(study, "2026", "2025")
    with pytest.raises(UsageError, match="no wave before"):
        compare_waves(study, second="2025")
    with pytest.raises(UnknownNameError):
        compare_waves(study, "1999")
    with pytest.raises(UsageError, match="no wave before"):
        compare_waves(read_study(write_study(tmp_path)))


def test_same_seed_same_result():
    study = ci.read_study(RIVERBEND)
    one, two = (compare_table(compare_waves(study, rng=4)) for _ in range(2))
    pd.testing.assert_frame_equal(one, two)


def test_sentences_are_plain_and_judge_nobody(riverbend):
    text = " ".join(riverbend.headlines["sentence"])
    assert "58 members are on the roster in both 2025 and 2026; 6 joined in between and 2 left." in text
    assert "108 remained" in text
    assert not any(f" {word}" in text.casefold() for word in FORBIDDEN_WORDS)
    assert riverbend.headlines["sentence"].str.endswith(".").all()


def test_the_table_holds_no_pair_and_a_reason_for_what_is_not_defined(riverbend):
    table = compare_table(riverbend)
    assert list(table.columns) == list(COMPARE_COLUMNS)
    assert (table["part"] == "member").sum() == 58
    assert (table["part"] == "sector").sum() == 11
    undefined = table["change"].isna()
    assert (table.loc[undefined, "reason"] != "").all()
    assert (table.loc[~undefined, "reason"] == "").all()


def test_parts_add_up(riverbend):
    ties, members = riverbend.ties, riverbend.members
    assert members["first"].sum() == 2 * (ties["before"] > 0).sum()
    assert members[list(COUNTS)].to_numpy().sum() == 2 * len(ties)
    assert (riverbend.sectors["q"] >= riverbend.sectors["p"]).all()
    assert len(riverbend.joined) == 6
    assert set(riverbend.left["member"]) == {"quarry-playgroup", "bell-tower-theatre"}


def test_arrows_can_be_compared():
    rule = ci.TieRule("monthly", symmetrise="none")
    change = compare_waves(ci.read_study(RIVERBEND), rule=rule)
    assert change.network.set_index("measure").at["reciprocity", "reason"] == ""
    assert change.network["p"].between(0, 1).all()


def test_no_member_in_common(tmp_path):
    first, second = Network.of(nx.path_graph(2)), Network.of(nx.path_graph([5, 6]))
    panel = common_panel(first, second)
    test, sectors = change_tests(panel, grouping(panel.second, "sector"))
    assert test.frame["p_two_sided"].isna().sum() >= 4
    assert sectors.frame.empty
    assert np.isnan(density_interval(panel)).all()
