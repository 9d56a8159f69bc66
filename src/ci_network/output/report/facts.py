"""What every page states: title, purpose, wave, rule, who answered, for whom, until when."""

from dataclasses import dataclass
from typing import Any, Final

from ci_network.output.level import level_name
from ci_network.output.map.label import shown
from ci_network.output.map.wording import kept_until
from ci_network.output.words import counted, is_known, share
from ci_network.release import Release
from ci_network.terms import PHASES
from ci_network.wording import sentence

_AUDIENCES: Final = {
    "internal": "Internal: for the coalition only",
    "shareable": "Shareable: names withheld where asked",
}


@dataclass(frozen=True)
class Facts:
    """The facts in words; "" where a study is silent."""

    title: str
    purpose: str
    keep_until: str
    audience: str
    backbone: str
    phase: str
    wave: str
    layer: str
    rule: str
    level: str
    members: int
    answered: int | None
    rate: float
    synthetic: bool
    notice: str

    @property
    def who_answered(self) -> str:
        """Who answered, in one sentence."""
        if self.answered is None:
            return f"Who answered is not known; {counted(self.members, 'member')} are on the list."
        return f"{self.answered} of {counted(self.members, 'member')} answered ({share(self.rate)})."

    @property
    def footer(self) -> str:
        """What stands at the foot of every page."""
        parts = [
            "Synthetic data" if self.synthetic else "",
            f"Purpose: {self.purpose}",
            f"Keep until: {self.keep_until}",
            self.audience.split(":")[0],
        ]
        return " · ".join(part for part in parts if part)


def facts_of(release: Release) -> Facts:
    """Return the facts of a release in words."""
    about = release.about
    known = is_known(about.get("response_rate"))
    return Facts(
        title=_text(about.get("title")) or "Untitled study",
        purpose=_text(about.get("purpose")) or "not stated",
        keep_until=kept_until(about.get("keep_until")) or "not stated",
        audience=_AUDIENCES.get(release.audience, release.audience),
        backbone=_text(about.get("backbone")),
        phase=_phase(about.get("phase")),
        wave=_text(about.get("wave")),
        layer=_text(about.get("layer")),
        rule=_text(about.get("rule")) or "any contact",
        level=_text(about.get("level")) or shown(level_name(release)),
        members=len(release.members),
        answered=_answered(release) if known else None,
        rate=float(about["response_rate"]) if known else float("nan"),
        synthetic=bool(about.get("synthetic")),
        notice=sentence(_text(about.get("notice"))),
    )


def _answered(release: Release) -> int:
    """Return how many members answered; a shareable release says how many, but of no member whether it did."""
    told: Any = release.about.get("answered")
    return int(told) if is_known(told) else int(release.members["answered"].astype(bool).sum())


def _phase(value: Any) -> str:
    if not is_known(value):
        return ""
    number = int(float(value))
    return f"{number}: {PHASES.get(number, 'not named')}"


def _text(value: Any) -> str:
    if isinstance(value, (tuple, list)):
        return ", ".join(_text(part) for part in value)
    return shown(value) if is_known(value) else ""
