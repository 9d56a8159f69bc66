"""From reports to ties: parallel answers, a person's second answer, several people of one organisation."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from ci_network.intake.surveys.reading import Mask, Reading
from ci_network.intake.surveys.rows import Responses
from ci_network.intake.surveys.values import BOTH, IN, OUT

_TIE: Final = ["alter", "layer", "direction", "channel", "purpose"]


@dataclass(frozen=True)
class Answered:
    """The responses of organisations, one line each: wave, who, how many people, answered in full or not."""

    frame: pd.DataFrame
    # By response: the line of ``frame`` that it is a part of; -1 where it does not count.
    line: np.ndarray


def report_frame(reading: Reading) -> pd.DataFrame:
    """Return all reports as one table, each with its response and where it stood."""
    columns = ["response", "alter", "value", *_TIE[1:], "number", "place", "sheet", "parallel"]
    if not reading.reports:
        return pd.DataFrame({name: pd.Series(dtype=object) for name in columns})
    sizes = [len(part.row) for part in reading.reports]
    data: dict[str, object] = {
        "alter": np.concatenate([part.alter for part in reading.reports]),
        "value": np.concatenate([part.value for part in reading.reports]),
        "response": np.concatenate([reading.views[part.sheet].response[part.row] for part in reading.reports]),
        "number": np.concatenate(
            [np.asarray(reading.views[part.sheet].numbers, dtype=np.int32)[part.row] for part in reading.reports]
        ),
        "place": np.repeat(np.array([part.place for part in reading.reports], dtype=np.int32), sizes),
    }
    for name in ("layer", "direction", "channel", "purpose", "sheet", "parallel"):
        words = [getattr(part, name) for part in reading.reports]
        kinds = {word: code for code, word in enumerate(dict.fromkeys(words))}
        codes = np.repeat(np.array([kinds[word] for word in words], dtype=np.int16), sizes)
        data[name] = pd.Categorical.from_codes(codes, categories=pd.Index(list(kinds)))
    return _both_ways(pd.DataFrame(data)[columns])


def _both_ways(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the reports with each that goes both ways as two."""
    both = (frame["direction"] == BOTH).to_numpy(bool)
    directions = frame["direction"].astype(np.int8)
    frame = frame.assign(direction=directions.where(~both, OUT))
    return pd.concat([frame, frame[both].assign(direction=np.int8(IN))], ignore_index=True) if both.any() else frame


def answered(reading: Reading, responses: Responses) -> Answered:
    """Return one line for each organisation and wave that answered, with what its responses are together.

    An organisation answered in full where one of its responses is finished and lacks no answer about a member;
    a finished response that lacks one is partial: blank is not zero.
    """
    refused = np.array([reading.roster.has_refused(int(ego)) for ego in responses.ego], dtype=bool)
    counts = ~refused
    full = responses.finished & ~reading.wanting
    silent = ~reading.said if reading.asked else np.zeros(len(responses), dtype=bool)
    frame = pd.DataFrame(
        {"wave": responses.wave, "ego": responses.ego, "person": responses.person, "full": full, "silent": silent}
    )[counts]
    keys = frame.groupby(["wave", "ego"], sort=False)
    lines = keys.agg(people=("person", "nunique"), full=("full", "max"), silent=("silent", "min")).reset_index()
    line = np.full(len(responses), -1, dtype=np.int32)
    line[counts] = keys.ngroup().to_numpy()
    lines["status"] = np.where(
        lines["silent"].astype(bool), "none", np.where(lines["full"].astype(bool), "complete", "partial")
    )
    return Answered(lines, line)


def merged(reading: Reading, responses: Responses, whose: Answered) -> pd.DataFrame:
    """Return one report for each organisation, member, layer, direction, channel and purpose.

    Zeros stay only where they are needed: for an organisation that did not answer in full.
    """
    rules = reading.mapping.rows
    frame = report_frame(reading)
    if frame.empty:
        return frame.assign(line=pd.Series(dtype=int))
    frame = frame[whose.line[frame["response"].to_numpy(int)] >= 0]
    frame = frame.assign(line=whose.line[frame["response"].to_numpy(int)])
    needed = _zero_needed(frame, whose, reading)
    frame = frame[needed | (frame["value"].to_numpy(float) > 0)]
    within = rules.duplicates if rules.unit != "response" and rules.duplicates else ""
    frame = _parallel(reading, frame, within)
    if rules.unit == "response" and rules.duplicates in ("union", "max", "mean"):
        frame = joined(
            frame.assign(person=responses.person[frame["response"].to_numpy(int)]),
            ["line", "person", *_TIE], rules.duplicates,
        )  # fmt: skip
    if rules.several == "keep":
        frame = _kept_apart(frame, whose)
    elif rules.several in ("union", "max", "mean", "majority"):
        frame = joined(frame, ["line", *_TIE], rules.several)
    partial = (whose.frame["status"] != "complete").to_numpy(bool)
    wanted = partial[frame["line"].to_numpy(int)] if rules.unit != "edge" else np.zeros(len(frame), dtype=bool)
    return frame[wanted | (frame["value"].to_numpy(float) > 0)]


def _zero_needed(frame: pd.DataFrame, whose: Answered, reading: Reading) -> Mask:
    """Return which reports belong to organisations whose zeros matter: not answered in full, or several answers."""
    if reading.mapping.rows.unit == "edge":
        return np.zeros(len(frame), dtype=bool)
    several = np.bincount(whose.line[whose.line >= 0], minlength=len(whose.frame)) > 1
    partial = (whose.frame["status"] != "complete").to_numpy(bool)
    loose = _may_meet(reading)
    return np.asarray((several | partial | loose)[frame["line"].to_numpy(int)])


def _may_meet(reading: Reading) -> bool:
    """Return whether two cells of one response may speak of one tie: then a no beside a yes must be seen."""
    if not reading.asked or len(reading.mapping.ties) > 1:
        return True
    seen: dict[tuple[object, ...], tuple[str, int]] = {}
    return any(
        seen.setdefault(
            (part.layer, int(part.alter[0]), part.direction, part.channel, part.purpose), (part.sheet, part.place)
        )
        != (part.sheet, part.place)
        for part in reading.reports
    )


def _parallel(reading: Reading, frame: pd.DataFrame, within: str) -> pd.DataFrame:
    """Join what one response says twice of the same member; different values are told unless the mapping says how."""
    key = ["response", *_TIE]
    twice = frame.duplicated(key, keep=False)
    if not twice.any():
        return frame
    doubled = frame[twice]
    how = doubled["parallel"].astype(object)
    doubled = doubled.assign(how=how.where(how != "error", within or "error"))
    # Where the questions that meet in a tie differ in this, the one that says how counts.
    doubled["how"] = doubled.groupby(key, sort=False, observed=True)["how"].transform(_stated)
    values = doubled.groupby([*key, "how"], sort=False, observed=True)["value"]
    unlike = (values.transform("nunique") > 1) & (doubled["how"] == "error")
    for _, group in doubled[unlike].groupby(key, sort=False, observed=True):
        _contradiction(reading, group)
    value = values.transform("max")
    for word in ("mean", "sum", "first", "last"):
        value = value.where(doubled["how"] != word, values.transform(word))
    doubled = doubled.assign(value=value).drop(columns="how").drop_duplicates(key)
    return pd.concat([frame[~twice], doubled], ignore_index=True)


def _stated(words: pd.Series) -> str:
    return next((str(word) for word in words if word != "error"), "error")


def _contradiction(reading: Reading, group: pd.DataFrame) -> None:
    last = group.iloc[-1]
    view = reading.views[str(last["sheet"])]
    rows = ", ".join(str(number) for number in dict.fromkeys(group["number"]))
    where = f"row{'s' if ',' in rows else ''} {rows}"
    values = " and ".join(f"{value:g}" for value in dict.fromkeys(group["value"]))
    reading.cell_fault(
        view, view.numbers.index(int(last["number"])), int(last["place"]),
        what=f"{where} say different things of one tie ({values})",
        mend='Correct one of them, or write parallel = "max" (or "mean", "sum", "first", "last")',
    )  # fmt: skip


def joined(frame: pd.DataFrame, key: list[str], how: str) -> pd.DataFrame:
    """Join what several answers say of one thing (a tie, an item), counting only those that say something of it."""
    if not frame.duplicated(key).any():
        return frame
    groups = frame.groupby(key, sort=False, observed=True)
    if how == "majority":
        value = _majority(frame, key)
    else:
        value = groups["value"].transform("mean" if how == "mean" else "max")
    return frame.assign(value=value).drop_duplicates(key)


def _majority(frame: pd.DataFrame, key: list[str]) -> pd.Series:
    """Return the value given most often, the higher one where two are given as often."""
    votes = frame.groupby([*key, "value"], sort=False, observed=True)["response"].transform("size")
    order = frame.assign(votes=votes).sort_values(["votes", "value"], kind="stable")
    winner: pd.Series = order.groupby(key, sort=False, observed=True)["value"].transform("last")
    return winner.reindex(frame.index)


def _kept_apart(frame: pd.DataFrame, whose: Answered) -> pd.DataFrame:
    """Return the reports with the respondent's number as purpose where an organisation has several."""
    people = whose.frame["people"].to_numpy()[frame["line"].to_numpy(int)]
    order = pd.Series(whose.line).groupby(whose.line).cumcount().to_numpy() + 1
    number = order[frame["response"].to_numpy(int)]
    purpose = frame["purpose"].astype(object).where(people == 1, [f"respondent {n}" for n in number])
    return frame.assign(purpose=purpose)
