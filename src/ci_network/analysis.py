"""From a study to everything known of it: one line per step."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from ci_network.advice.assumptions import assumptions_table
from ci_network.advice.rank import recommend
from ci_network.errors import InputError
from ci_network.framework.evidence import Evidence
from ci_network.framework.gather import Framework, gather_framework
from ci_network.framework.phase_gap import mismatches_in
from ci_network.gaps.find import find_gaps
from ci_network.gaps.gap import Gap, gaps_table
from ci_network.gaps.situation import Situation
from ci_network.gaps.thresholds import thresholds_table
from ci_network.glance import Glance
from ci_network.headlines import headlines
from ci_network.inference.policy import policy_view
from ci_network.measures.reach_defaults import reach_assumptions_table
from ci_network.measures.reach_in_study import study_reach_table
from ci_network.measures.reach_table import reach_table
from ci_network.measures.response import responses_table
from ci_network.measures.table import network_measures_table, node_measures_table
from ci_network.network.build import build_network
from ci_network.network.network import Network
from ci_network.network.tierule import TieRule
from ci_network.study.study import Study

Step = Callable[[str], None]


@dataclass(frozen=True, eq=False, repr=False)
class Analysis(Glance):
    """Everything known of a study, for the analyst; nothing of it may be shown before :func:`release`.

    ``network`` holds the ties under the rule and ``any_contact`` those of any strength. The frames have the
    columns of the contract tables, members' measures only as far as the answers permit; ``seed`` is the seed of
    every random step.
    """

    study: Study
    network: Network
    any_contact: Network
    situation: Situation
    headlines: pd.DataFrame
    node_measures: pd.DataFrame
    network_measures: pd.DataFrame
    reach: pd.DataFrame
    gaps: pd.DataFrame
    framework: Framework
    recommendations: pd.DataFrame
    responses: pd.DataFrame
    seed: int

    def glance(self) -> tuple[str | pd.DataFrame, ...]:
        """Return what was analysed, and the sentences of its headlines."""
        return (*self.situation.glance(), *self.headlines["sentence"])

    @property
    def conditions(self) -> pd.DataFrame:
        """The evidence on the five conditions; see :func:`conditions_table`."""
        return self.framework.conditions

    @property
    def conditions_summary(self) -> pd.DataFrame:
        """One row a condition; see :func:`conditions_summary_table`."""
        return self.framework.conditions_summary

    @property
    def phases(self) -> pd.DataFrame:
        """The twelve cells of phase and component; see :func:`phases_table`."""
        return self.framework.phases

    @property
    def readiness(self) -> pd.DataFrame:
        """The five readiness questions; see :func:`readiness_table`."""
        return self.framework.readiness

    @property
    def backbone_roles(self) -> pd.DataFrame:
        """The six roles of a backbone; see :func:`backbone_roles_table`."""
        return self.framework.backbone_roles

    @property
    def governance(self) -> pd.DataFrame:
        """Three forms of governance by four rows; see :func:`governance_table`."""
        return self.framework.governance

    @property
    def stage(self) -> pd.DataFrame:
        """The numbers behind the network's stage; see :func:`network_stage_table`."""
        return self.framework.stage

    def group_sizes(self) -> dict[str, int]:
        """Return the number of members of each sector and working group."""
        sectors = self.network.members["sector"].value_counts()
        groups = self.study.table("membership")["group"].value_counts()
        return {str(name): int(count) for sizes in (sectors, groups) for name, count in sizes.items()}

    def thresholds(self) -> pd.DataFrame:
        """Return every cut-off and assumption that was used, with its basis."""
        tables = [thresholds_table(self.situation.thresholds), reach_assumptions_table(), assumptions_table()]
        return pd.concat(tables, ignore_index=True)


def analyse(
    study: Study,
    *,
    layer: str | None = None,
    wave: str | None = None,
    rule: TieRule | None = None,
    rng: int = 1,
    on_step: Step = lambda _: None,
) -> Analysis:
    """Work out everything that a study tells: measures, reach, gaps, evidence and what to do next.

    Parameters
    ----------
    layer
        The layer whose ties count; "communication" where the study has it, else its first layer.
    wave
        The wave; the latest where none is given.
    rule
        The tie rule; the study's own where none is given.
    rng
        The seed of every random step (permutations, simulations): the same seed gives the same result.
    on_step
        Called with a few words before each step, for progress.

    Examples
    --------
    >>> import ci_network as ci
    >>> analysis = ci.analyse(ci.read_study("data/riverbend"), rng=1)
    >>> analysis.recommendations.shape[0] <= 7
    True
    """
    on_step("Building the network")
    chosen = layer or main_layer(study)
    net = build_network(study, chosen, wave=wave, rule=rule)
    any_contact = build_network(study, chosen, wave=net.wave, rule=net.rule.any_contact())
    situation = Situation.on(study, net, any_contact, seed=rng)
    on_step("Measuring members and the network")
    node_measures = policy_view(node_measures_table(net), situation.policy)
    network_measures = network_measures_table(net, any_contact)
    on_step("Measuring the backbone's reach")
    reach = [reach_table(net, any_contact, rng=rng), study_reach_table(study, net, any_contact)]
    on_step("Gathering the evidence on the five conditions")
    evidence = Evidence(situation)
    framework = gather_framework(evidence)
    on_step("Looking for gaps")
    gaps = sorted([*find_gaps(situation), *mismatches_in(situation, framework.phases)], key=Gap.order)
    on_step("Weighing what to do next")
    recommendations = recommend(evidence, gaps, rng=rng)
    return Analysis(
        study=study,
        network=net,
        any_contact=any_contact,
        situation=situation,
        headlines=headlines(situation),
        node_measures=node_measures,
        network_measures=network_measures,
        reach=pd.concat(reach, ignore_index=True),
        gaps=gaps_table(gaps),
        framework=framework,
        recommendations=recommendations,
        responses=responses_table(study),
        seed=rng,
    )


def main_layer(study: Study) -> str:
    """Return the layer that an analysis uses unless told otherwise: communication, else the first with ties."""
    present = study.layers_present()
    if not present:
        raise InputError("The study has no ties: the table of ties is missing or empty.")
    return "communication" if "communication" in present else present[0]
