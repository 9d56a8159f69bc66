"""The six roles of a backbone, as members rate them."""

from typing import Final

import pandas as pd

from ci_network.framework.assessment import NOT_ASSESSED, mean_scores
from ci_network.framework.evidence import Evidence
from ci_network.gaps.situation import Situation
from ci_network.terms import BACKBONE_ROLES

COLUMNS: Final = ("role", "label", "score", "n", "covered", "note", "source", "basis", "reason")
_EARLY: Final = "Backbones tend to give most to this in the first years."
_LATER: Final = "Backbones tend to turn to this later; it is often the last to be covered."
_NOTES: Final = {
    "vision": _EARLY, "alignment": _EARLY, "measurement": _EARLY, "public_will": "Often the hardest to cover.",
    "policy": _LATER, "funding": "Backbones tend to turn to this later.",
}  # fmt: skip


def backbone_roles_table(given: Situation | Evidence) -> pd.DataFrame:
    """Return how far each of the six roles of a backbone is covered, as members rate it.

    A score is the mean of the assessments of item ``backbone.role``, 1-4; from 3 on a role counts as covered (our
    default, not a benchmark). The roles are the backbone's, whoever fills them: several organisations may.

    Returns
    -------
    DataFrame
        ``role, label, score, n, covered, note, source, basis, reason``, six rows. ``score`` is NaN where nobody rated
        the role, ``covered`` "yes", "no" or blank; ``note`` what was seen of the role elsewhere.

    References
    ----------
    Turner, S., Merchant, K., Kania, J. & Martin, E. (2012). Understanding the Value of Backbone Organizations. SSIR.

    Examples
    --------
    >>> import ci_network as ci
    >>> from ci_network.gaps.situation import Situation
    >>> len(backbone_roles_table(Situation.of(ci.read_study("data/riverbend"))))
    6
    """
    evidence = Evidence.of(given)
    said = mean_scores(evidence.study, [f"backbone.{role}" for role in BACKBONE_ROLES], wave=evidence.wave)
    rows = []
    for (role, label), one in zip(BACKBONE_ROLES.items(), said.itertuples(), strict=True):
        known = one.source != NOT_ASSESSED
        covered = ("yes" if float(str(one.score)) >= evidence.cuts.role_covered else "no") if known else ""
        reason = "" if known else "nobody rated this role"
        rows.append((role, label, one.score, one.n, covered, _NOTES[role], one.source, "TMKM12", reason))
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"score": float, "n": int})
