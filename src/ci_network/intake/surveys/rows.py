"""Which rows count, whose answer each is, and what happens where one organisation has several."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from ci_network.intake.surveys.ego import read_egos
from ci_network.intake.surveys.export import SurveyColumn
from ci_network.intake.surveys.reading import Ints, Mask, Reading, View
from ci_network.intake.surveys.values import plain_answer

FILLED, BLANK_WORD = "filled", "blank"


@dataclass(frozen=True)
class Responses:
    """The responses of one survey, as columns of equal length: wave, who, which person, finished or not.

    ``row`` is the first row of each in the main sheet.
    """

    wave: tuple[str, ...]
    ego: Ints
    person: Ints
    finished: Mask
    row: Ints

    def __len__(self) -> int:
        return len(self.wave)


def read_rows(reading: Reading) -> Responses:
    """Set aside the rows that do not count, say whose answer every other is, and number the responses."""
    view = reading.main
    rules = reading.mapping.rows
    _filter(reading, rules.keep, wanted=True)
    _filter(reading, rules.drop, wanted=False)
    finished = _finished(reading)
    if rules.partial == "drop":
        _set_aside(view, ~finished, "it is not complete (rows.partial)")
    kept = view.grid.kept
    read_egos(reading, kept)
    waves = _waves(reading, kept)
    people = _people(reading, kept)
    kept = view.grid.kept
    rows = [int(row) for row in np.flatnonzero(kept) if view.ego[row] >= 0]
    keys = [(waves[row], int(view.ego[row]), people[row]) for row in rows]
    rows = _one_each(reading, rows, keys, finished)
    return _numbered(reading, rows, (waves, people), finished)


def _filter(reading: Reading, rules: Mapping[str, tuple[str, ...]], *, wanted: bool) -> None:
    word = "keep" if wanted else "drop"
    for written, values in rules.items():
        column = reading.column(reading.main, written, f"rows.{word}")
        if column is None:
            continue
        texts = reading.main.texts(column)
        reading.main.mark_filled(column)
        meets = np.array([is_one_of(text, values) for text in texts], dtype=bool)
        _set_aside(reading.main, meets != wanted, f"left out by rows.{word}: {reading.main.shown[column.place]}")


def is_one_of(text: str, values: Iterable[str]) -> bool:
    """Return whether a cell is one of the values; "filled", "blank" and ">=80" mean what they say."""
    folded = plain_answer(text)
    return any(_meets(folded, plain_answer(value)) for value in values)


def _meets(text: str, value: str) -> bool:
    if value == FILLED:
        return bool(text)
    if value == BLANK_WORD:
        return not text
    if value.startswith(">="):
        try:
            return float(text) >= float(value[2:])
        except ValueError:
            return False
    return text == value


def _set_aside(view: View, where: Mask, reason: str) -> None:
    for row in np.flatnonzero(where):
        view.grid.set_aside(int(row), reason)


def _finished(reading: Reading) -> Mask:
    view, rules = reading.main, reading.mapping.rows
    finished = np.ones(len(view.numbers), dtype=bool)
    for written, values in rules.complete.items():
        column = reading.column(view, written, "rows.complete")
        if column is not None:
            view.mark_filled(column)
            finished &= np.array([is_one_of(text, values) for text in view.texts(column)], dtype=bool)
    if not rules.complete and not rules.all_complete:
        _ask_about(reading, "finished", "rows.complete", "some responses are not finished")
        _ask_about_ends(reading)
    _ask_about(reading, "status", "rows.drop", "some rows may be previews or tests")
    return finished


def _ask_about(reading: Reading, meta: str, key: str, what: str) -> None:
    """Tell that the tool records a difference between rows of which the mapping says nothing: never a silent choice."""
    view = reading.main
    column = next((c for c in view.sheet.columns if c.meta == meta), None)
    if column is None or column.place in view.claimed or column.name in reading.mapping.ignore.columns:
        return
    kept = view.grid.kept
    found = sorted({text.strip() for row, text in enumerate(view.peek(column.place)) if kept[row]})
    if len(found) > 1:
        example = f'{key} = {{ "{column.name}" = ["{found[-1]}"] }}'
        all_of_them = ' or complete = "all"' if meta == "finished" else " or ignore the column"
        reading.declared_fault(
            key, column.name, f"{what}: the export says {' / '.join(found[:5])}", f"Write {example},{all_of_them}"
        )


def _ask_about_ends(reading: Reading) -> None:
    """Tell that some responses have no end, as tools mark those that were broken off."""
    view, kept = reading.main, reading.main.grid.kept
    column = next((c for c in view.sheet.columns if c.meta == "ended"), None)
    if column is None or column.place in view.claimed or column.name in reading.mapping.ignore.columns:
        return
    ended = {bool(text.strip()) for row, text in enumerate(view.peek(column.place)) if kept[row]}
    if len(ended) > 1:
        reading.declared_fault(
            "rows.complete", column.name, "some responses have no end, so they may be broken off",
            f'Write rows.complete = {{ "{column.name}" = "filled" }}, or complete = "all"',
        )  # fmt: skip


def _waves(reading: Reading, kept: Mask) -> list[str]:
    mapping, view = reading.mapping, reading.main
    column = reading.column(view, mapping.wave_column, "wave.column") if mapping.wave_column else None
    if column is None:
        return [mapping.wave] * len(view.numbers)
    view.mark_filled(column)
    named = {plain_answer(text): wave for text, wave in mapping.waves.items()}
    waves = []
    for row, text in enumerate(view.texts(column)):
        wave = named.get(plain_answer(text), "" if named else text.strip())
        if kept[row] and not wave:
            reading.cell_fault(
                view, row, column.place, what="it names no wave", mend="Add it under wave.values, or drop the row"
            )
        waves.append(wave)
    return waves


def _people(reading: Reading, kept: Mask) -> list[str]:
    """Return who gave each answer, where the mapping says how to tell; else "" for all."""
    view = reading.main
    columns = [reading.column(view, written, "rows.respondent") for written in reading.mapping.rows.respondent]
    found = [column for column in columns if column is not None]
    for column in found:
        view.mark_filled(column, "tells respondents apart; not kept")
    if not found:
        return [""] * len(view.numbers)
    texts = [view.texts(column) for column in found]
    people = ["\x1f".join(plain_answer(part[row]) for part in texts) for row in range(len(view.numbers))]
    # A row that does not say who answered is a person of its own.
    return [(who.strip("\x1f") and who) or f"row {row}" if kept[row] else "" for row, who in enumerate(people)]


def _one_each(reading: Reading, rows: list[int], keys: list[tuple[str, int, str]], finished: Mask) -> list[int]:
    """Return the rows that stay where a person answered twice, telling where the mapping does not say what to do."""
    rules = reading.mapping.rows
    if rules.unit != "response":
        return rows
    groups: dict[tuple[str, int, str], list[int]] = {}
    for row, key in zip(rows, keys, strict=True):
        groups.setdefault(key, []).append(row)
    # Without a column that tells persons apart, rules.several alone means that every row is another person.
    if rules.several not in ("", "error") and not rules.respondent:
        return rows
    gone: set[int] = set()
    for group in (group for group in groups.values() if len(group) > 1):
        if rules.duplicates in ("", "error"):
            _told(reading, group, "rows.duplicates")
        elif rules.duplicates in ("last", "first"):
            whole = [row for row in group if finished[row]] or group
            stays = whole[-1] if rules.duplicates == "last" else whole[0]
            gone |= set(group) - {stays}
    for row in sorted(gone):
        reading.main.grid.set_aside(
            row, f"another answer of the same respondent counts (rows.duplicates: {rules.duplicates})"
        )
    stay = [row for row in rows if row not in gone]
    if rules.several in ("", "error") and rules.respondent:
        for group in _by_ego(stay, dict(zip(rows, keys, strict=True))):
            _told(reading, group, "rows.several")
    return stay


def _by_ego(rows: list[int], keys: Mapping[int, tuple[str, int, str]]) -> list[list[int]]:
    groups: dict[tuple[str, int], dict[str, int]] = {}
    for row in rows:
        wave, ego, person = keys[row]
        groups.setdefault((wave, ego), {}).setdefault(person, row)
    return [list(people.values()) for people in groups.values() if len(people) > 1]


def _told(reading: Reading, group: list[int], key: str) -> None:
    view = reading.main
    numbers = [str(view.numbers[row]) for row in group]
    column = _ego_column(reading)
    mend = (
        'Say which counts: rows.duplicates = "last" where one person answered twice,'
        ' rows.several = "max" where they are several people of one organisation'
    )
    reading.cell_fault(
        view, group[-1], column.place if column else 0,
        what=f"rows {', '.join(numbers)} are answers of one organisation and {key} does not say what to do", mend=mend,
    )  # fmt: skip


def _ego_column(reading: Reading) -> SurveyColumn | None:
    columns = reading.mapping.ego.columns
    return reading.column(reading.main, columns[0], "ego") if columns else None


def _numbered(reading: Reading, rows: list[int], whose: tuple[list[str], list[str]], finished: Mask) -> Responses:
    """Number the responses: one a row, or in a list of dyads one for all rows of a person."""
    view, rules = reading.main, reading.mapping.rows
    waves, people = whose
    number: dict[object, int] = {}
    first: list[int] = []
    done: list[bool] = []
    for row in rows:
        key = row if rules.unit == "response" else (waves[row], int(view.ego[row]), people[row])
        place = number.setdefault(key, len(number))
        if place == len(first):
            first.append(row)
            done.append(True)
        done[place] = done[place] and bool(finished[row])
        view.response[row] = place
    lone = rules.unit == "response" and rules.several and not rules.respondent
    persons: dict[str, int] = {}
    return Responses(
        wave=tuple(waves[row] for row in first),
        ego=view.ego[first] if first else np.zeros(0, dtype=np.int32),
        person=np.array(
            [place if lone else persons.setdefault(people[row], len(persons)) for place, row in enumerate(first)],
            dtype=np.int32,
        ),
        finished=np.array(done, dtype=bool),
        row=np.array(first, dtype=np.int32),
    )
