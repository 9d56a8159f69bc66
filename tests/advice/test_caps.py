"""A plan is short, names nobody often, and asks nobody for more time or contacts than it has."""

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from calm_study import MEMBERS, SPEAKS, calm
from hypothesis import given, settings
from hypothesis import strategies as st

from ci_network.advice.assumptions import Assumptions
from ci_network.advice.choose import Weighed, choose
from ci_network.advice.effect import UNKNOWN
from ci_network.advice.propose import proposals
from ci_network.advice.rank import recommend
from ci_network.advice.setting import Setting

EVERY_GAP = [one for gaps in SPEAKS.values() for one in gaps]


def setting_of(hours: dict[str, int], assumptions: Assumptions) -> Setting:
    capacity = " ".join(f"{one},{time}" for one, time in hours.items())
    with TemporaryDirectory() as folder:
        situation = calm(Path(folder) / "s", tables={"capacity": capacity})
        return Setting(situation, tuple(EVERY_GAP), assumptions)


@settings(max_examples=12, deadline=None)
@given(
    hours=st.fixed_dictionaries({}, optional={one: st.integers(0, 6) for one in MEMBERS}),
    gains=st.lists(st.floats(0.01, 1), min_size=60, max_size=60),
    most=st.integers(1, 7),
)
def test_no_plan_asks_too_much(hours: dict[str, int], gains: list[float], most: int) -> None:
    """Whatever time members have, and whichever action gains most an hour."""
    setting = setting_of(hours, Assumptions(most_actions=most))
    proposed = proposals(setting)
    plan = [
        one.proposal
        for one in choose(
            [Weighed(one, UNKNOWN, gain) for one, gain in zip(proposed, gains * 3, strict=False)], setting
        )
    ]
    named = Counter(member for one in plan for member in one.subjects)
    ties = Counter(place for one in plan if not one.meeting for pair in one.ties for place in pair)
    asked: Counter[int] = Counter()
    for one in plan:
        asked.update(one.monthly)  # type: ignore[arg-type]
    assert len(plan) <= most
    assert max(named.values(), default=0) <= 2
    assert all(count <= setting.ties_that_fit(place) for place, count in ties.items())
    assert all(not time > setting.hours_left[place] for place, time in asked.items())
    assert len({one.matter for one in plan}) == len(plan)


@pytest.mark.parametrize("hours", [0, 1, 3])
def test_full_calendars_are_left_alone(hours: int) -> None:
    """Where nobody has an hour, nothing that takes hours every month is asked of anybody."""
    setting = setting_of(dict.fromkeys(MEMBERS, hours), Assumptions())
    plan = recommend(setting.situation, setting.gaps, rng=1)
    assert len(plan) <= 7
    if not hours:
        assert not plan["introductions"].str.contains("d2").any()
        assert not (plan["rule"].isin([8, 11, 12, 14, 15, 16, 17, 21])).any()
