"""The only home of cut-offs: what each is for and where it comes from."""

from dataclasses import dataclass, field, fields
from typing import Any, Final

import pandas as pd

RECALLED: Final = "recalled from a published work, not read again"
OURS: Final = "our default, not a benchmark"


def _cut(value: float, meaning: str, basis: str = OURS) -> Any:
    return field(default=value, metadata={"meaning": meaning, "basis": basis})


@dataclass(frozen=True)
class Thresholds:
    """Every cut-off by which gaps are judged. Few are published; replace any of them to judge by another.

    Examples
    --------
    >>> Thresholds(group_reach=0.6).group_reach
    0.6
    """

    response_full: float = _cut(0.80, "share of answers from which all is shown", "published: vendor guidance only")
    response_bands: float = _cut(
        0.65, "share of answers below which no member is named", "published: vendor guidance only"
    )
    response_sector: float = _cut(0.60, "share of answers in each required sector from which all is shown")
    least_observed: float = _cut(0.50, "least share of pairs reported on for a claim that ties are missing")

    reach_steps: float = _cut(2, "steps within which a member counts as reached by the backbone")
    thin_sector: float = _cut(1, "members of a required sector that are called few")
    edge_distance: float = _cut(3, "steps from the backbone from which a member with few contacts is at the edge")
    edge_core: float = _cut(1, "k-core up to which a member has few contacts")
    missing_severity: float = _cut(1.0, "severity of a sector without members")
    thin_severity: float = _cut(0.6, "severity of a sector with one member")
    unreached_severity: float = _cut(0.7, "severity of a sector out of the backbone's reach")
    power_severity: float = _cut(0.5, "severity of a sector without a seat in steering")
    isolated_severity: float = _cut(1.0, "severity of a member without any contact")
    seldom_severity: float = _cut(0.6, "severity of a member with contact below the level only")
    edge_severity: float = _cut(0.4, "severity of a member at the edge")

    load_members: float = _cut(8, "partners from which members who carry a lot are named")
    load_z: float = _cut(1.5, "robust z-score from which a load is high")
    load_share: float = _cut(3, "times a fair share from which a total load is high")
    load_signs: float = _cut(2, "signs of a high load from which a member is said to carry a lot")

    report_levels: float = _cut(2, "levels by which two reports of a tie differ from which they are not the same tie")

    group_members: float = _cut(3, "members from which a group is looked at")
    hole_p: float = _cut(
        0.05, "adjusted p-value below which ties between two groups are fewer than by chance", RECALLED
    )
    hole_expected: float = _cut(3, "ties expected between two groups from which their absence is a hole")
    hole_permutations: float = _cut(5000, "random relabellings behind a hole between groups")
    broker_share: float = _cut(0.5, "severity of several members between two groups, of that of one alone")
    hole_brokers: float = _cut(3, "members between two groups up to which they are named")

    cluster_severity: float = _cut(0.5, "severity of two clusters without a tie: they have few by construction")

    stranded_members: float = _cut(2, "members cut off from which a single link matters")
    stranded_share: float = _cut(0.10, "share of members cut off from which a single link matters")
    fragmentation_rise: float = _cut(0.01, "rise of distance-weighted fragmentation that makes a member a key link")
    outcome_carrier_severity: float = _cut(0.5, "severity of an outcome that one organisation carries")
    measure_carrier_severity: float = _cut(0.4, "severity of a measure that one organisation reports")
    activity_carrier_severity: float = _cut(0.3, "severity of an activity that one organisation carries")

    activity_density: float = _cut(0.5, "share of an activity's pairs in contact below which it lacks communication")
    strong_value: float = _cut(4, "level from which contact is frequent (weekly, on the ladder of frequency)")
    opportunity_severity: float = _cut(0.3, "highest severity of an opportunity: contact without joint work")

    orphan_severity: float = _cut(1.0, "severity of an outcome without activities")
    lapsed_severity: float = _cut(0.8, "severity of an outcome whose activities have all ended")
    population_severity: float = _cut(0.6, "severity of people named without an activity for them")
    fragile_severity: float = _cut(0.5, "severity of an outcome of one organisation")
    single_activity_severity: float = _cut(0.3, "severity of an outcome with one activity")

    overlap_likeness: float = _cut(0.75, "likeness from which two activities may overlap")
    overlap_partners: float = _cut(0.25, "share of partners in common from which two activities are joint already")

    overlap_severity: float = _cut(0.5, "severity where every activity may overlap with another")

    single_reporter_severity: float = _cut(0.5, "severity of a measure with one reporter, or none")
    unused_severity: float = _cut(0.5, "severity of a measure that is reported and not used")
    stale_severity: float = _cut(0.4, "severity of a measure without a recent report")
    unmeasured_severity: float = _cut(1.0, "severity of an outcome without a measure")
    stale_years: float = _cut(2, "years without a report from which a measure is out of date: two yearly periods")

    group_reach: float = _cut(0.5, "two-step reach below which a group is hardly reached")
    group_distance: float = _cut(1, "steps beyond the mean from which a group is distant")
    pair_loss: float = _cut(0.5, "share of pairs that need the backbone from which the network leans on it")
    peer_tie_share: float = _cut(0.5, "share of ties between partners below which the network leans on the backbone")
    backbone_load: float = _cut(0.5, "share of shortest paths through the backbone from which the network leans on it")
    only_tie_severity: float = _cut(0.4, "severity of a member whose every tie goes to the backbone")
    stranded_severity: float = _cut(0.4, "severity of members connected through the backbone alone")
    first_phase: float = _cut(0.5, "factor on leaning on the backbone in phase 1, where it is usual")

    regular_value: float = _cut(3, "level from which contact is regular (monthly, on the ladder of frequency)")
    low_trust: float = _cut(2.0, "trust, 1 to 4, up to which it is low")
    trust_apart: float = _cut(1.5, "difference of two ends' trust from which they see it differently")
    trust_floor: float = _cut(2.5, "trust, 1 to 4, from which low trust counts nothing")
    trust_severity: float = _cut(0.5, "severity of several ties of low trust between two sectors")
    low_value: float = _cut(2.0, "value, 1 to 4, up to which both ends value a contact little")
    rated_pairs: float = _cut(3, "pairs, raters, and other pairs, from which answers about trust or value are counted")

    match_steps: float = _cut(2, "steps within which somebody who offers a thing can be introduced")
    match_severity: float = _cut(0.3, "severity of a thing looked for that somebody near offers: an opportunity")
    unmet_severity: float = _cut(0.4, "severity of a thing looked for that nobody offers")
    unused_offer_severity: float = _cut(0.1, "severity of a thing offered that nobody looks for: for information")

    margin_quartile: float = _cut(0.25, "quantile of the others below which members with lived experience stand out")
    margin_severity: float = _cut(0.5, "severity of members with lived experience on the margin")
    unlinked_severity: float = _cut(0.5, "severity of a working group without a link to steering or the backbone")

    # The framework: conditions, phases, readiness.
    least_coverage: float = _cut(0.5, "share of a condition's or a cell's indicators known from which it has a score")
    level_emerging: float = _cut(0.33, "score from which a condition is emerging")
    level_mature: float = _cut(0.67, "score from which a condition is mature")
    disagreement: float = _cut(0.30, "difference of evidence and members' own rating from which they lie far apart")
    rating_strength: float = _cut(
        4.0, "own rating (1-5) from which a condition is a strength", "published: for the Wilder inventory alone"
    )
    rating_concern: float = _cut(
        3.0, "own rating (1-5) below which a condition is a concern", "published: for the Wilder inventory alone"
    )
    role_covered: float = _cut(3.0, "mean rating (1-4) from which a role of the backbone is covered")
    least_raters: float = _cut(3, "raters from which a mean of ratings is worked out")
    mixing_permutations: float = _cut(999, "random relabellings behind the percentile of the E-I index")
    cell_in_place: float = _cut(2.0, "score (0-3) from which a part of a phase is in place")
    cells_in_place: float = _cut(3, "parts of a phase (of 4) in place from which the next phase is suggested")
    convening_sectors: float = _cut(3, "required sectors on the convening group that make it cross-sector")
    report_months: float = _cut(12, "months within which a report of a measure is recent")
    readiness_missing: float = _cut(0.5, "score (0-3) below which a readiness question is answered by no")
    readiness_there: float = _cut(2.0, "score (0-3) from which a readiness question is answered by yes")
    engagement_low: float = _cut(2.0, "level of community engagement (1-5) up to which it is low")

    # Network stage and governance: labels that describe.
    stage_largest: float = _cut(0.5, "share of members in the largest part below which a network is scattered")
    hub_remaining: float = _cut(0.5, "share of the rest in one part, without the hub, below which all hangs on it")
    hub_centralisation: float = _cut(0.6, "degree centralisation from which a network may be hub-and-spoke")
    hub_peer_ties: float = _cut(
        0.5, "share of ties between partners below which a centralised network is hub-and-spoke"
    )
    core_fit: float = _cut(0.5, "correlation with the ideal from which a network has a core and a periphery")
    core_density: float = _cut(0.5, "density within the core from which it is a core")
    core_members: float = _cut(3, "members from which a core is a core")
    core_sectors: float = _cut(2, "sectors from which a core is a core")
    hub_spread: float = _cut(1.0, "standard deviations above the mean number of contacts from which a member is a hub")
    hubs: float = _cut(2, "communities with a hub from which a network has several")
    clustering_times: float = _cut(2.0, "times the clustering of random networks from which a world is small")
    distance_times: float = _cut(1.5, "times the mean distance of random networks up to which a world is small")
    stage_random: float = _cut(20, "random networks with the same numbers of contacts behind the stage")
    governance_low: float = _cut(1 / 3, "share below which trust, consensus or need is low (the lowest third)")
    governance_high: float = _cut(2 / 3, "share from which trust, consensus or need is high (the highest third)")
    trusting: float = _cut(3.0, "rating (1-4) from which a tie is one of trust")
    few_members: float = _cut(8, "members up to which a network is small enough to govern itself", RECALLED)
    many_members: float = _cut(20, "members beyond which a network is large")
    lead_share: float = _cut(1 / 3, "share of activities led by the backbone from which it is a lead organisation")


def thresholds_table(thresholds: Thresholds | None = None) -> pd.DataFrame:
    """Return every cut-off for print.

    Returns
    -------
    DataFrame
        ``name, value, meaning, basis``, one row each. ``basis`` is "published", "recalled" or "our default, not a
        benchmark", the first two with a word on what kind.

    Examples
    --------
    >>> thresholds_table().set_index("name").at["group_reach", "basis"]
    'our default, not a benchmark'
    """
    held = thresholds or Thresholds()
    rows = [
        (part.name, float(getattr(held, part.name)), part.metadata["meaning"], part.metadata["basis"])
        for part in fields(held)
    ]
    return pd.DataFrame(rows, columns=["name", "value", "meaning", "basis"])
