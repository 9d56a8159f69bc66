"""The only gate between what is known and what may be shown: audience, consent, suppression, pseudonyms."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from ci_network.disclosure.about import about_of, provenance_of
from ci_network.disclosure.beyond import (
    headlines_beyond,
    hushed_beyond,
    ledger_beyond,
    measures_beyond,
    reach_beyond,
)
from ci_network.disclosure.groups import is_kept_back, suppress_small, suppress_small_rates
from ci_network.disclosure.names import Veil, make_veil, may_be_named
from ci_network.disclosure.order import gaps_in_order, in_order_of_labels, ties_in_order
from ci_network.disclosure.plain import frames_of, plain_words
from ci_network.disclosure.ratings import framework_shown
from ci_network.disclosure.shown import members_shown, ties_shown
from ci_network.disclosure.team_only import NEVER_BY_MEMBER, without_named_claims, without_team_only
from ci_network.errors import UnknownNameError, UsageError
from ci_network.glance import Glance
from ci_network.terms import AUDIENCES
from ci_network.wording import counted

if TYPE_CHECKING:  # the type alone: what draws a release need not load what made it
    from ci_network.analysis import Analysis


@dataclass(frozen=True, eq=False, repr=False)
class Release(Glance):
    """What may be shown to one audience; the only thing that ``output`` can draw or write.

    Every frame holds display ids only: a member's own id where it may be named, a pseudonym elsewhere.

    Attributes
    ----------
    audience
        "internal" or "shareable".
    about
        Plain facts to print on every output: ``title purpose keep_until backbone phase wave layer rule
        response_rate members ties any_ties seed synthetic notice`` (texts and numbers, NaN where unknown).
    members
        One row a member: ``member label sector role is_backbone answered named aliases gaps on_roster`` and the
        study's own attributes that may be shown. ``gaps`` is a tuple of gap kinds (such as "G5") that name the
        member, ``on_roster`` one of the waves on whose roster it is; empty where that is not shown.
    ties
        Every tie shown, all layers and waves: ``wave layer source target value level directed reports``; value is
        the number, level its label, ``reports`` 1 or 2 ends (0 where not known). Never trust or value.
    headlines
        ``headline label value any_contact unit sentence``: the numbers of page one, each with its meaning.
    node_measures, network_measures, reach, gaps, conditions, phases, readiness, recommendations, responses, ledger
        The contract tables, as they will be written.
    conditions_summary, phase_evidence, readiness_evidence, backbone_roles, governance, stage, network_kinds, readings
        The framework's further tables, as they will be written.
    withheld
        ``what count why``: everything the gate kept back.
    provenance
        Input hashes, versions, settings, seed, response rate, what was withheld; written as JSON.
    """

    audience: str
    about: Mapping[str, Any]
    members: pd.DataFrame
    ties: pd.DataFrame
    headlines: pd.DataFrame
    node_measures: pd.DataFrame
    network_measures: pd.DataFrame
    reach: pd.DataFrame
    gaps: pd.DataFrame
    conditions: pd.DataFrame
    phases: pd.DataFrame
    readiness: pd.DataFrame
    recommendations: pd.DataFrame
    responses: pd.DataFrame
    ledger: pd.DataFrame
    withheld: pd.DataFrame
    provenance: Mapping[str, Any]
    conditions_summary: pd.DataFrame = field(default_factory=pd.DataFrame)
    phase_evidence: pd.DataFrame = field(default_factory=pd.DataFrame)
    readiness_evidence: pd.DataFrame = field(default_factory=pd.DataFrame)
    backbone_roles: pd.DataFrame = field(default_factory=pd.DataFrame)
    governance: pd.DataFrame = field(default_factory=pd.DataFrame)
    stage: pd.DataFrame = field(default_factory=pd.DataFrame)
    network_kinds: pd.DataFrame = field(default_factory=pd.DataFrame)
    readings: pd.DataFrame = field(default_factory=pd.DataFrame)

    def glance(self) -> tuple[str | pd.DataFrame, ...]:
        """Return whom it is for, and what was kept back."""
        held = f'{self.about["title"]}, for the audience "{self.audience}"; kept back:'
        return (f"{counted(len(self.members), 'member')} of {held}", self.withheld)


def release(analysis: "Analysis", *, audience: str | None = None, salt: str | None = None) -> Release:
    """Let through what an audience may see, and say what was kept back.

    Internal: for the coalition's own team; members who did not agree to be named there are shown by a pseudonym.
    Shareable: only members who agreed to be named in public are; claims about a single member, single answers,
    and small groups are kept back; only one layer's ties are shown, without their strength.
    A pseudonymised network is not anonymous: who knows the coalition may still recognise members by their place.

    Parameters
    ----------
    audience
        "internal" or "shareable"; the study's own where none is given.
    salt
        What the pseudonyms are drawn from. Fresh and random for each release unless given; it is never kept.

    Raises
    ------
    UsageError
        For an analysis of a layer of ratings: answers about trust and value are never shown by pair or member.
    WithheldNameError
        When a withheld name is still anywhere in what would be shown.

    Examples
    --------
    >>> import ci_network as ci
    >>> shareable = ci.release(ci.analyse(ci.read_study("data/riverbend")), audience="shareable", salt="example")
    >>> set(shareable.ties["layer"])
    {'communication'}
    """
    chosen = audience or analysis.study.audience
    _refuse(analysis, chosen)
    named = may_be_named(analysis.network.members, chosen)
    veil = _veil(analysis, named, salt or secrets.token_hex(16), beyond=chosen != "internal")
    reach, held_groups = suppress_small(analysis.reach, chosen)
    sizes = analysis.group_sizes() | dict.fromkeys(reach.loc[is_kept_back(reach), "group"], 0)
    gaps, held_gaps = without_team_only(analysis.gaps, chosen, sizes=sizes)
    advice, held_advice = without_named_claims(analysis.recommendations, chosen)
    framework, held_ratings = framework_shown(analysis.framework, chosen)
    ties, held_layers = ties_shown(analysis, chosen)
    withheld = _withheld(
        {
            "names": int((~named).sum()),
            "refusals": analysis.study.refused,
            "layers": held_layers,
            "findings": held_gaps,
            "recommendations": held_advice,
            "groups": held_groups,
            "ratings": held_ratings,
        }
    )
    shown = Release(
        audience=chosen,
        about=about_of(analysis, chosen),
        members=members_shown(analysis, veil, named, chosen, gaps),
        ties=ties,
        headlines=analysis.headlines,
        node_measures=analysis.node_measures,
        network_measures=analysis.network_measures,
        reach=reach,
        gaps=gaps,
        **framework,
        recommendations=advice,
        responses=suppress_small_rates(analysis.responses, chosen),
        ledger=analysis.study.ledger,
        withheld=withheld,
        provenance=provenance_of(analysis, chosen, withheld),
    )
    return _veiled(shown if chosen == "internal" else _beyond(shown, analysis), veil)


def _veil(analysis: "Analysis", named: pd.Series, salt: str, *, beyond: bool) -> Veil:
    plain = plain_words(analysis.study, analysis.network, frames_of(analysis, analysis.framework))
    hushed = hushed_beyond(analysis.situation) if beyond else None
    return make_veil(analysis.network.members, named, salt, plain=plain, hushed=hushed)


def _beyond(shown: Release, analysis: "Analysis") -> Release:
    """Return a release without what would tell those beyond the team who answered, or a single answer."""
    return replace(
        shown,
        headlines=headlines_beyond(analysis),
        node_measures=measures_beyond(analysis),
        reach=reach_beyond(shown.reach, analysis),
        ledger=ledger_beyond(shown.ledger),
    )


# The columns that hold members' ids.
_HOLDS_IDS: Final[Mapping[str, tuple[str, ...]]] = {
    "ties": ("source", "target"),
    "node_measures": ("member",),
    "gaps": ("subjects",),
    "recommendations": ("subjects", "introductions"),
}
# What is made of what may be shown, and needs no veil.
_UNVEILED: Final = frozenset({"audience", "members", "responses", "withheld"})


def _veiled(shown: Release, veil: Veil) -> Release:
    """Return a release with withheld names replaced, and then in an order that is not the study's."""
    parts: dict[str, Any] = {}
    for name in (part.name for part in fields(shown) if part.name not in _UNVEILED):
        value = getattr(shown, name)
        frame = isinstance(value, pd.DataFrame)
        parts[name] = veil.frame(value, members=_HOLDS_IDS.get(name, ())) if frame else veil.value(value)
    if veil.hidden:
        parts["node_measures"] = in_order_of_labels(parts["node_measures"], veil.order)
        parts["ties"] = ties_in_order(parts["ties"], veil.order)
        parts["gaps"] = gaps_in_order(parts["gaps"], veil.order)
    found = replace(shown, **parts)
    veil.check(getattr(found, part.name) for part in fields(found))
    return found


def _refuse(analysis: "Analysis", audience: str) -> None:
    if audience not in AUDIENCES:
        raise UnknownNameError("audience", audience, AUDIENCES)
    if analysis.network.layer.kind == "rating":
        raise UsageError(NEVER_BY_MEMBER)


_KEPT_BACK: Final = {
    "names": ("members' names", "they have not agreed to be named to this audience"),
    "refusals": ("members", "they refused analysis; every row that names them was set aside"),
    "layers": ("layers of ties", "single answers about trust and value are never shown, nor other single answers"),
    "findings": ("findings about single members or answers", "they are for the coalition's own team"),
    "recommendations": ("recommendations about single members", "they are for the coalition's own team"),
    "ratings": ("figures that rest on ratings", "too few people rated: a mean would tell about them"),
    "groups": ("figures of small groups", "a small group's figure would tell about its members"),
}


def _withheld(counts: Mapping[str, int]) -> pd.DataFrame:
    rows = [(_KEPT_BACK[kind][0], count, _KEPT_BACK[kind][1]) for kind, count in counts.items() if count]
    return pd.DataFrame(rows, columns=["what", "count", "why"])
