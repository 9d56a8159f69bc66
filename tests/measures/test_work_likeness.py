"""How alike activities are, worked out by hand."""

import pytest
from folder import write_study

from ci_network.measures.work_likeness import WEIGHTS, work_likeness_table
from ci_network.study.study import read_study

OUTCOMES = "id\no1\no2\no3"


def likeness(tmp_path, *rows):
    activities = "\n".join(["id,kind,outcomes,population,place", *rows])
    study = read_study(write_study(tmp_path, {"outcomes": OUTCOMES, "activities": activities}))
    return work_likeness_table(study).set_index(["activity", "other"])


def test_by_hand(tmp_path):
    """Goals 1 of 3 in common, people 1 of 2, a place in common, another kind."""
    table = likeness(tmp_path, "x,talk,o1|o2,families|elders,town|mill", "y,walk,o2|o3,Families,Mill")
    row = table.loc[("x", "y")]
    assert row[["outcomes", "population", "place", "kind"]].to_list() == pytest.approx([1 / 3, 1 / 2, 1, 0])
    assert row["likeness"] == pytest.approx(0.35 / 3 + 0.25 / 2 + 0.2)


def test_alike_in_all_is_one_and_blank_is_in_common_with_nothing(tmp_path):
    table = likeness(tmp_path, "x,talk,o1,all,town", "y,talk,o1,all,town", "z,,,,", "w,,,,")
    assert table.at[("x", "y"), "likeness"] == pytest.approx(1)
    assert table.at[("z", "w"), "likeness"] == 0
    assert sum(WEIGHTS.values()) == pytest.approx(1)


@pytest.mark.parametrize("rows", [(), ("x,talk,o1,all,town",)])
def test_fewer_than_two_activities_have_no_pair(tmp_path, rows):
    assert likeness(tmp_path, *rows).empty
