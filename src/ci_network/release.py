"""The only gate between what is known and what may be shown: audience, consent, suppression, pseudonyms."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd


@dataclass(frozen=True, eq=False)
class Release:
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
        One row a member: ``member label sector role is_backbone answered named aliases gaps`` and the study's own
        attributes that may be shown. ``gaps`` is a tuple of gap kinds (such as "G5") that name the member.
    ties
        Every tie shown, all layers and waves: ``wave layer source target value level directed reports``; value is
        the number, level its label, ``reports`` 1 or 2 ends (0 where not known). Never trust or value.
    headlines
        ``headline label value any_contact unit sentence``: the numbers of page one, each with its meaning.
    node_measures, network_measures, reach, gaps, conditions, phases, readiness, recommendations, responses, ledger
        The contract tables, as they will be written.
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
