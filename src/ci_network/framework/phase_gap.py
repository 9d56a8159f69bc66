"""A phase declared before an earlier one is in place (G20), and the search for every kind of gap."""

from collections.abc import Iterable
from typing import Final

import numpy as np
import pandas as pd

from ci_network.framework.assessment import JOINT
from ci_network.framework.phases import BY_EVIDENCE, BY_MEMBERS, cell_scores, phases_table
from ci_network.gaps import find
from ci_network.gaps.gap import Gap
from ci_network.gaps.situation import Situation
from ci_network.gaps.thresholds import Thresholds
from ci_network.terms import COMPONENTS, PHASES


def find_phase_mismatch(situation: Situation) -> list[Gap]:
    """Find earlier phases whose parts are not in place although the study says it is in a later one (G20).

    For each earlier phase, one gap where so many of its four cells are below 2 that three can no longer be in
    place. A cell is judged by members' own account where enough gave one, else by the evidence; the two are never
    averaged, and a cell of which nothing is known counts for neither side.

    Examples
    --------
    >>> import ci_network as ci
    >>> from ci_network.gaps.situation import Situation
    >>> [gap.kind for gap in find_phase_mismatch(Situation.of(ci.read_study("data/riverbend")))]
    []
    """
    return [] if situation.study.phase is None else mismatches_in(situation, phases_table(situation))


def mismatches_in(situation: Situation, phases: pd.DataFrame) -> list[Gap]:
    """Return the gaps of :func:`find_phase_mismatch` from the cells as ``phases_table`` has given them already."""
    declared = situation.study.phase
    if declared is None:
        return []
    scores = _judged(phases, situation.thresholds)
    found = [_mismatch(situation, phases, scores, phase) for phase in PHASES if phase < declared]
    return [gap for gap in found if gap is not None]


FINDERS: Final[tuple[tuple[str, find.Finder], ...]] = (*find.FINDERS, ("G20", find_phase_mismatch))


def find_every_gap(situation: Situation, *, kinds: Iterable[str] | None = None) -> list[Gap]:
    """Find every kind of gap: those of network and work, and between the phase declared and what is in place.

    Parameters
    ----------
    kinds
        The families wanted, such as "G20"; all where none are given.

    Returns
    -------
    list of Gap
        As :func:`find_gaps` gives it: the weightiest first.

    Examples
    --------
    >>> import ci_network as ci
    >>> from ci_network.gaps.situation import Situation
    >>> [gap.kind for gap in find_every_gap(Situation.of(ci.read_study("data/riverbend")), kinds=["G8", "G20"])]
    ['orphan', 'fragile']
    """
    return find.find_gaps(situation, kinds=kinds, finders=FINDERS)


def _judged(table: pd.DataFrame, cuts: Thresholds) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    enough = (table["n"] >= cuts.least_raters) | (table["source"] == JOINT)
    own, shown = cell_scores(table, BY_MEMBERS), cell_scores(table, BY_EVIDENCE)
    return np.where(enough.to_numpy(bool) & ~np.isnan(own), own, shown)


def _mismatch(
    situation: Situation, table: pd.DataFrame, scores: np.ndarray[tuple[int], np.dtype[np.float64]], phase: int
) -> Gap | None:
    cuts = situation.thresholds
    here = (table["phase"] == phase).to_numpy(bool)
    cells, names = scores[here], table.loc[here, "component"].to_numpy(str)
    low = cells < cuts.cell_in_place
    if low.sum() <= len(cells) - cuts.cells_in_place:
        return None
    order = np.argsort(np.where(np.isnan(cells), np.inf, cells), kind="stable")
    lowest = tuple(COMPONENTS[names[place]] for place in order[:2])
    missing = float(np.clip((cuts.cell_in_place - cells[low]) / cuts.cell_in_place, 0, 1).mean())
    return Gap(
        "G20",
        "phase_mismatch",
        f"The study says phase {situation.study.phase} ({PHASES[situation.study.phase or phase]}), but {int(low.sum())}"
        f" of 4 parts of phase {phase} ({PHASES[phase]}) are not in place yet; first {lowest[0]} and {lowest[1]}.",
        severity=missing,
        confidence=float((~np.isnan(cells)).mean()),
        evidence={
            **_raters(table[here]),
            "declared_phase": int(situation.study.phase or 0),
            "phase": phase,
            "low_cells": tuple(COMPONENTS[name] for name in names[low]),
            "lowest": lowest,
        },
        thresholds={"cell_in_place": cuts.cell_in_place, "cells_in_place": cuts.cells_in_place},
        caveat="progress is not a straight line: look at the parts, not at the number of the phase",
    )


def _raters(cells: pd.DataFrame) -> dict[str, int]:
    """Return how many gave their account of the cell that the fewest did; nothing where nobody did."""
    own = cells[(cells["n"] > 0) & (cells["source"] != JOINT)]
    return {"raters": int(own["n"].min())} if len(own) else {}
