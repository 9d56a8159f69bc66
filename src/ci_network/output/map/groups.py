"""Ways to colour members: what sorts them into a few groups."""

from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from ci_network.output.map.label import plain, shown
from ci_network.output.map.palette import GROUP_STYLES, REST_STYLE

OWN_COLUMNS: Final = (
    *("member", "label", "aliases", "gaps", "named", "is_backbone", "answered", "sector", "role"),
    *("latitude", "longitude"),
)
_NOT_STATED: Final = "Not stated"
_OTHERS: Final = "Others"


@dataclass(frozen=True)
class Grouping:
    """One way to sort members: its groups with their styles, and each member's group."""

    key: str
    label: str
    groups: tuple[dict[str, Any], ...]
    of: tuple[int, ...]

    def as_data(self) -> dict[str, Any]:
        """Return the grouping as plain data for the page."""
        return {"key": self.key, "label": self.label, "groups": list(self.groups), "of": list(self.of)}


def groupings(members: pd.DataFrame) -> list[Grouping]:
    """Return every way to colour members: sector, role, answered, gaps, then the study's own attributes."""
    found = [
        grouping("sector", "Sector", members["sector"]),
        grouping("role", "Role", members["role"]),
        grouping("answered", "Answered", members["answered"].map({True: "Answered", False: "Did not answer"})),
        grouping("gaps", "Gaps", members["gaps"].map(_gap_group)),
    ]
    own = [name for name in members.columns if name not in OWN_COLUMNS and _sorts(members[name])]
    found += [grouping(f"own:{name}", plain(name), members[name]) for name in own]
    return [one for one in found if len(one.groups) > 1 or one.key == "sector"]


def grouping(key: str, name: str, values: pd.Series) -> Grouping:
    """Return one way to sort members, groups by name; what goes beyond the palette is "Others"."""
    texts = [shown(value) or _NOT_STATED for value in values]
    counts = pd.Series(texts, dtype=object).value_counts()
    names = sorted((text for text in counts.index if text != _NOT_STATED), key=lambda text: (text.casefold(), text))
    if len(names) > len(GROUP_STYLES):
        frequent = set(sorted(names, key=lambda text: (-counts[text], text))[: len(GROUP_STYLES) - 1])
        names = [text for text in names if text in frequent]
    place = {text: number for number, text in enumerate(names)}
    rest = [_NOT_STATED] if _NOT_STATED in counts.index else []
    rest += [_OTHERS] if any(text not in place and text != _NOT_STATED for text in texts) else []
    place |= {text: len(names) + number for number, text in enumerate(rest)}
    of = tuple(place.get(text, place.get(_OTHERS, 0)) for text in texts)
    groups = tuple(_group(text, place[text], of, styled=text in names) for text in (*names, *rest))
    return Grouping(key, name, groups, of)


def _group(text: str, number: int, of: tuple[int, ...], *, styled: bool) -> dict[str, Any]:
    light, dark, shape = GROUP_STYLES[number] if styled else REST_STYLE
    return {"label": text, "count": of.count(number), "light": light, "dark": dark, "shape": shape}


def _gap_group(gaps: tuple[str, ...]) -> str:
    kinds = sorted(set(gaps))
    if not kinds:
        return "No gap"
    return kinds[0] if len(kinds) == 1 else "Several gaps"


def _sorts(values: pd.Series) -> bool:
    """Return whether a column sorts members into a few groups: words or yes and no, not numbers or dates."""
    if pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values):
        return False
    if pd.api.types.is_datetime64_any_dtype(values):
        return False
    texts = {shown(value) for value in values} - {""}
    return 2 <= len(texts) <= max(2, min(len(values) // 2, 2 * len(GROUP_STYLES)))
