"""Who is brought together."""

from pathlib import Path

from calm_study import MEMBERS, TIES, calm

from ci_network.advice.assumptions import Assumptions
from ci_network.advice.partners import best_pairs, best_partners, in_common, with_room
from ci_network.advice.setting import Setting
from ci_network.gaps.situation import Situation

ALONE = {pair: value for pair, value in TIES.items() if "d2" not in pair}


def setting_of(situation: Situation) -> Setting:
    return Setting(situation, (), Assumptions())


def test_partners_share_a_goal_first_and_are_not_in_contact_yet(tmp_path: Path) -> None:
    setting = setting_of(calm(tmp_path / "s", ties=ALONE))
    (d2,) = setting.places(["d2"])
    found = setting.ids(best_partners(setting, d2, count=2))
    assert len(found) == 2
    assert set(found) <= {"a2", "b2", "c3", "d1", "a3"}
    (a1,) = setting.places(["a1"])
    assert not {"a2", "d1", "bb"} & set(setting.ids(best_partners(setting, a1, count=2)))


def test_no_room_no_partners(tmp_path: Path) -> None:
    full = " ".join(f"{one},0" for one in MEMBERS)
    setting = setting_of(calm(tmp_path / "s", ties=ALONE, tables={"capacity": full}))
    assert with_room(setting, range(setting.net.n)) == []
    assert best_partners(setting, setting.places(["d2"])[0], count=2) == []
    assert best_pairs(setting, range(4), range(4, 8), count=2) == []


def test_unknown_time_is_room_enough(tmp_path: Path) -> None:
    setting = setting_of(calm(tmp_path / "s", ties=ALONE, tables={"capacity": ""}))
    assert best_partners(setting, setting.places(["d2"])[0], count=2)


def test_pairs_go_to_different_members_while_there_are_any(tmp_path: Path) -> None:
    setting = setting_of(calm(tmp_path / "s"))
    housing, others = setting.places(["c1", "c2", "c3"]), setting.places(["a2", "d2"])
    pairs = best_pairs(setting, housing, others, count=2)
    assert len({end for pair in pairs for end in pair}) == 4
    assert all(not setting.standing.adjacency[pair] for pair in pairs)


def test_what_two_have_in_common_in_words(tmp_path: Path) -> None:
    setting = setting_of(calm(tmp_path / "s"))
    a1, a2, c2, b2 = setting.places(["a1", "a2", "c2", "b2"])
    assert in_common(setting, a1, a2) == 'shares the goal "Read well"'
    assert in_common(setting, a1, b2, plural=True) == 'share the goal "Read well"'
    assert in_common(setting, a1, c2) == ""
