"""What to do next: the recommendations as cards."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ci_network.output.map.label import shown
from ci_network.output.vocabulary import EFFECTS, REFERENCES, SHARES
from ci_network.output.words import change, hours, is_known, plain, span
from ci_network.release import Release
from ci_network.terms import CONDITIONS, PHASES
from ci_network.wording import sentence

EFFECT_NOTE: Final = "Simulated structural change, not a forecast of outcomes."
_LONGEST: Final = 600
# Effects on these are shares and are told in percentage points; on all else in plain numbers.
_SHARES: Final = (*SHARES, "reach", "pair_loss", "peer_tie_share", "congruence", "coverage", "share")


@dataclass(frozen=True)
class Action:
    """One recommended action: what, with whom, why, how long, and what the simulation says."""

    rank: int
    action: str
    why: str
    change: str
    watch: str
    who: tuple[str, ...]
    hours: str
    tried: str
    effect: str
    serves: str
    basis: tuple[str, ...]


def all_actions(release: Release) -> list[Action]:
    """Return the recommendations, in rank order."""
    names = dict(zip(release.members["member"].astype(str), release.members["label"].map(shown), strict=True))
    summary = release.conditions_summary
    named = dict(zip(summary["condition"], summary["label"], strict=True)) if len(summary) else CONDITIONS
    table = release.recommendations.sort_values("rank", kind="stable")
    return [
        Action(
            rank=int(row["rank"]),
            action=sentence(str(row["action"])[:_LONGEST]),
            why=_told(row["why"]),
            change=_told(row.get("change", "")),
            watch=_told(row.get("watch", "")),
            who=tuple(names.get(one, shown(one)) for one in str(row["subjects"]).split("|") if one),
            hours=hours(row["hours"]),
            tried=_told(row.get("operations", "")),
            effect=_effect(row["effect"], row["low"], row["high"], str(row.get("effect_on", "") or "")),
            serves=_serves(row["condition"], row["phase"], named),
            basis=tuple(_keys(row["basis"])),
        )
        for row in table.to_dict("records")
    ]


def _told(text: object) -> str:
    return sentence(str(text)[:_LONGEST]) if is_known(text) and text else ""


def references(actions: list[Action]) -> list[tuple[str, str]]:
    """Return the references behind the actions that are shown, by key."""
    used = sorted({key for action in actions for key in action.basis})
    return [(key, REFERENCES[key]) for key in used if key in REFERENCES]


def _effect(effect: float, low: float, high: float, on: str) -> str:
    if not is_known(effect):
        return ""
    unit = "share" if any(part in on for part in _SHARES) else "count"
    text = f"{sentence(_aim(on) if on else 'the measure it aims at').rstrip('.')}: {change(effect, unit)} expected"
    if is_known(low) and is_known(high):
        text += f" (in four of five cases {span(change(low, unit), change(high, unit))})"
    return text


def _aim(on: str) -> str:
    """Return the measure that an action aims at as a sentence has it; "reach_2 of schools" keeps its group."""
    name, of, group = on.partition(" of ")
    return f"{EFFECTS[name]}{of}{shown(group)}" if name in EFFECTS else shown(plain(on))


def _serves(condition: object, phase: object, conditions: Mapping[str, str]) -> str:
    parts = [conditions.get(key, shown(key)) for key in str(condition).split("|")] if is_known(condition) else []
    named = ", ".join(parts)
    if not is_known(phase):
        return named
    number = str(phase).removesuffix(".0")
    word = PHASES.get(int(number), number) if number.isdigit() else number
    return f"{named}; phase: {word.lower()}" if named else f"Phase: {word.lower()}"


def _keys(basis: object) -> list[str]:
    text = str(basis) if is_known(basis) else ""
    for mark in ",;":
        text = text.replace(mark, "|")
    return [shown(part).strip() for part in text.split("|") if part.strip()]
