"""Members' measures, in the order of the alphabet; bands where too few answered."""

from dataclasses import dataclass
from typing import Final

import pandas as pd

from ci_network.output.bands import bands_table
from ci_network.output.level import ANY, level_name
from ci_network.output.map.label import shown
from ci_network.output.policy import ALL, BANDS, COUNTS, UNSTATED
from ci_network.output.vocabulary import MEASURES, NETWORK_MEASURES, SHARES
from ci_network.output.words import is_known, number, plain, share, span
from ci_network.release import Release
from ci_network.wording import sentence

_COUNTS_ONLY: Final = ("degree",)
_SAME: Final = {"harmonic": "closeness"}
_NO_ANSWER: Final = "†"


@dataclass(frozen=True)
class MemberRow:
    """One member: its name, sector, whether it answered, and its measures as text."""

    label: str
    sector: str
    mark: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class MemberTable:
    """The members' table: headings with their meaning, the rows, the notes under it."""

    headings: tuple[tuple[str, str], ...]
    rows: tuple[MemberRow, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class MeasureRow:
    """One measure of the whole network at the two levels."""

    label: str
    meaning: str
    value: str
    bounds: str
    any_contact: str
    reason: str


def member_table(release: Release, shows: str) -> MemberTable:
    """Return the members' measures as far as the answers permit (``shows``: all, bands, counts, unstated)."""
    wide = release.node_measures.pivot_table(
        index="member", columns="measure", values="value", aggfunc="first", dropna=False
    )
    chosen = [name for name in MEASURES if name in wide.columns and _is_first_of_its_name(name, wide)]
    if shows == COUNTS:
        chosen = [name for name in chosen if name in _COUNTS_ONLY]
    bands = bands_table(release)
    columns = {name: _column(wide[name], name, bands[name] if shows == BANDS else None) for name in chosen}
    members = release.members.assign(key=release.members["label"].astype(str).str.casefold())
    rows = [
        MemberRow(
            label=shown(member.label),
            sector=shown(member.sector),
            mark="" if member.answered else _NO_ANSWER,
            cells=tuple(columns[name].get(str(member.member), "not known") for name in chosen),
        )
        for member in members.sort_values(["key", "member"]).itertuples()
    ]
    reasons = release.node_measures.loc[release.node_measures["measure"].isin(chosen), "reason"]
    notes = _notes(shows, sorted({str(one) for one in reasons if is_known(one)}), rows)
    return MemberTable(tuple(MEASURES[name] for name in chosen), tuple(rows), tuple(notes))


def network_table(release: Release) -> list[MeasureRow]:
    """Return the measures of the whole network at the two levels, with bounds for what was not observed."""
    table, level = release.network_measures, level_name(release)
    return [_measure(name, table[table["measure"] == name], level) for name in dict.fromkeys(table["measure"])]


def _measure(name: str, rows: pd.DataFrame, level: str) -> MeasureRow:
    write = share if name in SHARES else number
    label, meaning = NETWORK_MEASURES.get(name, (sentence(plain(shown(name))).rstrip("."), ""))
    at = {str(row.threshold): row for row in rows.itertuples()}
    strict, loose = at.get(level), at.get(ANY)
    bounds = ""
    if strict is not None and is_known(strict.low) and is_known(strict.high):
        bounds = span(write(float(str(strict.low))), write(float(str(strict.high))))
    reasons = [str(one) for one in rows["reason"] if is_known(one)]
    return MeasureRow(
        label=label,
        meaning=meaning,
        value=write(float(str(strict.value))) if strict is not None else "–",
        bounds=bounds,
        any_contact=write(float(str(loose.value))) if loose is not None else "–",
        reason=sentence(shown(reasons[0])) if reasons else "",
    )


def _is_first_of_its_name(name: str, wide: pd.DataFrame) -> bool:
    return not any(_SAME.get(other) == name for other in wide.columns)


def _column(values: "pd.Series[float]", name: str, bands: "pd.Series[str] | None") -> dict[str, str]:
    if bands is not None and name not in _COUNTS_ONLY:
        return {str(member): band or "not known" for member, band in bands.items()}
    write = share if name in SHARES else number
    return {str(member): write(float(value)) for member, value in values.items()}


def _notes(shows: str, reasons: list[str], rows: list[MemberRow]) -> list[str]:
    notes = []
    if shows == BANDS:
        notes.append("Bands are thirds of the members: lower, middle, upper. Figures need answers from 80 %.")
    if shows == COUNTS:
        notes.append("Only counts of reported ties are shown: too few answered for measures of position.")
    if shows == UNSTATED:
        notes.append("Who answered is not known; the figures take the ties given as complete.")
    if any(row.mark for row in rows) and shows in (ALL, BANDS, COUNTS):
        notes.append(f"{_NO_ANSWER} Did not answer: these figures rest on what others reported.")
    if reasons:
        notes.append(f"Not known where: {'; '.join(shown(one) for one in reasons)}.")
    return notes
