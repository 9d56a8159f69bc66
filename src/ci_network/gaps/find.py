"""Look for every kind of gap."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from ci_network.errors import UnknownNameError
from ci_network.gaps import (
    backbone,
    burden,
    cuts,
    groups,
    margin,
    members,
    outcomes,
    overlap,
    ratings,
    resources,
    shared_measures,
    ties,
    work,
)
from ci_network.gaps.gap import Gap
from ci_network.gaps.situation import Situation

Finder = Callable[[Situation], list[Gap]]
FINDERS: Final[tuple[tuple[str, Finder], ...]] = (
    ("G1", members.find_sector_gaps),
    ("G2", members.find_edge_members),
    ("G3", ties.find_unreciprocated_ties),
    ("G4", groups.find_holes_between_groups),
    ("G5", cuts.find_single_links),
    ("G5", outcomes.find_single_carriers),
    ("G6", work.find_work_without_contact),
    ("G7", work.find_contact_without_work),
    ("G8", outcomes.find_outcomes_with_few_hands),
    ("G9", overlap.find_activities_that_may_overlap),
    ("G10", shared_measures.find_measures_few_share),
    ("G11", backbone.find_unreached_groups),
    ("G12", backbone.find_over_dependence),
    ("G13", burden.find_burdened_members),
    ("G14", ratings.find_low_trust),
    ("G15", resources.find_resources_to_match),
    ("G16", ratings.find_contact_of_low_value),
    ("G17", margin.find_lived_experience_on_margin),
    ("G18", ties.find_different_views),
    ("G19", backbone.find_unlinked_groups),
)
FAMILIES: Final = tuple(dict.fromkeys(family for family, _ in FINDERS))


def find_gaps(
    situation: Situation, *, kinds: Iterable[str] | None = None, finders: Sequence[tuple[str, Finder]] = FINDERS
) -> list[Gap]:
    """Find what is missing, what rests on too few, and where work and contact do not meet.

    Parameters
    ----------
    kinds
        The families wanted, such as "G5"; all where none are given.
    finders
        What to look with: family and finder. ``find_every_gap`` adds what rests on the framework (G20).

    Returns
    -------
    list of Gap
        The weightiest first (severity times confidence), then by name. Single pairs, for which a summary speaks
        already, stand after all others. The same study, rule and seed give the same list.

    Raises
    ------
    UnknownNameError
        For a family that does not exist.

    Examples
    --------
    >>> import ci_network as ci
    >>> from ci_network.gaps.situation import Situation
    >>> [gap.kind for gap in find_gaps(Situation.of(ci.read_study("data/riverbend")), kinds=["G8"])]
    ['orphan', 'fragile']
    """
    families = tuple(dict.fromkeys(family for family, _ in finders))
    wanted = set(families if kinds is None else kinds)
    for kind in sorted(wanted - set(families)):
        raise UnknownNameError("kind of gap", kind, families)
    found = [gap for family, find in finders if family in wanted for gap in find(situation)]
    return sorted(found, key=Gap.order)
