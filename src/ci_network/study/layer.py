"""One kind of relation: what its values mean."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

from ci_network.errors import UnknownNameError
from ci_network.terms import CONTINUUM, FREQUENCY

_NUMBER_RANGE: Final = {"rating": (1.0, 4.0), "count": (0.0, math.inf), "yes_no": (0.0, 1.0)}
_OWN_SCALE: Final = {"frequency": FREQUENCY, "continuum": CONTINUUM, "yes_no": ("no", "yes")}


@dataclass(frozen=True)
class Layer:
    """A kind of relation as ``study.toml`` declares it.

    ``kind`` is one of ``terms.LAYER_KINDS``; ``scale`` its ordered labels, a value being its position
    from 0 (no scale: a count, more than 0 is a tie); ``low`` and ``high`` bound what is a value.
    ``directed`` false says that who reported what is not known, as in most published matrices.
    ``items`` names the parts of a rating made of several questions: the ties of item ``a`` of layer
    ``trust`` stand in the table as layer ``trust.a``.
    """

    name: str
    kind: str = "count"
    scale: tuple[str, ...] = ()
    low: float = 0.0
    high: float = math.inf
    directed: bool = True
    items: tuple[str, ...] = ()

    @classmethod
    def declared(cls, name: str, settings: Mapping[str, Any]) -> Self:
        """Return the layer that a ``[layers.NAME]`` section declares; silent keys take the kind's defaults."""
        kind = settings.get("kind", "count")
        scale = tuple(settings.get("scale", _OWN_SCALE.get(kind, ())))
        low, high = (0.0, float(len(scale) - 1)) if scale else _NUMBER_RANGE.get(kind, (0.0, math.inf))
        return cls(
            name=name,
            kind=kind,
            scale=scale,
            low=float(settings.get("low", low)),
            high=float(settings.get("high", high)),
            directed=settings.get("directed", True),
            items=tuple(settings.get("items", ())),
        )

    def table_names(self) -> tuple[str, ...]:
        """Return the names under which the rows of this layer stand in the ties table."""
        return tuple(f"{self.name}.{item}" for item in self.items) or (self.name,)

    def has_label(self, label: str) -> bool:
        """Return whether the scale has this label, case aside."""
        return label.casefold() in self._folded()

    def value(self, text: str) -> float | None:
        """Return an answer, given as a label or a number, as a value; ``None`` where it is neither."""
        folded = text.strip().casefold()
        if folded in self._folded():
            return float(self._folded().index(folded))
        try:
            value = float(folded)
        except ValueError:
            return None
        return value if math.isfinite(value) else None

    def level(self, at_least: str | float) -> float:
        """Return a level given as a label, a number or "any" as a value of this layer; 0 is any contact."""
        if isinstance(at_least, str) and at_least.strip().casefold() in ("any", "any contact"):
            return 0.0
        value = self.value(str(at_least))
        if value is None or not 0 <= value <= self.high:
            raise UnknownNameError(f"level of layer {self.name} called", at_least, (*self.scale, "a number", "any"))
        return value

    def label(self, value: float) -> str:
        """Return a value in words: its label, or the number where the layer has no such label."""
        position = int(value)
        if position == value and 0 <= position < len(self.scale):
            return self.scale[position]
        return f"{value:g}"

    def _folded(self) -> tuple[str, ...]:
        return tuple(label.casefold() for label in self.scale)


# Where ``study.toml`` is silent, these layers mean what the field means by them.
DEFAULT_LAYERS: Final[Mapping[str, Mapping[str, Any]]] = {
    "communication": {"kind": "frequency"},
    "collaboration": {"kind": "continuum"},
    "trust": {"kind": "rating", "items": ["reliability", "mission", "openness"]},
    "value": {"kind": "rating", "items": ["influence", "involvement", "resources"]},
    "resources": {"kind": "count"},
}
