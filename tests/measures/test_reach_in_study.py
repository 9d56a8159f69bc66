"""Reach by channel and level, purpose and role, working group, and into work: a small study told in full."""

import math

import pandas as pd
import pytest
from folder import write_study

import ci_network as ci
from ci_network.disclosure.groups import suppress_small
from ci_network.measures.reach_in_study import ALL_CHANNELS, study_reach_table
from ci_network.network.build import build_network, networks_by_level
from ci_network.network.tierule import TieRule

TIES = """wave,layer,source,target,value,channel,purpose,reported_by
2025,communication,bb,a,4,meeting,planning,bb
2025,communication,a,bb,4,meeting,planning,a
2025,communication,bb,b,3,Newsletter,news,bb
2025,communication,bb,c,2,newsletter,news,bb
2025,communication,bb,d,3,newsletter,data,bb
2025,communication,bb,d,1,email,data,d
2025,communication,a,e,5,email,strategy,a
2025,communication,bb,f,3,,,bb
"""
PEOPLE = "id,sector\n" + "\n".join(f"{one},x" for one in ("bb", "a", "b", "c", "d", "e", "f"))
GROUPS = "id,kind\ng1,working group\ng2,working group\ng3,working group"
MEMBERSHIP = "group,stakeholder\ng1,a\ng1,e\ng1,bb\ng2,a\ng2,b\ng2,c\ng3,d\ng3,e\ng3,f"
WORK = {
    "activities": "id,lead\nclinic,a",
    "participation": "stakeholder,activity\nc,clinic",
    "outcomes": "id,goal\nread,Reading",
    "commitments": "stakeholder,outcome\nf,read\ne,read",
}
TOML = """[study]
title = "Small"
purpose = "Testing"
backbone = ["bb"]
{more}

[tie_rule]
at_least = "monthly"

[layers.communication]
kind = "frequency"
"""


def study_of(folder, *, more="", ties=TIES, **tables):
    written = {"stakeholders": PEOPLE, "ties": ties, "groups": GROUPS, "membership": MEMBERSHIP, **WORK, **tables}
    kept = {name: text for name, text in written.items() if text}
    return ci.read_study(write_study(folder, kept, toml=TOML.replace("{more}", more)))


def table_of(study):
    net = build_network(study)
    return study_reach_table(study, net, build_network(study, rule=net.rule.any_contact()))


def values(table, measure):
    rows = table[table["measure"] == measure]
    return {(row.group, row.threshold): row.value for row in rows.itertuples()}


def test_every_channel_at_every_level(tmp_path):
    found = values(table_of(study_of(tmp_path)), "reach_1_by_channel")
    levels = ("any contact", "quarterly", "monthly", "weekly", "daily")
    assert set(found) == {
        (c, level) for c in ("Newsletter", "email", "meeting", "newsletter", ALL_CHANNELS) for level in levels
    }
    counts = {c: [round(6 * found[c, level]) for level in levels] for c in ("newsletter", "email", ALL_CHANNELS)}
    assert counts == {"newsletter": [2, 2, 1, 0, 0], "email": [1, 0, 0, 0, 0], ALL_CHANNELS: [5, 5, 4, 1, 0]}
    two = values(table_of(study_of(tmp_path / "again")), "reach_2_by_channel")
    assert two[ALL_CHANNELS, "weekly"] == pytest.approx(2 / 6)


def test_broadcast_only_counts_those_without_any_other_channel(tmp_path):
    found = values(table_of(study_of(tmp_path)), "broadcast_only")
    # b and c hear by newsletter alone; d by email too, but seldom; f's tie has no channel and counts as two-way.
    assert found["", "any contact"] == pytest.approx(2 / 6)
    assert found["", "monthly"] == pytest.approx(2 / 6)


def test_the_study_may_say_which_channels_are_one_way(tmp_path):
    found = values(table_of(study_of(tmp_path, more='one_way_channels = ["Meeting"]')), "broadcast_only")
    assert found["", "any contact"] == pytest.approx(1 / 6)
    ways = 'one_way_channels = ["meeting", "newsletter", "email"]'
    told = TIES.replace("bb,f,3,,,bb", "bb,f,3,meeting,,bb")
    none_left = values(table_of(study_of(tmp_path / "again", more=ways, ties=told)), "broadcast_only")
    assert none_left["", "any contact"] == pytest.approx(5 / 6)


def test_reach_by_purpose_and_role(tmp_path):
    table = table_of(study_of(tmp_path))
    purposes, roles = values(table, "reach_1_by_purpose"), values(table, "reach_1_by_role")
    assert purposes["planning", "monthly"] == purposes["data", "monthly"] == pytest.approx(1 / 6)
    assert purposes["news", "any contact"] == pytest.approx(2 / 6)
    assert purposes["strategy", "monthly"] == 0
    assert roles["vision", "monthly"] == pytest.approx(1 / 6)
    assert math.isnan(roles["funding", "monthly"])
    reasons = table[table["group"] == "funding"]["reason"]
    assert (reasons == "no tie has such a purpose on record").all()


def test_reach_into_working_groups_counts_a_member_in_each(tmp_path):
    table = table_of(study_of(tmp_path))
    assert values(table, "reach_1_by_working_group")["g1", "monthly"] == 0.5
    assert values(table, "reach_2_by_working_group")["g1", "monthly"] == 1
    assert values(table, "reach_1_by_working_group")["g2", "monthly"] == pytest.approx(2 / 3)
    sizes = table[table["measure"] == "reach_1_by_working_group"].set_index("group")["n"]
    assert set(sizes["g1"]) == {2}


def test_a_release_keeps_back_small_working_groups_and_the_next(tmp_path):
    shown, held = suppress_small(table_of(study_of(tmp_path)), "internal")
    groups = shown[shown["measure"] == "reach_1_by_working_group"].set_index(["group", "threshold"])["value"]
    assert groups["g1"].isna().all()
    assert groups["g2"].isna().all()
    assert groups["g3"].notna().all()
    assert held == 8
    shareable, _ = suppress_small(table_of(study_of(tmp_path / "again")), "shareable")
    working = shareable[shareable["measure"].str.endswith("working_group")]
    assert working["value"].isna().all()
    assert shareable[shareable["measure"] == "reach_1_by_channel"]["value"].notna().all()


def test_useful_reach_counts_leads_participants_and_the_committed(tmp_path):
    found = values(table_of(study_of(tmp_path)), "useful_reach")
    # a leads, c takes part, e and f are committed; monthly, c is out of reach.
    assert found["", "any contact"] == pytest.approx(4 / 6)
    assert found["", "monthly"] == pytest.approx(3 / 6)


def test_what_the_study_does_not_say_has_a_reason(tmp_path):
    bare = "\n".join(",".join(line.split(",")[i] for i in (0, 1, 2, 3, 4, 7)) for line in TIES.splitlines()[:4])
    nothing = dict.fromkeys(("activities", "participation", "outcomes", "commitments", "groups", "membership"), "")
    table = table_of(study_of(tmp_path, ties=bare, **nothing))
    assert (table["value"].isna() == (table["reason"] != "")).all()
    by_measure = table[table["threshold"] == "monthly"].drop_duplicates("measure").set_index("measure")["reason"]
    assert by_measure["broadcast_only"] == "no tie has a channel on record"
    assert by_measure["useful_reach"] == "no activities or commitments on record"
    assert "reach_1_by_purpose" not in by_measure


@pytest.mark.parametrize(
    ("backbone", "reason"),
    [([], "no backbone declared"), (["bb", "a", "b", "c", "d", "e", "f"], "no partners beside the backbone")],
)
def test_without_a_backbone_or_partners_every_row_says_so(tmp_path, backbone, reason):
    declared = TOML.replace('["bb"]', str(backbone)).replace("{more}", "")
    tables = {"stakeholders": PEOPLE, "ties": TIES, "groups": GROUPS, "membership": MEMBERSHIP, **WORK}
    study = ci.read_study(write_study(tmp_path, tables, toml=declared))
    reach = ci.analyse(study).reach
    assert {"broadcast_only", "useful_reach", "cascade_reach", "reach_1_by_channel"} <= set(reach["measure"])
    assert reach["value"].isna().all()
    assert (reach["reason"] == reason).all()


def test_a_study_may_declare_purposes_and_its_reports_say_so(tmp_path):
    toml = TOML.replace("{more}", "").replace('at_least = "monthly"', 'at_least = "any"\npurposes = ["news"]')
    study = ci.read_study(write_study(tmp_path, {"stakeholders": PEOPLE, "ties": TIES}, toml=toml))
    net = build_network(study)
    assert net.ties()[["source", "target"]].to_numpy().tolist() == [["bb", "b"], ["bb", "c"]]
    release = ci.release(ci.analyse(study), audience="internal", salt="x")
    assert release.about["rule"].endswith("for news only")
    purposes = release.reach[release.reach["measure"] == "reach_1_by_purpose"]
    assert set(purposes["group"]) == {"news"}


def test_a_rule_of_some_channels_stays_within_them(tmp_path):
    study = study_of(tmp_path)
    rule = TieRule(at_least="any", channels=("email", "newsletter"))
    net = build_network(study, rule=rule)
    table = study_reach_table(study, net, net)
    assert set(table[table["measure"] == "reach_1_by_channel"]["group"]) == {"email", "newsletter", ALL_CHANNELS}
    assert values(table, "broadcast_only")["", "any contact"] == pytest.approx(1 / 6)
    newsletter = build_network(study, rule=TieRule(at_least="any", channels=("newsletter",)))
    table = study_reach_table(study, newsletter, newsletter)
    assert values(table, "broadcast_only")["", "any contact"] == pytest.approx(2 / 6)


@pytest.mark.parametrize("symmetrise", ["either", "both", "max", "min", "mean", "none"])
@pytest.mark.parametrize("min_reports", [1, 2])
def test_levels_cut_from_one_network_equal_levels_built(symmetrise, min_reports):
    study = ci.read_study("data/riverbend")
    rule = TieRule(symmetrise=symmetrise, min_reports=min_reports, purposes=("planning", "news"))
    levels = ["any", "quarterly", "weekly"]
    found = networks_by_level(study, "communication", wave="2026", rule=rule, levels=levels)
    assert list(found) == ["any contact", "quarterly", "weekly"]
    for level, net in zip(levels, found.values(), strict=True):
        one = TieRule(at_least=level, symmetrise=symmetrise, min_reports=min_reports, purposes=rule.purposes)
        built = build_network(study, rule=one)
        assert net.rule == built.rule
        assert (net.matrix != built.matrix).nnz == 0


def test_the_analysis_has_one_row_a_figure_and_the_spread_its_error():
    analysis = ci.analyse(ci.read_study("data/riverbend"), rng=1)
    reach = analysis.reach
    assert not reach.duplicated(["measure", "group", "threshold"]).any()
    assert (reach["value"].isna() == (reach["reason"] != "")).all()
    drawn = reach[reach["standard_error"].notna()]
    assert set(drawn["measure"]) == {"cascade_reach"}
    assert drawn["standard_error"].between(0.0001, 0.01).all()
    again = ci.analyse(ci.read_study("data/riverbend"), rng=1).reach
    pd.testing.assert_frame_equal(reach, again)
    assert "pass_on_weekly" in set(analysis.thresholds()["name"])
