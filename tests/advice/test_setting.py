"""What the rules look at: time left, loads, new ties that fit, earlier waves."""

from pathlib import Path

import numpy as np
from calm_study import TABLES, calm, gap

from ci_network.advice.assumptions import Assumptions
from ci_network.advice.setting import Setting
from ci_network.gaps.situation import Situation


def setting_of(situation: Situation, *gaps: object) -> Setting:
    return Setting(situation, gaps, Assumptions())  # type: ignore[arg-type]


def test_time_left_is_what_is_given_taken_from_what_there_is(tmp_path: Path) -> None:
    setting = setting_of(calm(tmp_path / "s"))
    left = dict(zip(setting.net.ids, setting.hours_left, strict=True))
    assert (left["a1"], left["b2"], left["d2"]) == (8, 7, 10)
    assert np.isnan(left["a3"])


def test_hours_not_told_are_not_known(tmp_path: Path) -> None:
    rows = TABLES["participation"].replace("2025,a1,w1,2", "2025,a1,w1,")
    setting = setting_of(calm(tmp_path / "s", tables={"participation": rows}))
    left = dict(zip(setting.net.ids, setting.hours_left, strict=True))
    assert np.isnan(left["a1"])
    assert left["b2"] == 7


def test_ties_that_fit_the_time_left(tmp_path: Path) -> None:
    setting = setting_of(calm(tmp_path / "s", tables={"capacity": "d1,1 d2,0 c1,40"}))
    d1, d2, c1, c2 = setting.places(["d1", "d2", "c1", "c2"])
    assert [setting.ties_that_fit(place) for place in (d1, d2, c1, c2)] == [1, 0, 2, 2]


def test_who_carries_a_lot_takes_on_nothing(tmp_path: Path) -> None:
    setting = setting_of(calm(tmp_path / "s"), gap("G13", "burdened", "c1"))
    assert setting.ties_that_fit(setting.places(["c1"])[0]) == 0


def test_nobody_is_brought_to_the_point_of_carrying_a_lot(tmp_path: Path) -> None:
    """a1 leads and takes part more than most already: one contact more would make two signs of a high load."""
    setting = setting_of(calm(tmp_path / "s"))
    a1, c2 = setting.places(["a1", "c2"])
    assert setting.loads[a1] >= 1
    assert setting.loads[c2] == 0
    assert setting.ties_that_fit(a1) < setting.ties_that_fit(c2) == 2


def test_a_new_tie_is_at_the_level_of_the_rule(tmp_path: Path) -> None:
    setting = setting_of(calm(tmp_path / "s"))
    assert (setting.tie_value, setting.tie_hours) == (3, 1)


def test_who_was_in_touch_a_wave_ago(tmp_path: Path) -> None:
    ties = """
        wave,layer,source,target,value
        2024,communication,bb,c1,3
        2025,communication,bb,a1,3
    """
    answers = "stakeholder,wave,status\nbb,2024,complete\nbb,2025,complete"
    setting = setting_of(calm(tmp_path / "s", tables={"ties": ties, "responses": answers}))
    bb, c1, a1 = setting.places(["bb", "c1", "a1"])
    assert setting.once_in_touch[bb, c1]
    assert not setting.once_in_touch[bb, a1]
    assert not setting.acquainted[bb, c1]
