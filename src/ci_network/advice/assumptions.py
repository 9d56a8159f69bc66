"""What the advice takes for granted. None of it is a benchmark: change any of it and recommend again."""

from dataclasses import dataclass, field, fields
from typing import Any

import pandas as pd

_OURS = "our default, not a benchmark"


def _taken(value: float, meaning: str) -> Any:
    return field(default=value, metadata={"meaning": meaning})


@dataclass(frozen=True)
class Assumptions:
    """The numbers behind the advice; each field's ``meaning`` is in :func:`assumptions_table`."""

    takes_hold: float = _taken(0.6, "chance that a new tie takes hold")
    most_actions: int = _taken(7, "most actions in one plan")
    most_per_member: int = _taken(2, "most actions that name one member")
    most_new_ties: int = _taken(2, "most new one-to-one ties asked of one member")
    exact_up_to: int = _taken(10, "most new ties for which every combination is tried")
    draws: int = _taken(1000, "draws where there are more new ties than that")
    introduction_hours: float = _taken(1.0, "hours that one new contact takes once, both sides together")
    arrangement_hours: float = _taken(2.0, "hours that one change of who does what takes once, all sides together")
    welcome_hours: float = _taken(4.0, "hours that a member who joins or leaves takes once, all sides together")
    small_group: int = _taken(5, "members under which a figure of a group is for the coalition's own team")
    tried_per_rule: int = _taken(6, "gaps of highest severity tried for each rule")
    hub_reach: float = _taken(0.5, "direct reach from which a hub is called a hub")
    star_gain: float = _taken(0.1, "least gain of the second step in a woven network")
    one_sided: int = _taken(3, "one-sided reports towards one member that call for a talk")
    state_weight: float = _taken(0.5, "weight of a state of the whole network that has no size of its own")
    least_activities: int = _taken(3, "activities from which their kinds are looked at together")
    unplaced: float = _taken(0.25, "share of activities without a goal above which they are placed together")
    consensus: float = _taken(0.2, "overlap of partners' chosen goals below which the problem is worded anew")
    aligned: float = _taken(0.5, "share of pairs in contact with a goal in common from which the aims are shared")
    aligned_pairs: int = _taken(10, "pairs in contact with a goal in common from which their joint work is looked at")
    joint_work: float = _taken(0.25, "share of pairs with a goal in common at joint work below which work is lacking")
    broken_down: float = _taken(0.33, "share of measures broken down by group below which one is begun with")
    backbone_trust: float = _taken(0.5, "mean trust in the backbone, 0-1, below which it opens its books")
    precondition: float = _taken(1, "rating of a precondition, 0-3, up to which it is looked for before a launch")
    two_kinds: float = _taken(0.25, "share of pairs with ties of two kinds below which ties are deepened")
    lost_ties: float = _taken(0.3, "share of a member's ties lost since the wave before above which it is called")
    least_before: int = _taken(3, "ties a wave before from which their loss is told")
    common_contacts: int = _taken(3, "contacts in common from which two members could meet less often")
    busy_quantile: float = _taken(0.75, "quantile of members' time that the mean hours of contact may not pass")
    introducing_hours: float = _taken(1.0, "hours once to bring two members together, whoever does it")
    plan_draws: int = _taken(100, "draws of which introductions of a plan take hold")


def assumptions_table(assumptions: Assumptions | None = None) -> pd.DataFrame:
    """Return every assumption behind the advice, for print.

    Returns
    -------
    DataFrame
        ``name, value, meaning, basis``; one row each.

    Examples
    --------
    >>> float(assumptions_table().set_index("name").at["takes_hold", "value"])
    0.6
    """
    held = assumptions or Assumptions()
    rows = [(part.name, getattr(held, part.name), part.metadata["meaning"], _OURS) for part in fields(held)]
    return pd.DataFrame(rows, columns=["name", "value", "meaning", "basis"])
