"""Which reports count as a tie."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from ci_network.errors import UnknownNameError
from ci_network.study.layer import Layer
from ci_network.terms import SYMMETRISE


@dataclass(frozen=True)
class TieRule:
    """The rule that turns reports into ties; every number printed carries it.

    Parameters
    ----------
    at_least
        The lowest value that is a tie: a label of the layer's scale ("monthly"), a number, or "any"
        (any value above zero). Default "monthly" where the scale has it, else any.
    channels
        Use only rows of these channels; ``None`` uses all.
    purposes
        Use only rows of these purposes; ``None`` uses all.
    symmetrise
        How the reports of the two ends become one tie:

        ``either``  a tie when one end reports it at the level; its value is the higher report (the default)
        ``both``    a tie when both ends report it at the level; its value is the lower report
        ``max``     the higher report, then the level (the same ties as ``either``)
        ``min``     the lower report, then the level (the same ties as ``both``)
        ``mean``    the mean of the reports, then the level
        ``none``    the direction is kept: a tie from source to target

        Where only one end answered, its report stands alone (the tie is single-sourced): the silence
        of an end that did not answer is missing data, not a report of no contact.
    min_reports
        Least number of ends that report the tie at the level (1 or 2).
    """

    at_least: str | float | None = None
    symmetrise: str = "either"
    channels: tuple[str, ...] | None = None
    min_reports: int = 1
    purposes: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        """Refuse what is not a rule."""
        if self.symmetrise not in SYMMETRISE:
            raise UnknownNameError("way to symmetrise", self.symmetrise, SYMMETRISE)
        if self.min_reports not in (1, 2):
            raise UnknownNameError("least number of reports", self.min_reports, (1, 2))

    @classmethod
    def declared(cls, settings: Mapping[str, Any]) -> Self:
        """Return the rule that a study's ``[tie_rule]`` declares; silent keys take the defaults."""
        channels, purposes = settings.get("channels"), settings.get("purposes")
        return cls(
            at_least=settings.get("at_least"),
            symmetrise=settings.get("symmetrise", "either"),
            channels=tuple(channels) if channels is not None else None,
            min_reports=settings.get("min_reports", 1),
            purposes=tuple(purposes) if purposes is not None else None,
        )

    def any_contact(self) -> Self:
        """Return the same rule at any contact."""
        return replace(self, at_least="any")

    def level(self, layer: Layer) -> float:
        """Return the lowest value of ``layer`` that is a tie; 0 stands for any value above zero."""
        return layer.level("monthly" if self._uses_default(layer) else (self.at_least or "any"))

    def level_name(self, layer: Layer) -> str:
        """Return the level as it stands in a sentence: a label of the scale, "any contact", or the number."""
        value = self.level(layer)
        label = "any contact" if value == 0 else layer.label(value)
        # "Monthly" is "monthly" inside a sentence; a label with capitals of its own stays as it is.
        return label.lower() if label[1:] == label[1:].lower() else label

    def _uses_default(self, layer: Layer) -> bool:
        return self.at_least is None and layer.has_label("monthly")
