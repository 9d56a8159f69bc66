"""Small groups are kept back, and with a single one the next smallest."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from ci_network.disclosure.groups import (
    OTHER_SECTORS,
    coarse_sectors,
    kept_back,
    suppress_small,
    suppress_small_rates,
)


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
    sectors = pd.Series(["health"] * 5 + ["faith"] * 2 + ["arts"] * 3)
    assert coarse_sectors(sectors, "shareable").tolist() == ["health"] * 5 + [OTHER_SECTORS] * 5
    assert coarse_sectors(sectors, "internal") is sectors


def test_one_small_sector_is_not_alone_behind_the_word_other() -> None:
    sectors = pd.Series(["health"] * 5 + ["schools"] * 6 + ["faith"] * 2)
    assert coarse_sectors(sectors, "shareable").tolist() == [OTHER_SECTORS] * 5 + ["schools"] * 6 + [OTHER_SECTORS] * 2


def test_a_pseudonym_is_not_alone_in_a_sector_of_names() -> None:
    sectors = pd.Series(["health"] * 6 + ["schools"] * 6)
    named = pd.Series([False] + [True] * 5 + [False] * 3 + [True] * 3)
    shown = coarse_sectors(sectors, "shareable", named=named)
    assert shown.tolist() == [OTHER_SECTORS] + ["health"] * 5 + ["schools"] * 6


@given(st.lists(st.integers(1, 9), max_size=7), st.integers(0, 4))
def test_what_is_kept_back_cannot_be_worked_out_from_the_total(sizes: list[int], outside: int) -> None:
    groups = pd.Series(sizes, index=[f"g{place}" for place in range(len(sizes))], dtype=int)
    hidden = kept_back(groups, 5, total=sum(sizes) + outside)
    assert set(groups.index[groups < 5]) <= set(hidden)
    rest = int(groups[hidden].sum()) + outside
    assert rest == 0 or len(hidden) == len(groups) or (rest >= 5 and (len(hidden) > 1 or outside > 0))


def test_two_groups_of_one_do_not_cover_each_other() -> None:
    shown, _ = suppress_small(table(1, 1, 6, 9), "internal")
    assert shown["value"].isna().tolist() == [False, True, True, True, False]


def test_members_of_no_sector_count_as_kept_back() -> None:
    told = table(6, 9)
    told.loc[0, "n"] = 17
    shown, _ = suppress_small(told, "shareable")
    assert shown["value"].isna().tolist() == [False, True, False]


def test_a_single_rate_kept_back_takes_another_with_it() -> None:
    rates = pd.DataFrame(
        {"wave": "", "group": ["", "arts", "faith", "health"], "members": [17, 5, 4, 8], "answered": [12.0, 5, 1, 6],
         "rate": [12 / 17, 1, 0.25, 0.75]}
    )  # fmt: skip
    assert suppress_small_rates(rates, "shareable")["rate"].isna().tolist() == [False, True, True, False]


def test_beyond_the_team_no_rate_says_that_nobody_answered() -> None:
    rates = pd.DataFrame(
        {"wave": "", "group": ["", "arts", "faith", "health"], "members": [18, 5, 5, 8], "answered": [11.0, 5, 0, 6],
         "rate": [11 / 18, 1, 0, 0.75]}
    )  # fmt: skip
    shown = suppress_small_rates(rates, "shareable")["rate"]
    assert shown.isna().sum() >= 2
    assert pd.isna(shown[2])


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
