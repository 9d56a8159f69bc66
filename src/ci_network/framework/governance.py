"""Which form of governance the data look like: shared, by a lead organisation, by a separate backbone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import pandas as pd

from ci_network.framework.evidence import Evidence
from ci_network.framework.indicator import Found, unknown
from ci_network.framework.reasons import NO_ACTIVITIES, NO_PAIR, NO_RATINGS
from ci_network.gaps.situation import Situation
from ci_network.gaps.thresholds import Thresholds
from ci_network.glance import Glance
from ci_network.measures.exchange import TOO_FEW
from ci_network.network.layers import required_pairs

SHARED, LEAD, SEPARATE = "shared", "lead organisation", "separate backbone"
FORMS: Final = (SHARED, LEAD, SEPARATE)
NOT_KNOWN: Final = "not known"
LOW, MODERATE, HIGH = "low", "moderate", "high"
CRITERIA: Final = ("trust", "members", "consensus", "need")
LABELS: Final = {
    "trust": "Trust among members (share of possible ties)",
    "members": "Number of members",
    "consensus": "How alike partners' chosen goals are",
    "need": "Need for skills of the whole network (share of pairs whose work depends on each other)",
}
# What each form goes with. For a lead organisation low trust must also be concentrated.
EXPECTED: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    SHARED: {"trust": (HIGH,), "members": (LOW,), "consensus": (HIGH,), "need": (LOW,)},
    LEAD: {"trust": (LOW,), "members": (MODERATE,), "consensus": (LOW,), "need": (MODERATE,)},
    SEPARATE: {"trust": (MODERATE,), "members": (MODERATE, HIGH), "consensus": (MODERATE, HIGH), "need": (HIGH,)},
}
COLUMNS: Final = ("form", "criterion", "label", "value", "observed", "expected", "matches", "n", "basis", "reason")
_BASIS: Final = "PK08"
_SAID: Final = {
    "trust": {LOW: "trust is in few places", MODERATE: "trust is moderately spread", HIGH: "trust is widely spread"},
    "members": {LOW: "members are few", MODERATE: "members are moderately many", HIGH: "members are many"},
    "consensus": {LOW: "chosen goals differ", MODERATE: "chosen goals overlap in part", HIGH: "goals are shared"},
    "need": {LOW: "little work depends on others", MODERATE: "some work depends on others",
             HIGH: "much work depends on others"},
}  # fmt: skip


@dataclass(frozen=True, repr=False)
class GovernanceFit(Glance):
    """How the coalition is governed, and which form its data look like.

    ``current`` and ``looks_like`` are "shared", "lead organisation", "separate backbone" or "not known"
    (``looks_like`` also where forms fit equally well); ``matches`` how many known rows each form fits, ``known`` how
    many of the four are known.
    """

    current: str
    looks_like: str
    matches: Mapping[str, int]
    known: int
    sentence: str
    values: Mapping[str, Found] = field(default_factory=dict)
    observed: Mapping[str, str] = field(default_factory=dict)
    centralisation: Found = field(default_factory=lambda: unknown(NO_RATINGS))

    def glance(self) -> tuple[str, ...]:
        """Return the sentence, and how many rows each form fits."""
        fits = ", ".join(f"{form} {self.matches[form]}" for form in self.matches)
        return (self.sentence, f"Rows that fit, of {self.known} known: {fits}. A prompt for a conversation.")

    @property
    def is_mismatch(self) -> bool:
        """Whether both are known and differ."""
        return NOT_KNOWN not in (self.current, self.looks_like) and self.current != self.looks_like


def governance_fit(given: Situation | Evidence) -> GovernanceFit:
    """Return the present form of governance and the one that trust, size, consensus and need look most like.

    Four rows of Provan and Kenis are held against the data by thirds (our defaults): trust (ties of trust over
    possible ones by those who rated, and how far they concentrate on one member), number of members, likeness of chosen
    goals, and need for skills of the whole network (pairs of partners whose work depends on each other). A prompt for
    a conversation: later studies find the fit fragmented.

    The present form is "not known" without a backbone in the study; "lead organisation" where the backbone leads a
    third or more of the activities; "separate backbone" otherwise.

    Notes
    -----
    ``looks_like`` is "not known" where fewer than two rows are known, and where two forms fit best.

    References
    ----------
    Provan, K. & Kenis, P. (2008). Modes of Network Governance. J Public Admin Research and Theory 18:229 (recalled).

    Examples
    --------
    >>> import ci_network as ci
    >>> from ci_network.gaps.situation import Situation
    >>> governance_fit(Situation.of(ci.read_study("data/riverbend"))).current
    'separate backbone'
    """
    evidence = Evidence.of(given)
    trust, centralisation = _trust(evidence)
    values = {
        "trust": trust,
        "members": Found(float(evidence.net.n), evidence.net.n),
        "consensus": evidence.values["CA3"],
        "need": _need(evidence),
    }
    observed = {name: _observed(name, found, evidence.cuts) for name, found in values.items()}
    fits = {form: sum(_matches(form, name, observed, centralisation, evidence.cuts) for name in CRITERIA)
            for form in FORMS}  # fmt: skip
    known = sum(bool(word) for word in observed.values())
    best = [form for form in FORMS if fits[form] == max(fits.values())]
    looks = best[0] if len(best) == 1 and known >= evidence.cuts.least_coverage * len(CRITERIA) else NOT_KNOWN
    current = _current(evidence)
    said = [_SAID[n][observed[n]] for n in CRITERIA if looks in FORMS and observed[n] in EXPECTED[looks][n]]
    sentence = _sentence(current, looks, said, known)
    return GovernanceFit(current, looks, fits, known, sentence, values, observed, centralisation)


def governance_table(given: Situation | Evidence) -> pd.DataFrame:
    """Return three forms of governance by four rows: what goes with the form, what the data show, whether they match.

    Returns
    -------
    DataFrame
        ``form, criterion, label, value, observed, expected, matches, n, basis, reason``, twelve rows. ``observed`` is
        "low", "moderate" or "high" by thirds, blank where not known; ``matches`` "yes", "no" or blank.

    Examples
    --------
    >>> import ci_network as ci
    >>> from ci_network.gaps.situation import Situation
    >>> len(governance_table(Situation.of(ci.read_study("data/riverbend"))))
    12
    """
    evidence = Evidence.of(given)
    return governance_rows(governance_fit(evidence), evidence.cuts)


def governance_rows(fit: GovernanceFit, cuts: Thresholds) -> pd.DataFrame:
    """Return the table of a fit that is worked out already."""
    rows = []
    for form in FORMS:
        for name in CRITERIA:
            found, seen = fit.values[name], fit.observed[name]
            held = _matches(form, name, fit.observed, fit.centralisation, cuts)
            expected = " or ".join(EXPECTED[form][name])
            rows.append(
                (
                    form, name, LABELS[name], found.value, seen,
                    f"{expected}, on one member" if (form, name) == (LEAD, "trust") else expected,
                    ("yes" if held else "no") if seen else "", found.n, _BASIS, found.reason,
                )
            )  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _trust(evidence: Evidence) -> tuple[Found, Found]:
    """Return the density of ties of trust among those who rated, and how far they concentrate on one member."""
    trust, n = evidence.trust, evidence.net.n
    raters = int(trust.given.any(axis=1).sum())
    if not raters or n < 3:
        return unknown(NO_RATINGS), unknown(NO_RATINGS)
    if raters < evidence.cuts.least_raters:
        return unknown(TOO_FEW), unknown(TOO_FEW)
    ties = trust.given & (np.nan_to_num(trust.matrix) >= evidence.cuts.trusting)
    named = ties.sum(axis=0)
    spread = float((named.max() - named).sum() / (raters * (n - 1)))
    return Found(float(ties.sum() / (raters * (n - 1))), raters), Found(spread, raters)


def _need(evidence: Evidence) -> Found:
    if not len(evidence.activities):
        return unknown(NO_ACTIVITIES)
    partners = np.flatnonzero(evidence.is_partner)
    pairs = len(partners) * (len(partners) - 1)
    if not pairs:
        return unknown(NO_PAIR)
    needed = required_pairs(
        evidence.study, evidence.net.ids, wave=evidence.wave, include=("same_activity", "dependency")
    )[partners][:, partners]
    return Found(needed.nnz / pairs, pairs // 2)


def _observed(name: str, found: Found, cuts: Thresholds) -> str:
    if found.value != found.value:
        return ""
    if name == "members":
        return LOW if found.value <= cuts.few_members else MODERATE if found.value <= cuts.many_members else HIGH
    return LOW if found.value < cuts.governance_low else MODERATE if found.value < cuts.governance_high else HIGH


def _matches(form: str, name: str, observed: Mapping[str, str], spread: Found, cuts: Thresholds) -> bool:
    concentrated = (form, name) != (LEAD, "trust") or spread.value >= cuts.governance_low
    return observed[name] in EXPECTED[form][name] and concentrated


def _current(evidence: Evidence) -> str:
    if not evidence.net.backbone:
        return NOT_KNOWN
    leads = evidence.activities["lead"]
    led = leads[leads != ""]
    by_backbone = float(led.isin(list(evidence.net.backbone)).mean()) if len(led) else 0.0
    return LEAD if by_backbone >= evidence.cuts.lead_share else SEPARATE


def _sentence(current: str, looks: str, said: list[str], known: int) -> str:
    now = f"Your current form is: {current}" if current != NOT_KNOWN else "The study names no backbone"
    if known < 2:  # of four rows
        return f"{now}; too little is known to say which form the data look like."
    if looks == NOT_KNOWN:
        return f"{now}; the data fit more than one form equally well."
    because = f", because {', '.join(said)}" if said else ""
    return f"{now}; the data look {'like it too' if looks == current else f'more like {looks}'}{because}."
