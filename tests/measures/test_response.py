"""Who answered, how far the ends agree, and what may be claimed."""

import math

import networkx as nx
import pytest
from folder import write_study

import ci_network as ci
from ci_network.measures.response import (
    complete_answers,
    density_bounds,
    net_confirmation_rate,
    response_policy,
    responses_table,
)
from ci_network.network.build import build_network
from ci_network.network.network import Network
from ci_network.network.tierule import TieRule
from ci_network.study.study import read_study

CUTS = {"full": 0.8, "bands": 0.65, "sector": 0.6}
TOML = '[study]\ntitle = "T"\npurpose = "T"\nbackbone = ["bb"]\n'


def study_of(tmp_path, *, silent=(), partial=(), n=9, sectors="health"):
    ids = ["bb", *(f"m{i}" for i in range(n))]
    status = {m: "none" if m in silent else "partial" if m in partial else "complete" for m in ids}
    sector = {m: "backbone" if m == "bb" else sectors if m != "m8" else "schools" for m in ids}
    reports = [("m0", "m1", 3), ("m1", "m0", 3), ("m0", "m2", 4), ("m3", "m0", 1)]
    tables = {
        "stakeholders": "id,sector\n" + "\n".join(f"{m},{sector[m]}" for m in ids),
        "responses": "stakeholder,wave,status\n" + "\n".join(f"{m},2025,{status[m]}" for m in ids),
        "ties": "wave,layer,source,target,value\n"
        + "\n".join(f"2025,communication,{a},{b},{value}" for a, b, value in reports if a not in silent),
    }
    return read_study(write_study(tmp_path, tables, toml=TOML))


@pytest.mark.parametrize(
    ("silent", "level"),
    [
        ([], "all"),
        (["m0", "m1"], "all"),
        (["m0", "m1", "m2"], "bands"),
        (["m0", "m1", "m2", "m3"], "counts"),
        (["bb"], "bands"),
        (["m8"], "bands"),
    ],
)
def test_what_the_answers_permit(tmp_path, silent, level):
    net = build_network(study_of(tmp_path, silent=silent))
    found = response_policy(net, required_sectors=["schools", "absent"], **CUTS)
    assert found.level == level
    assert bool(found.reason) == (level != "all")


def test_where_nobody_says_who_answered():
    found = response_policy(Network.of(nx.path_graph(3)), **CUTS)
    assert (found.level, math.isnan(found.rate)) == ("unstated", True)


def test_rates_by_wave_and_sector(tmp_path):
    table = responses_table(study_of(tmp_path, silent=["m8"], partial=["m1"])).set_index("group")
    assert table.loc["", ["wave", "members", "answered", "rate"]].to_list() == ["2025", 10, 9, 0.9]
    assert table.loc["schools", "rate"] == 0


def test_rates_are_not_known_without_the_table():
    table = responses_table(ci.read_study("data/knoke"))
    assert table[["answered", "rate"]].isna().all(axis=None)
    assert (table["members"] > 0).all()


def test_an_answer_in_part_is_no_known_no(tmp_path):
    study = study_of(tmp_path, silent=["m8"], partial=["m1"])
    net = build_network(study)
    assert net.ids[~complete_answers(net, study)].to_list() == ["m1", "m8"]
    knoke = ci.read_study("data/knoke")
    net = build_network(knoke, "money")
    assert (complete_answers(net, knoke) == net.answered).all()


def test_confirmation_counts_only_pairs_that_both_answered(tmp_path):
    study = study_of(tmp_path)
    assert net_confirmation_rate(build_network(study, rule=TieRule("monthly"))) == 0.5
    assert net_confirmation_rate(build_network(study, rule=TieRule("any"))) == pytest.approx(1 / 3)
    silent = study_of(tmp_path / "silent", silent=["m2", "m3"])  # m0 alone speaks of m2, and m3 of nobody
    assert net_confirmation_rate(build_network(silent, rule=TieRule("any"))) == 1


def test_confirmation_is_undefined_without_reports(tmp_path):
    net = build_network(study_of(tmp_path), rule=TieRule("daily"))
    assert math.isnan(net_confirmation_rate(net))


def test_bounds_of_the_density(tmp_path):
    net = build_network(study_of(tmp_path, silent=["m4", "m5", "m6"]), rule=TieRule("any"))
    assert density_bounds(net) == pytest.approx((3 / 45, 6 / 45))
    directed = build_network(study_of(tmp_path / "d", silent=["m4"]), rule=TieRule("any", symmetrise="none"))
    assert density_bounds(directed) == pytest.approx((4 / 90, 13 / 90))
    assert all(math.isnan(part) for part in density_bounds(Network.of(nx.path_graph(3))))
