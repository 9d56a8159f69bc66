"""Which rows count, what happens to doubles, the wave, what the organisations say of themselves, what is left over."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from ci_network.intake.surveys.mapping import Privacy
from ci_network.intake.surveys.privacy import is_personal
from ci_network.intake.surveys.propose_people import EgoGuess
from ci_network.intake.surveys.propose_previews import is_unreal, real_rows
from ci_network.intake.surveys.propose_questions import Asked, Questionnaire
from ci_network.intake.surveys.propose_result import Draft
from ci_network.intake.surveys.roster import plain_name
from ci_network.intake.surveys.values import plain_answer

_DONE: Final = re.compile(r"true|1|yes|complete|completed|finished|2|y", re.I)
_WAVE: Final = re.compile(r"(survey[ _]?)?(wave|round|year|phase|time ?point|administration)", re.I)
_FIELDS: Final = (
    ("sector", r"^(sector|your sector|which sector|field of work)\b|\bsector\b"),
    ("kind", r"\b(type|kind) of (organi[sz]ation|agency|institution)\b|^org\w*[ _]?type$"),
)  # fmt: skip


def add_rows(draft: Draft, paper: Questionnaire, ego: EgoGuess | None) -> None:
    """Add which rows count and what happens where one organisation answered twice."""
    asked = paper.of(paper.main.name)
    _add_drops(draft, asked)
    _add_complete(draft, asked)
    if ego is not None and draft.survey.get("rows", {}).get("unit", "response") == "response":
        _add_doubles(draft, paper, asked, ego)
    if ego is not None and 0 < ego.asked.filled < ego.asked.rows:
        reason = f"{count_of(ego.asked.rows - ego.asked.filled, 'row')} do not say whose answer they are"
        draft.put(f"rows.keep.{ego.asked.shown}", ["filled"], 0.7, reason, confirm=True)
    wave = next((one for one in asked if _is_wave(one, draft)), None)
    if wave is not None:
        reason = f"'{wave.shown}' has {len(wave.said)} values: {', '.join(list(wave.said)[:4])}"
        draft.put("wave", {"column": wave.shown}, 0.7, reason, confirm=True)
        draft.claim(wave.sheet, [wave.place])


def count_of(number: int, word: str) -> str:
    """Return a number with its word, one or many."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _is_wave(one: Asked, draft: Draft) -> bool:
    if (one.sheet, one.place) in draft.claimed or not 0 < len(one.said) <= 12 or one.filled < one.rows:
        return False
    return one.column.meta == "wave" or bool(_WAVE.fullmatch(one.column.name.strip()))


def _add_drops(draft: Draft, asked: Sequence[Asked]) -> None:
    for one in asked:
        unreal = [text for text in one.said if is_unreal(one.column, text)]
        if unreal:
            count, marked = sum(one.said[text] for text in unreal), " / ".join(unreal)
            reason = f"{count_of(count, 'row')} marked {marked} in '{one.shown}': previews, tests or spam"
            draft.put(f"rows.drop.{one.shown}", unreal, 0.85, reason, confirm=True)
            draft.claim(one.sheet, [one.place])
        elif one.column.meta == "status" and len(one.said) > 1:
            reason = f"'{one.shown}' says {' / '.join(list(one.said)[:4])}; all rows are kept as it stands"
            draft.put(f"rows.keep.{one.shown}", list(one.said), 0.5, reason, confirm=True)
            draft.claim(one.sheet, [one.place])


def _add_complete(draft: Draft, asked: Sequence[Asked]) -> None:
    finished = next((one for one in asked if one.column.meta == "finished" and one.filled), None)
    if finished is not None:
        done = [text for text in finished.said if _DONE.fullmatch(text)]
        if done:
            part = finished.filled - sum(finished.said[text] for text in done)
            reason = f"the tool records who finished; {part} rows did not, and count as partly answered"
            return _complete(draft, finished, done, 0.95, reason)
        return draft.put(
            "rows.complete", "all", 0.5, f"'{finished.shown}' says {' / '.join(finished.said)}", confirm=True
        )
    stamped = next((one for one in asked if plain_answer(one.column.name) == "submitdate"), None)
    if stamped is not None:
        return _complete(draft, stamped, ["filled"], 0.9, "a response without a date of submission is not finished")
    whole = next((one for one in asked if one.column.meta == "complete" and one.filled), None)
    if whole is not None:
        done = [text for text in whole.said if plain_answer(text) in ("2", "complete")] or ["2"]
        return _complete(draft, whole, done, 0.7, "the instrument's own state; 2 is complete")
    progress = next((one for one in asked if one.column.meta == "progress" and len(one.said) > 1), None)
    if progress is not None:
        return _complete(draft, progress, [">=100"], 0.7, "the share of pages seen")
    return None


def _complete(draft: Draft, one: Asked, values: list[str], confidence: float, reason: str) -> None:
    draft.put("rows.complete", {one.shown: values}, confidence, reason)
    draft.claim(one.sheet, [one.place])


def _add_doubles(draft: Draft, paper: Questionnaire, asked: Sequence[Asked], ego: EgoGuess) -> None:
    place = ego.asked.place
    rows = [cells for (_, cells), real in zip(paper.main.rows, real_rows(paper.main), strict=True) if real]
    names = [plain_name(cells[place]) if place < len(cells) else "" for cells in rows]
    twice = {name for name, count in Counter(names).items() if name and count > 1}
    if not twice:
        reason = "no organisation answered twice; should one do so, its last finished answer counts"
        draft.put("rows.duplicates", "last", 0.8, reason)
        return
    person = _person_column(rows, asked, names, twice)
    if person is not None:
        draft.put("rows.respondent", person.shown, 0.7, f"'{person.shown}' tells persons apart", confirm=True)
        draft.claim(person.sheet, [person.place])
        reason = (
            f"{count_of(len(twice), 'organisation')} have several answers; of several people, the highest answer counts"
        )
        draft.put("rows.several", "max", 0.5, reason, confirm=True)
    reason = f"{count_of(len(twice), 'organisation')} answered more than once; the last finished answer counts"
    draft.put("rows.duplicates", "last", 0.5, reason, confirm=True)


def _person_column(
    rows: Sequence[tuple[str, ...]], asked: Sequence[Asked], names: Sequence[str], twice: set[str]
) -> Asked | None:
    for meta in ("email", "name", "token"):
        one = next((a for a in asked if a.column.meta == meta and len(a.said) > 1), None)
        if one is None or {plain_name(text) for text in one.said} == set(names):
            continue
        pairs = {
            (name, plain_answer(cells[one.place]))
            for name, cells in zip(names, rows, strict=True)
            if name in twice and plain_answer(cells[one.place]) not in ("", "anonymous")
        }
        if len(pairs) > len(twice):
            return one
    return None


def add_attributes(draft: Draft, paper: Questionnaire) -> dict[str, str]:
    """Return the columns in which organisations say their sector or kind, by name of column."""
    found: dict[str, str] = {}
    for one in paper.lone(paper.main.name):
        if (one.sheet, one.place) in draft.claimed or not one.filled or len(one.said) > 30:
            continue
        field = next((name for name, words in _FIELDS if re.search(words, one.column.label, re.I)), "")
        if field and field not in found.values():
            found[one.shown] = field
            draft.claim(one.sheet, [one.place])
    return found


def add_ignored(draft: Draft, paper: Questionnaire) -> None:
    """List what is left over, so that everything else stays an error."""
    left = [
        one
        for one in paper.asked
        if (one.sheet, one.place) not in draft.claimed
        and not one.column.meta
        and one.filled
        and not is_personal(one.column, Privacy())
    ]
    sheets = [
        sheet.name for sheet in paper.export.sheets[1:] if not any(name == sheet.name for name, _ in draft.claimed)
    ]
    columns = [one.shown for one in left if one.sheet not in sheets]
    if sheets:
        draft.put("ignore", {"columns": _short_list(columns), "sheets": sheets}, 0.6, _ignored(columns), confirm=True)
    elif columns:
        draft.put("ignore", _short_list(columns), 0.6, _ignored(columns), confirm=True)


def _ignored(columns: Sequence[str]) -> str:
    count = count_of(len(columns), "column")
    return f"{count} of which nothing is proposed; take out what is wanted, free text may be personal"


def _short_list(columns: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(columns))
