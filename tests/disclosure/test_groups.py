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


def compared(table: pd.DataFrame, **figures: float) -> pd.DataFrame:
    rows = [
        {"measure": name, "group": "", "threshold": "monthly", "value": value, "n": 4, "reason": ""}
        for name, value in figures.items()
    ]
    return pd.concat([table, pd.DataFrame(rows)], ignore_index=True)


def test_the_least_of_all_groups_tells_nothing_of_one_kept_back() -> None:
    told = table(9, 8, 4, 4).assign(value=[0.5, 0.9, 0.6, 0.0, 1.0])
    with_figures = compared(told, evenness=0.0, reach_gap=1.0, reach_1=0.3)
    shown, _ = suppress_small(with_figures, "shareable")
    figures = shown.set_index("measure").loc[["evenness", "reach_gap", "reach_1"]]
    assert figures["value"].round(9).to_list() == [0.6, 0.3, 0.3]
    assert figures["n"].to_list() == [2, 2, 4]
    assert (figures["reason"] == "").all()
    pd.testing.assert_frame_equal(suppress_small(with_figures, "internal")[0], with_figures)


def test_with_every_group_kept_back_there_is_nothing_to_compare() -> None:
    shown, _ = suppress_small(compared(table(2, 1), evenness=0.5), "internal")
    last = shown.iloc[-1]
    assert pd.isna(last["value"])
    assert last["reason"].startswith("kept back")


def test_a_standard_error_goes_with_its_figure() -> None:
    shown, _ = suppress_small(table(2, 1, 4).assign(standard_error=0.1), "internal")
    assert shown["standard_error"].isna().tolist() == [False, True, True, False]
