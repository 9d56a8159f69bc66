"""Gaps between what members offer and what members look for (G15)."""

from collections.abc import Iterator, Mapping
from typing import Final

import numpy as np

from ci_network.gaps.answers import said_of_each_other
from ci_network.gaps.gap import Evidence, Gap
from ci_network.gaps.situation import Situation
from ci_network.measures import kernels_paths
from ci_network.network.network import BoolArray
from ci_network.wording import counted, either, first_listed

_LAYER: Final = "resources"
Who = Mapping[str, tuple[int, ...]]


def find_resources_to_match(situation: Situation) -> list[Gap]:
    """Find things looked for that others near offer, things nobody offers, and offers nobody needs (G15).

    From the columns ``offers`` and ``needs`` of the stakeholders table. What is looked for is matched with a member
    who offers it, is within one introduction, and of whom it is known that the two share no resource yet. That nobody
    offers, or looks for, a thing is said only where the study records offers, or needs, at all.
    """
    offers, needs = _who(situation, "offers"), _who(situation, "needs")
    matches = list(_matches(situation, offers, needs)) if offers and needs else []
    summary = _summary(situation, matches, needs) if matches else []
    unmet = _without(situation, needs, offers, "unmet_need") if offers else []
    unused = _without(situation, offers, needs, "unused_offer") if needs else []
    return [*summary, *matches, *unmet, *unused]


def _who(situation: Situation, column: str) -> Who:
    """Return who offers, or needs, each thing; case aside."""
    members = situation.net.members
    found: dict[str, list[int]] = {}
    for place, things in enumerate(members.get(column, ())):
        for thing in dict.fromkeys(str(thing).casefold() for thing in things):
            found.setdefault(thing, []).append(place)
    return {thing: tuple(places) for thing, places in sorted(found.items())}


def _matches(situation: Situation, offers: Who, needs: Who) -> Iterator[Gap]:
    far = kernels_paths.distances(situation.net.binary)
    open_ = (far <= situation.thresholds.match_steps) & ~_share_or_unknown(situation)
    for thing, seekers in needs.items():
        for seeker in seekers:
            near = [place for place in offers.get(thing, ()) if place != seeker and open_[seeker, place]]
            if near:
                yield _match(situation, thing, seeker, sorted(near, key=lambda place: (far[seeker, place], place)))


def _match(situation: Situation, thing: str, seeker: int, near: list[int]) -> Gap:
    name, other = situation.named([seeker, near[0]])
    common = np.flatnonzero(situation.ties[seeker] & situation.ties[near[0]])
    evidence: dict[str, Evidence] = {"resource": thing, "providers": situation.id_tuple(near)}
    words = f"{name} looks for {thing}, which {other} offers; the two "
    if situation.ties[seeker, near[0]]:
        words += "are in contact already."
    else:
        evidence["via"] = str(situation.ids[common[0]])
        words += f"have a contact in common, {situation.names[common[0]]}."
    cuts = situation.thresholds
    used = {"match_steps": cuts.match_steps}
    subjects = situation.id_tuple([seeker, near[0]])
    return Gap("G15", "match", words, subjects, cuts.match_severity, 1.0, evidence, used, counted=True)


def _share_or_unknown(situation: Situation) -> BoolArray:
    """Return the pairs that share a resource already, or of which neither end told in full what it shares."""
    said = said_of_each_other(situation, _LAYER)
    if said is None:
        return np.zeros((situation.net.n, situation.net.n), dtype=bool)
    full = situation.answered_in_full
    return np.asarray((said > 0) | (said.T > 0) | ~(full[:, None] | full[None, :]))


def _summary(situation: Situation, matches: list[Gap], needs: Who) -> list[Gap]:
    wanted = sum(len(who) for who in needs.values())
    words = (
        f"Of {counted(wanted, 'thing')} that members look for, {len(matches)} {either('is', 'are', len(matches))}"
        " offered by a member they know or could be introduced to, and nothing is shared between the two yet."
    )
    evidence = {"needs": wanted, "matched": len(matches)}
    size = situation.thresholds.match_severity * len(matches) / wanted
    return [Gap("G15", "summary", words, (), size, 1.0, evidence)]


def _without(situation: Situation, of: Who, others: Who, kind: str) -> Iterator[Gap]:
    """Yield what some look for and nobody offers, or the other way round."""
    cuts = situation.thresholds
    for thing, places in of.items():
        if thing in others:
            continue
        who = first_listed(situation.named(places), most=3)
        if kind == "unmet_need":
            size, words = cuts.unmet_severity, f"{either('looks', 'look', len(places))} for {thing}; nobody offers it"
        else:
            size, words = cuts.unused_offer_severity, f"{either('offers', 'offer', len(places))} {thing}"
            words += "; nobody looks for it so far"
        evidence: dict[str, Evidence] = {"resource": thing, "members": len(places)}
        yield Gap("G15", kind, f"{who} {words}.", situation.id_tuple(places), size, evidence=evidence)
