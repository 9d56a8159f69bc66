"""Gaps in shared measurement: measures that few report or use, or that are out of date; goals without one (G10)."""

from collections.abc import Hashable, Iterator, Mapping

import pandas as pd

from ci_network.gaps.gap import Evidence, Gap
from ci_network.gaps.situation import Situation
from ci_network.gaps.titles import measure_titles, outcome_goals
from ci_network.wording import counted, first_listed


def find_measures_few_share(situation: Situation) -> list[Gap]:
    """Find measures with no reporter, or one and no other user, without users, or out of date; goals without one (G10).

    A measure that one member reports and others use is a single point of failure and stands under G5. Who reports
    and who uses is judged only where the study records it at all, and so is whether an outcome has a measure.
    These rest on the study's tables alone.
    """
    measures = situation.study.table("indicators")
    if measures.empty:
        return []
    found = [gap for row in measures.to_dict("records") for gap in _of_measure(situation, row)]
    return [*found, *_unmeasured(situation, measures)]


def _of_measure(situation: Situation, row: Mapping[Hashable, object]) -> Iterator[Gap]:
    cuts, measure = situation.thresholds, str(row["id"])
    title = measure_titles(situation)[measure]
    reporting = situation.study.table("reporting")
    who, users = situation.indicators.members_of(measure), situation.uses.members_of(measure)
    recorded, used = bool((reporting["reports"] != "").any()), bool((reporting["uses"] != "").any())
    evidence: dict[str, Evidence] = {"indicator": measure, "reporters": len(who)}
    evidence |= {"users": len(users)} if used else {}
    if recorded and not who:
        words = f"Nobody reports the measure {title} yet."
        yield Gap("G10", "unreported", words, (), cuts.single_reporter_severity, evidence=evidence)
    elif len(who) == 1 and not set(users) - set(who):
        words = f"{_named(situation, who)} alone reports the measure {title}."
        yield Gap("G10", "single_reporter", words, tuple(who), cuts.single_reporter_severity, evidence=evidence)
    if who and used and not users:
        words = f"Nobody has used the measure {title} in a decision yet; {_named(situation, who)} reported it."
        yield Gap("G10", "unused", words, tuple(who), cuts.unused_severity, evidence=evidence)
    yield from _stale(situation, row, evidence, who)


def _stale(
    situation: Situation, row: Mapping[Hashable, object], evidence: dict[str, Evidence], who: list[str]
) -> Iterator[Gap]:
    last, years = pd.Timestamp(str(row["last_report"])), situation.thresholds.stale_years
    if situation.as_of is None or pd.isna(last):
        return
    if last >= pd.Timestamp(situation.as_of) - pd.DateOffset(months=int(12 * years)):
        return
    title = measure_titles(situation)[str(row["id"])]
    words = f"The measure {title} was last reported in {last:%B %Y}, more than {counted(years, 'year')}"
    words += f" before {pd.Timestamp(situation.as_of):%B %Y}."
    told = evidence | {"last_report": f"{last:%Y-%m-%d}"}
    size = situation.thresholds.stale_severity
    yield Gap("G10", "stale", words, tuple(who), size, 1.0, told, {"stale_years": years})


def _unmeasured(situation: Situation, measures: pd.DataFrame) -> Iterator[Gap]:
    for outcome, goal in outcome_goals(situation).items():
        if outcome not in set(measures["outcome"]):
            words = f"No measure has been agreed for {goal}."
            size = situation.thresholds.unmeasured_severity
            yield Gap("G10", "unmeasured", words, (), size, evidence={"outcome": outcome})


def _named(situation: Situation, members: list[str]) -> str:
    return first_listed(situation.named(situation.net.positions(members)), most=3)
