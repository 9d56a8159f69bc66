"""Reports become ties by the rule; silence is missing, not zero."""

from pathlib import Path

import numpy as np
import pytest
from folder import write_study

from ci_network.errors import UnknownNameError
from ci_network.network.build import _highest, build_network
from ci_network.network.network import Network
from ci_network.network.tierule import TieRule
from ci_network.study.layer import Layer
from ci_network.study.study import read_study

# a and b answered in full, c in part, d not at all. Values are on the default ladder, 3 being monthly.
ANSWERS = {
    "stakeholders": "id,name\nbb,B\na,A\nb,B\nc,C\nd,D",
    "responses": "stakeholder,status\nbb,complete\na,complete\nb,complete\nc,partial\nd,none",
    "ties": """
        layer,source,target,value,channel
        communication,a,b,5,email
        communication,a,b,3,meeting
        communication,b,a,2,email
        communication,a,c,4,email
        communication,a,d,3,email
        communication,b,c,2,email
        communication,c,b,4,email
    """,
}


def network(tmp_path: Path, **rule: object) -> Network:
    return build_network(read_study(write_study(tmp_path, ANSWERS)), rule=TieRule(**rule))  # type: ignore[arg-type]


def values(net: Network) -> dict[tuple[str, str], float]:
    ties = net.ties()
    return dict(zip(zip(ties["source"], ties["target"], strict=True), ties["value"], strict=True))


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ("either", {("a", "b"): 5, ("a", "c"): 4, ("a", "d"): 3, ("b", "c"): 4}),
        ("max", {("a", "b"): 5, ("a", "c"): 4, ("a", "d"): 3, ("b", "c"): 4}),
        # a-b: b reports 2 only, below monthly. c's silence on a is not known, so a's report stands alone.
        ("both", {("a", "c"): 4, ("a", "d"): 3}),
        ("min", {("a", "c"): 4, ("a", "d"): 3}),
        ("mean", {("a", "b"): 3.5, ("a", "c"): 4, ("a", "d"): 3, ("b", "c"): 3}),
    ],
)
def test_symmetrising_at_monthly(tmp_path: Path, how: str, expected: dict[tuple[str, str], float]) -> None:
    net = network(tmp_path, symmetrise=how)
    assert values(net) == expected
    assert not net.directed


def test_directions_are_kept_where_wanted(tmp_path: Path) -> None:
    net = network(tmp_path, symmetrise="none", at_least="any")
    assert net.directed
    assert values(net) == {
        ("a", "b"): 5, ("a", "c"): 4, ("a", "d"): 3, ("b", "a"): 2, ("b", "c"): 2, ("c", "b"): 4,
    }  # fmt: skip


def test_a_complete_answer_without_a_row_is_a_known_no(tmp_path: Path) -> None:
    tables = ANSWERS | {"ties": "layer,source,target,value\ncommunication,a,b,4"}
    study = read_study(write_study(tmp_path, tables))
    assert values(build_network(study, rule=TieRule(symmetrise="both"))) == {}
    assert values(build_network(study, rule=TieRule(symmetrise="mean", at_least=2))) == {("a", "b"): 2}


def test_channels_choose_rows(tmp_path: Path) -> None:
    assert values(network(tmp_path, channels=("meeting",))) == {("a", "b"): 3}


def test_two_reports_can_be_asked_for(tmp_path: Path) -> None:
    assert values(network(tmp_path, min_reports=2, at_least=2)) == {("a", "b"): 5, ("b", "c"): 4}


def test_who_answered(tmp_path: Path) -> None:
    net = network(tmp_path)
    assert net.answered.tolist() == [True, True, True, True, False]
    assert net.response_rate == 0.8
    assert net.response_known


def test_reported_by_tells_direction_from_reporter(tmp_path: Path) -> None:
    tables = ANSWERS | {"responses": "", "ties": "layer,source,target,value,reported_by\nresources,a,b,1,b"}
    study = read_study(write_study(tmp_path, tables))
    net = build_network(study, "resources", rule=TieRule(symmetrise="none"))
    assert values(net) == {("a", "b"): 1}
    assert net.reports[2, 1] == 1
    assert net.answered.tolist() == [False, False, True, False, False]
    assert not net.response_known


def test_an_undirected_layer_is_symmetric_and_nobody_is_silent(tmp_path: Path) -> None:
    toml = '[study]\ntitle = "t"\n[layers.contact]\nkind = "count"\ndirected = false\n'
    tables = ANSWERS | {"responses": "", "ties": "layer,source,target,value\ncontact,a,b,2\ncontact,b,a,2"}
    net = build_network(
        read_study(write_study(tmp_path, tables, toml=toml)), "contact", rule=TieRule(symmetrise="both")
    )
    assert values(net) == {("a", "b"): 2}
    assert net.answered.all()


def test_items_are_averaged(tmp_path: Path) -> None:
    tables = ANSWERS | {"ties": "layer,source,target,value\ntrust.mission,a,b,4\ntrust.openness,a,b,1"}
    net = build_network(read_study(write_study(tmp_path, tables)), "trust", rule=TieRule(at_least="any"))
    assert values(net) == {("a", "b"): 2.5}


def test_default_level_is_monthly_where_the_scale_has_it(tmp_path: Path) -> None:
    study = read_study(write_study(tmp_path, ANSWERS))
    net = build_network(study)
    assert net.rule.level_name(net.layer) == "monthly"
    assert net.rule.any_contact().level_name(net.layer) == "any contact"


def test_outsiders_stay_in_the_tables_and_off_the_roster(tmp_path: Path) -> None:
    tables = ANSWERS | {"stakeholders": "id,name,role\nbb,B,\na,A,\nb,B,\nc,C,\nd,D,outsider"}
    study = read_study(write_study(tmp_path, tables))
    net = build_network(study)
    assert list(net.ids) == ["bb", "a", "b", "c"]
    assert ("a", "d") not in values(net)
    assert study.outsiders == 1
    assert "d" in set(study.table("ties")["target"])
    assert net.response_rate == 1.0


def test_a_level_reads_as_part_of_a_sentence() -> None:
    layer = Layer("contact", "frequency", scale=("Never", "Monthly", "via EU portal"), high=2)
    assert TieRule(at_least="monthly").level_name(layer) == "monthly"
    assert TieRule(at_least=2).level_name(layer) == "via EU portal"


def test_an_unknown_level_names_the_scale(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match=r"'often'.*never, yearly.*any"):
        network(tmp_path, at_least="often")


def test_an_unknown_way_to_symmetrise_is_refused() -> None:
    with pytest.raises(UnknownNameError, match=r"'sum'.*either, both"):
        TieRule(symmetrise="sum")


@pytest.mark.parametrize("count", [0, 1, 60])
def test_of_several_reports_at_a_place_the_highest_stays(count: int) -> None:
    rng = np.random.default_rng(count)
    rows, columns = rng.integers(0, 5, count), rng.integers(0, 5, count)
    values = rng.integers(0, 4, count).astype(float)
    naive = np.zeros((5, 5))
    for row, column, value in zip(rows, columns, values, strict=True):
        naive[row, column] = max(naive[row, column], value)
    found = _highest(values, rows, columns, 5)
    assert (found.toarray() == naive).all()
    assert found.nnz == (naive > 0).sum()
