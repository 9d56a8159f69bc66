"""What may be shown of a what-if."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from ci_network.disclosure.names import make_veil, may_be_named
from ci_network.disclosure.plain import plain_words
from ci_network.disclosure.team_only import NEVER_BY_MEMBER, TEAM_ONLY_MEASURES, TEAM_ONLY_OPERATIONS
from ci_network.errors import UnknownNameError, UsageError
from ci_network.glance import Glance
from ci_network.network.network import Network
from ci_network.terms import AUDIENCES

if TYPE_CHECKING:
    from ci_network.advice.whatif import WhatIf


@dataclass(frozen=True, eq=False, repr=False)
class ShownWhatIf(Glance):
    """What an audience may see of a what-if.

    Attributes
    ----------
    words
        The changes, in words.
    table, sentences, assumption
        As in :class:`WhatIf`.
    hours
        ``once`` and ``monthly``, all sides together; empty beyond the coalition's own team.
    """

    words: tuple[str, ...]
    table: pd.DataFrame
    sentences: tuple[str, ...]
    hours: Mapping[str, float]
    assumption: str

    def glance(self) -> tuple[str, ...]:
        """Return the changes and what they would change, in sentences."""
        return (*self.words, *self.sentences, f"{self.assumption.capitalize()}.")


def release_what_if(found: "WhatIf", *, audience: str = "internal", salt: str | None = None) -> ShownWhatIf:
    """Let through what an audience may see of a what-if.

    Members who may not be named are shown by a pseudonym; one that is only thought of is named to the team. Beyond the
    coalition's own team, changes that show how much a single member matters or carries, or what two members answered
    of each other, are refused; of the others only numbers under the tie rule are shown, for those at any contact would
    tell who is in touch now and then; and no hours.

    Parameters
    ----------
    audience
        "internal" or "shareable".
    salt
        What the pseudonyms are drawn from; fresh and random unless given.

    Raises
    ------
    UsageError
        When the change, or the layer, is not for this audience.

    Examples
    --------
    >>> import ci_network as ci
    >>> situation = ci.Situation.of(ci.read_study("data/riverbend"))
    >>> found = ci.what_if(situation, [ci.AddTie("riverbend-united", "housing-authority")])
    >>> shown = ci.release_what_if(found, audience="shareable")
    >>> sorted(set(shown.table["threshold"])), dict(shown.hours)
    (['', 'monthly'], {})
    """
    _refuse(found, audience)
    if audience != "internal":
        table, level = found.table, found.before.net.rule.level_name(found.before.net.layer)
        found = found.only(table["threshold"].isin(["", level]) & ~table["measure"].isin(TEAM_ONLY_MEASURES))
    members = _everybody(found.before.net, found.after.net)
    plain = plain_words(found.before.study, found.before.net, [found.table])
    named = may_be_named(members, audience)
    if audience == "internal":
        named |= ~members.index.isin(found.before.net.ids)
    veil = make_veil(members, named, salt or secrets.token_hex(16), plain=plain)
    shown = ShownWhatIf(
        words=veil.value(found.words),
        table=veil.frame(found.table),
        sentences=veil.value(found.sentences),
        hours={"once": found.hours.once, "monthly": found.hours.monthly} if audience == "internal" else {},
        assumption=found.assumption,
    )
    veil.check([shown.words, shown.table, shown.sentences])
    return shown


def _refuse(found: "WhatIf", audience: str) -> None:
    if audience not in AUDIENCES:
        raise UnknownNameError("audience", audience, AUDIENCES)
    if found.before.net.layer.kind == "rating":
        raise UsageError(NEVER_BY_MEMBER)
    kinds = {type(operation).__name__ for operation in found.operations}
    if audience != "internal" and (held := sorted(kinds & TEAM_ONLY_OPERATIONS)):
        raise UsageError(
            f"{', '.join(held)}: such a change tells of single members, so it is for the coalition's own team. Leave it"
            " out, or ask for the internal audience."
        )


def _everybody(before: Network, after: Network) -> pd.DataFrame:
    """Return the members of both, those who joined last."""
    joined = after.members[~after.ids.isin(before.ids)]
    return pd.concat([before.members, joined]) if len(joined) else before.members
