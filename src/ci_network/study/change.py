"""What if: copies of a study with something in its tables changed. The study given is never touched."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

import pandas as pd

from ci_network.errors import UnknownNameError, UsageError
from ci_network.study.schema import BY_NAME
from ci_network.study.study import Study

Row = Mapping[str, Any]
CO_LEAD: Final = "co-lead"
# The cell that stays when the member it names leaves: an activity without its lead is still an activity.
_OUTLIVES: Final = ("activities", "lead")


def with_member(study: Study, member: str, *, name: str = "", sector: str = "") -> Study:
    """Return the study with one more member; nothing is known of its own answers."""
    if member in set(study.tables["stakeholders"]["id"]):
        raise UsageError(f"There is a member '{member}' already.")
    return with_rows(study, "stakeholders", [{"id": member, "name": name or member, "sector": sector}])


def without_member(study: Study, member: str) -> Study:
    """Return the study without a member and every row that names it; what it led has no lead then."""
    _known(study, "stakeholders", member, "member")
    tables = dict(study.tables)
    for table in BY_NAME.values():
        frame = tables[table.name]
        for column in (column.name for column in table.columns if column.refers_to == "stakeholders"):
            named = frame[column] == member
            frame = (
                frame.assign(**{column: frame[column].mask(named, "")})
                if (table.name, column) == _OUTLIVES
                else (frame[~named])
            )
        tables[table.name] = frame.reset_index(drop=True)
    people = tables["stakeholders"]
    tables["stakeholders"] = people[people["id"] != member].reset_index(drop=True)
    return replace(study, tables=tables)


def with_backbone(study: Study, members: Iterable[str]) -> Study:
    """Return the study with these members in the backbone as well."""
    backbone = tuple(dict.fromkeys([*study.backbone, *members]))
    for member in backbone:
        _known(study, "stakeholders", member, "member")
    return replace(study, declared=replace(study.declared, backbone=backbone))


def with_participation(study: Study, member: str, activity: str, *, wave: str = "", **cells: Any) -> Study:
    """Return the study in which a member takes part in an activity; ``cells`` are its role and hours."""
    _known(study, "activities", activity, "activity")
    key = {"wave": wave, "stakeholder": member, "activity": activity}
    return _with_row(study, "participation", key, cells, waves=(wave, ""))


def with_lead(study: Study, activity: str, member: str) -> Study:
    """Return the study in which a member leads an activity."""
    return _with_cells(study, activity, {"lead": lambda _: member})


def with_link(study: Study, activity: str, other: str) -> Study:
    """Return the study in which an activity depends on another."""
    _known(study, "activities", other, "activity")
    if activity == other:
        raise UsageError(f"An activity is not linked to itself; '{activity}' was given twice.")
    return _with_cells(study, activity, {"depends_on": lambda held: _union(held, (other,))})


def with_activity(study: Study, activity: str, *, title: str = "", kind: str = "", outcomes: Iterable[str]) -> Study:
    """Return the study with one more activity that serves these outcomes."""
    if activity in set(study.tables["activities"]["id"]):
        raise UsageError(f"There is an activity '{activity}' already.")
    served = tuple(outcomes)
    for outcome in served:
        _known(study, "outcomes", outcome, "outcome")
    return with_rows(
        study, "activities", [{"id": activity, "title": title or activity, "kind": kind, "outcomes": served}]
    )


def with_merged_activities(study: Study, activity: str, other: str) -> Study:
    """Return the study in which an activity takes in another: its people with their hours, outcomes and links.

    Who took part in both gives the hours of both. The first keeps its title, kind, place and people served, and its
    lead where it has one; it runs from the earlier start to the later end.
    """
    table = study.tables["activities"].set_index("id", drop=False)
    for one in (activity, other):
        _known(study, "activities", one, "activity")
    if activity == other:
        raise UsageError(f"Two activities are merged; '{activity}' was given twice.")
    gone = table.loc[other]
    merged = _with_cells(
        study,
        activity,
        {
            "lead": lambda lead: lead or gone["lead"],
            "start": lambda day: _outer(min, day, gone["start"]),
            "end": lambda day: _outer(max, day, gone["end"]),
            "outcomes": lambda held: _union(held, gone["outcomes"]),
            "depends_on": lambda held: _union(held, gone["depends_on"]),
        },
    )
    activities, people = merged.tables["activities"], merged.tables["participation"]
    kept = activities[activities["id"] != other]
    links = zip(kept["id"], kept["depends_on"], strict=True)
    renamed = [_renamed_links(one, held, activity, other) for one, held in links]
    kept = kept.assign(depends_on=pd.Series(renamed, index=kept.index, dtype=object)).reset_index(drop=True)
    moved = people.assign(activity=people["activity"].mask(people["activity"] == other, activity))
    key = list(BY_NAME["participation"].key)
    hours = moved.groupby(key, sort=False)["hours"].sum(min_count=1)
    once = moved.drop_duplicates(key).reset_index(drop=True)
    once["hours"] = hours.to_numpy()
    return replace(merged, tables={**merged.tables, "activities": kept, "participation": once})


def with_handed_over(study: Study, activity: str, giver: str, taker: str) -> Study:
    """Return the study in which one member takes another's place in an activity, its hours and its lead."""
    people, activities = study.tables["participation"], study.tables["activities"]
    its = (people["activity"] == activity) & (people["stakeholder"] == giver)
    leads = (activities["id"] == activity) & (activities["lead"] == giver)
    handed = {
        "participation": people.assign(stakeholder=people["stakeholder"].mask(its, taker)),
        "activities": activities.assign(lead=activities["lead"].mask(leads, taker)),
    }
    return replace(study, tables={**study.tables, **handed})


def with_commitment(study: Study, member: str, outcome: str) -> Study:
    """Return the study in which a member is committed to an outcome."""
    _known(study, "outcomes", outcome, "outcome")
    return _with_row(study, "commitments", {"stakeholder": member, "outcome": outcome}, {})


def with_reporting(study: Study, member: str, indicator: str) -> Study:
    """Return the study in which a member reports a shared measure."""
    _known(study, "indicators", indicator, "measure")
    return _with_row(study, "reporting", {"stakeholder": member, "indicator": indicator}, {"reports": "yes"})


def with_reports(study: Study, rows: Iterable[Row], *, instead: Collection[frozenset[str]] = ()) -> Study:
    """Return the study with these rows of ties; ``instead`` names pairs whose rows of their layer and wave go."""
    new = list(rows)
    frame = study.tables["ties"]
    if instead and new:
        ends = [frozenset(pair) in instead for pair in zip(frame["source"], frame["target"], strict=True)]
        same = frame["layer"].isin([row["layer"] for row in new]) & frame["wave"].isin([new[0]["wave"], ""])
        frame = frame[~(pd.Series(ends, index=frame.index, dtype=bool) & same)]
    return with_rows(replace(study, tables={**study.tables, "ties": frame}), "ties", new)


def with_rows(study: Study, table: str, rows: Iterable[Row]) -> Study:
    """Return the study with rows at the end of a table; cells not given are blank."""
    frame = study.tables[table]
    new = list(rows)
    if not new:
        return study
    blank = {name: _blank(frame[name], table, str(name)) for name in frame.columns}
    columns = {
        name: pd.Series([row.get(str(name), blank[name]) for row in new], dtype=frame[name].dtype)
        for name in frame.columns
    }
    grown = pd.concat([frame, pd.DataFrame(columns)], ignore_index=True)
    return replace(study, tables={**study.tables, table: grown})


def _with_row(study: Study, table: str, key: Row, cells: Row, *, waves: Collection[str] | None = None) -> Study:
    """Return the study with the row of this key holding these cells; a row that is there keeps its other cells."""
    _known(study, "stakeholders", str(key["stakeholder"]), "member")
    frame = study.tables[table]
    there = pd.Series(True, index=frame.index)
    for name, value in key.items():
        there &= frame[name].isin(list(waves)) if name == "wave" and waves else frame[name] == value
    if not there.any():
        return with_rows(study, table, [{**key, **cells}])
    changed = frame.assign(**{name: frame[name].mask(there, value) for name, value in cells.items()})
    return replace(study, tables={**study.tables, table: changed})


def _with_cells(study: Study, activity: str, cells: Mapping[str, Callable[[Any], Any]]) -> Study:
    """Return the study with cells of one activity worked out anew from what they held."""
    _known(study, "activities", activity, "activity")
    frame = study.tables["activities"]
    place = frame["id"] == activity
    new = {
        name: pd.Series(
            [change(held) if here else held for held, here in zip(frame[name], place, strict=True)],
            index=frame.index,
            dtype=frame[name].dtype,
        )
        for name, change in cells.items()
    }
    return replace(study, tables={**study.tables, "activities": frame.assign(**new)})


def _renamed_links(activity: str, held: tuple[str, ...], kept: str, gone: str) -> tuple[str, ...]:
    links = dict.fromkeys(kept if one == gone else one for one in held)
    return tuple(one for one in links if one != activity)


def _outer(which: Callable[..., Any], day: Any, other: Any) -> Any:
    """Return the earlier or later of two days; where one is blank the other."""
    known = pd.Series([day, other]).dropna()
    return which(known) if len(known) else day


def _union(held: Iterable[str], more: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*held, *more]))


def _blank(held: "pd.Series[Any]", table: str, name: str) -> Any:
    column = BY_NAME[table].column(name)
    if column is not None and column.holds == "list":
        return ()
    if pd.api.types.is_numeric_dtype(held):
        return float("nan")
    return pd.NaT if pd.api.types.is_datetime64_any_dtype(held) else ""


def _known(study: Study, table: str, given: str, what: str) -> None:
    ids = study.tables[table]["id"]
    if given not in set(ids):
        raise UnknownNameError(what, given, ids)
