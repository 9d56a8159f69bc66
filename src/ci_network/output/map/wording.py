"""What the map says of measures, gaps and answers, in the words that the report uses too."""

from typing import Final

from ci_network.output.map.label import kept_until
from ci_network.output.policy import ALL, BANDS, response_policy
from ci_network.output.vocabulary import GAPS, MEASURES, SHARES
from ci_network.output.words import amount, is_known, number, share
from ci_network.wording import sentence

__all__ = [
    "ALL",
    "BANDS",
    "amount",
    "gap_name",
    "is_known",
    "kept_until",
    "measure_order",
    "measure_value",
    "measure_words",
    "number",
    "response_policy",
    "sentence",
    "share",
]

# Measures that the report leaves to its tables.
_MORE: Final = {
    "degree_in": ("Named by", "Number of members who say they are in contact with it."),
    "degree_out": ("Names", "Number of members it says it is in contact with."),
    "eigenvector": ("Well-connected partners", "High where its partners have many partners themselves."),
    "pagerank": ("Attention", "Share of a random walk along the ties that is spent there."),
    "effective_size": ("Separate circles", "Number of partners, less the overlap among them."),
    "efficiency": ("Variety of partners", "Separate circles, of all its partners."),
    "eccentricity": ("Farthest member", "Number of steps to the member farthest away."),
    "betweenness": (
        "Betweenness",
        "Number of shortest paths between others that run through it.",
    ),
    "closeness_in": ("Closeness from all", "One over the mean number of steps from all others to it."),
    "reach_1": ("Within one step", "Number of others it is in contact with."),
    "reach_2": ("Within two steps", "Number of others it reaches within two steps."),
    "reach_3": ("Within three steps", "Number of others it reaches within three steps."),
    "backbone_distance": ("Steps to the backbone", "Number of steps along ties to the nearest backbone member."),
}
_KNOWN: Final = {**MEASURES, **_MORE}
_SHARES: Final = (*SHARES, "efficiency")


def measure_words(measure: str) -> tuple[str, str]:
    """Return a measure's short name and sentence; an unknown one keeps its own name.

    >>> measure_words("core_number")[0]
    'Core'
    >>> measure_words("my_own_index")
    ('My own index', '')
    """
    plain = measure.replace("_", " ")
    return _KNOWN.get(measure, (plain[:1].upper() + plain[1:], ""))


def measure_order(measures: list[str]) -> list[str]:
    """Return measures in the order of the page: known ones first, others by name."""
    known = list(_KNOWN)
    return sorted(measures, key=lambda name: (known.index(name) if name in _KNOWN else len(known), name))


def measure_value(measure: str, value: float) -> str:
    """Return a measure's value as it is read; a dash where it is not known.

    >>> measure_value("degree", 4.0), measure_value("clustering", float("nan"))
    ('4', '–')
    """
    if not is_known(value):
        return "–"
    return share(value) if measure in _SHARES else number(value)


def gap_name(kind: str) -> str:
    """Return what a kind of gap is called; an unknown one keeps its code.

    >>> gap_name("G2")
    'Members at the edge'
    """
    return GAPS[kind].name if kind in GAPS else kind
