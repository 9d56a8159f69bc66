"""Small groups are kept back, and with a single one the next smallest."""

import pandas as pd

from ci_network.disclosure.groups import OTHER_SECTORS, coarse_sectors, suppress_small, suppress_small_rates


def table(*sizes: int) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "measure": "reach_2",
            "group": ["", *(f"g{place}" for place in range(len(sizes)))],
            "threshold": "monthly",
            "value": 0.5,
            "n": [sum(sizes), *sizes],
            "reason": "",
        }
    )


def test_a_single_small_group_takes_the_next_smallest_with_it() -> None:
    shown, held = suppress_small(table(2, 9, 4), "internal")
    assert shown["value"].isna().tolist() == [False, True, False, True]
    assert held == 2


def test_two_small_groups_protect_each_other() -> None:
    shown, held = suppress_small(table(2, 1, 4), "internal")
    assert shown["value"].isna().tolist() == [False, True, True, False]
    assert held == 2


def test_beyond_the_team_the_least_is_five() -> None:
    shown, _ = suppress_small(table(4, 4, 6), "shareable")
    assert shown["value"].isna().tolist() == [False, True, True, False]
    assert suppress_small(table(4, 4, 6), "internal")[1] == 0


def test_small_sectors_become_one_in_a_shareable_release() -> None:
    sectors = pd.Series(["health"] * 5 + ["faith"] * 2)
    assert coarse_sectors(sectors, "shareable").tolist() == ["health"] * 5 + [OTHER_SECTORS] * 2
    assert coarse_sectors(sectors, "internal") is sectors


def test_rates_of_small_groups_are_kept_back() -> None:
    rates = pd.DataFrame({"group": ["", "faith"], "members": [9, 2], "answered": [8, 1], "rate": [8 / 9, 0.5]})
    assert suppress_small_rates(rates, "internal")["rate"].isna().tolist() == [False, True]
