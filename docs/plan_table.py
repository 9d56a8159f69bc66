"""Sets the engagement plan beside simpler choices at equal hours: `python docs/plan_table.py` writes plan_table.csv.

On the real coalition (Indiana's tobacco control programme, 2010, weekly contact) and on the synthetic one (monthly
contact), each aim, within the same limits on members and hours: the plan; the best connected introduced to each other;
the best connected introduced to the least connected; introductions drawn at random. The real coalition has no table of
activities: two who collaborate formally stand for shared work there.
"""

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pandas as pd

import ci_network as ci
from ci_network.advice.objective import OBJECTIVES
from ci_network.advice.plan_aims import Pair
from ci_network.advice.plan_limits import hours_each, setting_within
from ci_network.advice.plan_problem import aims_of, search_of
from ci_network.advice.plan_search import Search, choose

HERE = Path(__file__).parent
REAL = HERE.parents[1] / "shared" / "real" / "indiana-tobacco"
SYNTHETIC = HERE.parent / "data" / "riverbend"
FORMAL = 3
RANDOM = 500


def real_situation() -> ci.Situation:
    """Return the real coalition at weekly contact, its formal collaboration as shared work."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "study"
        shutil.copytree(REAL, folder)
        ties = pd.read_csv(folder / "ties.csv")
        formal = ties[(ties["layer"] == "collaboration") & (ties["value"] >= FORMAL)].reset_index(drop=True)
        ids = [f"shared-{place}" for place in formal.index]
        pd.DataFrame({"id": ids}).to_csv(folder / "activities.csv", index=False)
        ends = [formal.assign(stakeholder=formal[end], activity=ids) for end in ("source", "target")]
        pd.concat(ends)[["wave", "stakeholder", "activity"]].to_csv(folder / "participation.csv", index=False)
        return ci.Situation.of(ci.read_study(folder), rule=ci.TieRule(at_least="weekly"))


def taken_in_order(search: Search, pairs: list[Pair], count: int) -> list[Pair]:
    """Return the first introductions of a list that fit the limits."""
    chosen: list[Pair] = []
    for one, other in pairs:
        pair = (min(one, other), max(one, other))
        if len(chosen) < count and search.open_pairs(chosen)[pair]:
            chosen.append(pair)
    return chosen


def by_degree(search: Search, count: int, key: Callable[[int, int], int]) -> list[Pair]:
    """Return the introductions that come first by a key of the two degrees, the higher first."""
    degree = search.start.adjacency.sum(axis=1)
    pairs = list(zip(*(side.tolist() for side in np.nonzero(np.triu(search.allowed))), strict=True))
    pairs.sort(key=lambda pair: key(*sorted((int(degree[pair[0]]), int(degree[pair[1]])))), reverse=True)
    return taken_in_order(search, pairs, count)


def at_random(search: Search, count: int, rng: np.random.Generator) -> list[Pair]:
    """Return introductions drawn at random among those that fit."""
    chosen: list[Pair] = []
    while len(chosen) < count:
        rows, columns = np.nonzero(search.open_pairs(chosen))
        if not len(rows):
            break
        place = int(rng.integers(len(rows)))
        chosen.append((int(rows[place]), int(columns[place])))
    return chosen


def rows(name: str, situation: ci.Situation, hours: float) -> Iterator[dict[str, object]]:
    """Give a row for each aim: the value now, and the gain of each way to choose at equal hours."""
    limits = ci.PlanLimits()
    setting = setting_within(situation, limits, ci.Assumptions())
    for objective in OBJECTIVES:
        search = search_of(setting, aims_of(setting, ci.Objective.named(objective)), limits, hours)
        plan, rng = choose(search), np.random.default_rng(1)

        def gain(pairs: list[Pair], search: Search = search) -> float:
            return search.gain(search.start.with_ties(pairs))

        drawn = [gain(at_random(search, search.most, rng)) for _ in range(RANDOM)]
        yield {
            "coalition": name,
            "objective": objective,
            "hours": search.most * hours_each(setting),
            "introductions": search.most,
            "now": next(iter(search.base.values())) if len(search.base) == 1 else np.nan,
            "plan": gain(plan),
            "best_connected_together": gain(by_degree(search, search.most, lambda low, high: 100 * low + high)),
            "best_to_least_connected": gain(by_degree(search, search.most, lambda low, high: 100 * high - low)),
            "random_mean": float(np.mean(drawn)),
            "random_best": float(np.max(drawn)),
        }


def plan_table() -> pd.DataFrame:
    """Return the table: both coalitions, every aim."""
    found = [*rows("Indiana tobacco control (real)", real_situation(), 54.0)]
    found += rows("Riverbend (synthetic)", ci.Situation.of(ci.read_study(SYNTHETIC)), 24.0)
    return pd.DataFrame(found)


if __name__ == "__main__":
    if not REAL.exists():
        sys.exit(f"{REAL}: the real coalition is not beside the checkout.")
    written = plan_table()
    written.to_csv(HERE / "plan_table.csv", index=False, float_format="%.6f", lineterminator="\n")
    print(written.to_string(index=False))
