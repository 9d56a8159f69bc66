"""Everything that the framework says of a situation, worked out once."""

from dataclasses import dataclass
from typing import Final

import pandas as pd

from ci_network.framework.backbone_roles import backbone_roles_table
from ci_network.framework.conditions import conditions_summary_table, conditions_table
from ci_network.framework.evidence import Evidence
from ci_network.framework.governance import GovernanceFit, governance_fit, governance_rows
from ci_network.framework.network_kinds import network_kinds_table
from ci_network.framework.phases import BY_EVIDENCE, BY_MEMBERS, phase_evidence_table, phases_table, suggest_phase
from ci_network.framework.readiness import readiness_evidence_table, readiness_table, readiness_verdict
from ci_network.framework.stage import NetworkStage, network_stage, stage_rows
from ci_network.gaps.situation import Situation

COLUMNS: Final = ("reading", "label", "sentence", "source", "basis", "caveat")


@dataclass(frozen=True, eq=False)
class Framework:
    """The framework's tables, each as the function of the same name gives it.

    ``readings`` has one row for each label in words: network stage, governance, the phase suggested by members and by
    the evidence, readiness.
    """

    conditions: pd.DataFrame
    conditions_summary: pd.DataFrame
    phases: pd.DataFrame
    phase_evidence: pd.DataFrame
    readiness: pd.DataFrame
    readiness_evidence: pd.DataFrame
    backbone_roles: pd.DataFrame
    governance: pd.DataFrame
    stage: pd.DataFrame
    network_kinds: pd.DataFrame
    readings: pd.DataFrame


def gather_framework(given: Situation | Evidence) -> Framework:
    """Return every table of the framework.

    Examples
    --------
    >>> import ci_network as ci
    >>> from ci_network.gaps.situation import Situation
    >>> list(gather_framework(Situation.of(ci.read_study("data/riverbend"))).readings["reading"])
    ['stage', 'governance', 'phase_by_members', 'phase_by_evidence', 'readiness']
    """
    evidence = Evidence.of(given)
    phases = phases_table(evidence)
    stage, fit = network_stage(evidence), governance_fit(evidence)
    return Framework(
        conditions=conditions_table(evidence),
        conditions_summary=conditions_summary_table(evidence),
        phases=phases,
        phase_evidence=phase_evidence_table(evidence),
        readiness=readiness_table(evidence),
        readiness_evidence=readiness_evidence_table(evidence),
        backbone_roles=backbone_roles_table(evidence),
        governance=governance_rows(fit, evidence.cuts),
        stage=stage_rows(stage, evidence.cuts),
        network_kinds=network_kinds_table(evidence),
        readings=_readings(evidence, phases, stage, fit),
    )


def _readings(evidence: Evidence, phases: pd.DataFrame, stage: NetworkStage, fit: GovernanceFit) -> pd.DataFrame:
    cuts, ready = evidence.cuts, readiness_verdict(evidence)
    limits = {"in_place": cuts.cell_in_place, "parts": cuts.cells_in_place}
    members, shown = (suggest_phase(phases, basis=basis, **limits) for basis in (BY_MEMBERS, BY_EVIDENCE))
    drawn = "the label describes the shape; no stage is a goal in itself"
    rows = [
        ("stage", stage.label, stage.sentence, "network", "KH06", "; ".join(filter(None, (stage.reason, drawn)))),
        ("governance", fit.looks_like, fit.sentence, "network", "PK08", "a prompt for a conversation, not a finding"),
        ("phase_by_members", _named(members.phase), members.sentence, "self-assessment", "HKK12|judgement", ""),
        ("phase_by_evidence", _named(shown.phase), shown.sentence, "network", "HKK12|judgement", ""),
        ("readiness", ready.label, ready.sentence, "self-assessment", "CIF-READY|judgement", ""),
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _named(phase: int | None) -> str:
    return "not known" if phase is None else f"phase {phase}"
