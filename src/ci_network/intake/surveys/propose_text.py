"""A proposal as a person reads it in a terminal."""

import re
import textwrap
from typing import Final

import pandas as pd

from ci_network.intake.surveys.propose_result import Line, Proposal
from ci_network.intake.surveys.propose_rows import count_of

# An export's own text must not steer the terminal.
_CONTROL: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_WIDTH = 100
_MOST = 12


def proposal_text(proposal: Proposal) -> str:
    """Return a proposal as text: the tool, each line with its reason, the network, the names to decide.

    Parameters
    ----------
    proposal
        What :func:`propose_mapping` found.
    """
    parts = [
        _head(proposal),
        _lines("Please confirm", proposal.to_confirm),
        _lines("Proposed", tuple(line for line in proposal.lines if not line.must_confirm)),
        _network(proposal),
        _names(proposal),
        _section("Notes", [f"- {note}" for note in proposal.notes]),
    ]
    return _CONTROL.sub("", "\n\n".join(part for part in parts if part)) + "\n"


def _head(proposal: Proposal) -> str:
    why = "; ".join(proposal.tool_reasons)
    return f"Tool: {proposal.tool}" + (f" ({why})" if why else "")


def _lines(title: str, lines: tuple[Line, ...]) -> str:
    out = []
    for line in lines:
        value = line.value if len(line.value) <= 90 else line.value[:87] + "..."
        out.append(f"  {line.key} = {value}  [{line.confidence:.0%}]")
        out += textwrap.wrap(line.reason, _WIDTH, initial_indent="      ", subsequent_indent="      ")
    return _section(f"{title} ({len(lines)})", out)


def _network(proposal: Proposal) -> str:
    preview = proposal.preview
    if preview.problems:
        shown = [f"  - {problem}" for problem in preview.problems[:_MOST]]
        more = len(preview.problems) - _MOST
        shown += [f"  and {more} more"] if more > 0 else []
        return _section("The mapping does not run as it stands", shown)
    out = []
    if not preview.response.empty:
        row = preview.response.iloc[0]
        rate = "" if pd.isna(row["rate"]) else f" ({row['rate']:.0%})"
        out.append(
            f"  {row['members']:g} members, {row['answered']:g} answered{rate}, {row['partial']:g} of them in part"
        )
    outsiders = int((preview.members["status"] == "outsider").sum())
    out += [f"  {outsiders} outsiders are named"] if outsiders else []
    out += _table(preview.layers)
    out += [
        f"  {count_of(rows, 'row')} set aside: {reason}"
        for reason, rows in zip(preview.set_aside["reason"], preview.set_aside["rows"].astype(int), strict=True)
    ]
    if not preview.first_ties.empty:
        out += ["  The first ties:", *_table(preview.first_ties)]
    return _section("The network that it would give", out)


def _names(proposal: Proposal) -> str:
    out: list[str] = []
    waiting = proposal.aliases[proposal.aliases["decided"] == ""]
    out += [
        f"  '{row.written}' may be {row.stakeholder} [{row.score:g}]: {row.how}"
        for row in waiting.head(_MOST).itertuples(index=False)
    ]
    out += [f"  and {len(waiting) - _MOST} more"] if len(waiting) > _MOST else []
    alone = [name for name in proposal.unresolved if name not in set(proposal.aliases["written"])]
    if alone:
        shown = ", ".join(f"'{name}'" for name in alone[:_MOST]) + (" ..." if len(alone) > _MOST else "")
        out.append(f"  Nobody's, kept as outsiders: {shown}")
    out += [
        f"  Two members with near names, never merged: {row.one} and {row.other} ({row.how})"
        for row in proposal.twins.head(_MOST).itertuples(index=False)
    ]
    return _section("Names to decide (aliases.csv)", out)


def _table(frame: pd.DataFrame) -> list[str]:
    return ["  " + line for line in frame.to_string(index=False).splitlines()] if not frame.empty else []


def _section(title: str, lines: list[str]) -> str:
    return "\n".join([title, *lines]) if lines else ""
