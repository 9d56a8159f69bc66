"""Page one: enough for a director to act on."""

from dataclasses import dataclass
from typing import Final

from ci_network.output.map.label import shown
from ci_network.output.report.doing import Action
from ci_network.output.report.findings import Finding
from ci_network.output.words import amount, is_known
from ci_network.release import Release
from ci_network.wording import sentence

# Said already beside the tiles, or kept for the section on reach.
_ELSEWHERE: Final = ("members", "n_members", "response_rate", "ties", "reach_1", "reach_3")
_TILES: Final = 6
_FINDINGS: Final = 3
_ACTIONS: Final = 4
# Kinds that are an opening to use rather than a matter to settle come after all others.
_OPPORTUNITIES: Final = ("G7", "G15")


@dataclass(frozen=True)
class Tile:
    """One headline number: at the rule's level, at any contact, and what it means."""

    label: str
    value: str
    any_contact: str
    sentence: str


def all_tiles(release: Release) -> list[Tile]:
    """Return every headline number as a tile, in the order of the release."""
    return [
        Tile(
            label=sentence(shown(row.label)).rstrip("."),
            value=amount(row.value, str(row.unit)),
            any_contact=amount(row.any_contact, str(row.unit)) if is_known(row.any_contact) else "",
            sentence=sentence(str(row.sentence)),
        )
        for row in release.headlines.itertuples()
    ]


def first_tiles(release: Release) -> list[Tile]:
    """Return the six headline numbers of page one."""
    tiles = zip(release.headlines["headline"], all_tiles(release), strict=True)
    return [tile for name, tile in tiles if name not in _ELSEWHERE][:_TILES]


def first_findings(findings: list[Finding]) -> list[Finding]:
    """Return the three most important findings, no two of one kind."""
    ranked = sorted(findings, key=lambda one: (one.gap in _OPPORTUNITIES, -one.weight, one.number))
    chosen: dict[str, Finding] = {}
    for finding in ranked:
        chosen.setdefault(finding.gap, finding)
    return list(chosen.values())[:_FINDINGS]


def first_actions(actions: list[Action]) -> list[Action]:
    """Return the actions that page one names."""
    return actions[:_ACTIONS]
