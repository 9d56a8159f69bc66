"""What a situation knows: levels, who is told of, what may be said, when activities have ended."""

import datetime as dt

import networkx as nx
import numpy as np
import pytest
from small_study import small_situation
from toy import toy_study

import ci_network as ci
from ci_network.gaps.situation import Situation
from ci_network.network.tierule import TieRule

MEMBERS = {"bb": "backbone"} | {f"m{i}": "health" for i in range(9)}
TIES = {("bb", "m0"): 3, ("m0", "m1"): 1, ("m1", "m2"): 3}


def test_it_holds_both_levels_without_directions(tmp_path):
    situation = Situation.of(toy_study(tmp_path), rule=TieRule("monthly", symmetrise="none"))
    assert not situation.net.directed
    assert len(situation.net.ties()) == 5
    assert len(situation.any_contact.ties()) == 7
    assert situation.from_backbone[7] == np.inf


def test_activities_end_by_the_last_day_of_the_waves_year_never_by_today(tmp_path):
    study = ci.read_study("data/riverbend")
    assert Situation.of(study, wave="2025").as_of == dt.date(2025, 12, 31)
    assert "attendance-letters" in Situation.of(study).ended
    assert "attendance-letters" not in Situation.of(study, as_of=dt.date(2025, 6, 1)).ended
    toy = Situation.of(toy_study(tmp_path))
    assert toy.as_of is None
    assert not toy.ended


@pytest.mark.parametrize(
    ("silent", "caveat", "may_name"),
    [
        ([], "", True),
        (["m6", "m7", "m8"], "provisional: 70 % of members answered", True),
        (["m5", "m6", "m7", "m8"], "provisional: only 60 % of members answered", False),
    ],
)
def test_what_may_be_said(tmp_path, silent, caveat, may_name):
    situation = small_situation(tmp_path, MEMBERS, TIES, silent=silent)
    assert (situation.caveat, situation.may_name) == (caveat, may_name)


def test_without_a_table_of_responses_that_is_said():
    situation = Situation.of(ci.read_study("data/knoke"), layer="money")
    assert situation.caveat == "who answered is not known"
    assert situation.may_name


def test_a_pair_is_told_of_by_either_end(tmp_path):
    situation = small_situation(tmp_path, MEMBERS, TIES, silent=["m7", "m8"])
    assert situation.observed[8, 0]
    assert not situation.observed[8, 9]
    assert situation.share_observed([9]) == 8 / 9
    assert situation.share_observed([8, 9], [8, 9]) == 0
    assert situation.share_observed([3], [3]) == 1


@pytest.mark.parametrize(("level", "words"), [("monthly", " monthly or more"), ("daily", " daily"), ("any", "")])
def test_the_level_as_it_follows_contact(tmp_path, level, words):
    assert Situation.of(toy_study(tmp_path), rule=TieRule(level)).often == words


def test_steering_is_known_by_group_or_by_role(tmp_path):
    tables = {"groups": "id,kind\ng,Steering committee\nw,working group", "membership": "group,stakeholder\ng,m1\nw,m2"}
    situation = small_situation(tmp_path, MEMBERS, TIES, tables=tables)
    assert situation.ids[situation.in_steering].to_list() == ["m1"]


def test_a_generator_gives_a_seed(tmp_path):
    study = toy_study(tmp_path)
    seeds = {Situation.of(study, rng=np.random.default_rng(seed)).seed for seed in (1, 1, 2)}
    assert len(seeds) == 2
    assert Situation.of(study, rng=5).seed == 5


def test_required_pairs_leave_the_backbone_out(tmp_path):
    tables = {"activities": "id\nw", "participation": "stakeholder,activity\nbb,w\nm1,w\nm2,w"}
    situation = small_situation(tmp_path, MEMBERS, TIES, tables=tables)
    assert nx.Graph(situation.required.toarray()).number_of_edges() == 1
