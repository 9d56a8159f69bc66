"""Stakeholder network analysis for collective impact: from a coalition's survey to a map, its gaps and what to do."""

from ci_network.advice.assumptions import Assumptions, assumptions_table
from ci_network.advice.catalogue import rules_table
from ci_network.advice.conflicts import conflicts_table
from ci_network.advice.objective import Objective
from ci_network.advice.operations import (
    AddActivity,
    AddCoLead,
    AddMember,
    AddTie,
    AdoptOutcome,
    ConfirmTie,
    Convene,
    Delegate,
    EnlargeBackbone,
    JoinActivity,
    LinkActivities,
    MergeActivities,
    Operation,
    RemoveMember,
    Seed,
    SetFrequency,
    SetLead,
    ShareMeasure,
)
from ci_network.advice.plan import EngagementPlan, plan_engagement
from ci_network.advice.plan_limits import PlanLimits
from ci_network.advice.rank import recommend
from ci_network.advice.whatif import WhatIf, what_if
from ci_network.analysis import Analysis, analyse
from ci_network.disclosure.comparison import release_comparison
from ci_network.disclosure.plan import PlanRelease, release_plan
from ci_network.disclosure.whatif import ShownWhatIf, release_what_if
from ci_network.errors import CiNetworkError, InputError, StudyError, UnknownNameError, UsageError
from ci_network.formats.convert import convert, read_graph
from ci_network.framework.backbone_roles import backbone_roles_table
from ci_network.framework.conditions import condition_names, conditions_summary_table, conditions_table
from ci_network.framework.evidence import indicator_values
from ci_network.framework.gather import Framework, gather_framework
from ci_network.framework.governance import GovernanceFit, governance_fit, governance_table
from ci_network.framework.network_kinds import network_kinds_table
from ci_network.framework.phase_gap import find_every_gap, find_phase_mismatch
from ci_network.framework.phases import PhaseSuggestion, phase_evidence_table, phases_table, suggest_phase
from ci_network.framework.readiness import (
    ReadinessVerdict,
    readiness_evidence_table,
    readiness_table,
    readiness_verdict,
)
from ci_network.framework.readiness_evidence import engagement_level, precondition_level
from ci_network.framework.stage import NetworkStage, network_stage, network_stage_table
from ci_network.gaps.find import find_gaps
from ci_network.gaps.gap import Gap, gaps_table
from ci_network.gaps.situation import Situation
from ci_network.gaps.thresholds import Thresholds, thresholds_table
from ci_network.inference.chance import chance_of_centralization, chance_of_ei, chance_of_measure, chance_of_mixing
from ci_network.inference.change import WaveChange, compare_table, compare_waves
from ci_network.inference.ergm import ErgmFit, fit_ergm
from ci_network.inference.ergm_terms import ErgmTerm
from ci_network.inference.frames import PermutationTest, Resampled, benjamini_hochberg
from ci_network.inference.matrices import attribute_difference, same_attribute
from ci_network.inference.missing import Imputation, impute_ties, reconstructed, respondents_only, treatments_table
from ci_network.inference.mrqap import mrqap, mrqap_logistic
from ci_network.inference.null import draw_random_networks
from ci_network.inference.policy import policy_view
from ci_network.inference.qap import qap_correlation
from ci_network.inference.resample import bootstrap_members, jackknife_members
from ci_network.inference.stability import Stability, deletion_stability, treatment_stability
from ci_network.intake.surveys.propose import propose_mapping
from ci_network.intake.surveys.start import propose_for
from ci_network.measures.adoption import (
    net_confirmed_reach,
    net_threshold_reach,
    node_is_confirmed_adopter,
    node_is_threshold_adopter,
)
from ci_network.measures.brokerage import (
    brokerage_table,
    net_brokerage,
    network_brokerage_table,
    node_brokerage,
    node_brokerage_z,
)
from ci_network.measures.cascade import (
    Cascade,
    net_cascade_reach,
    node_cascade_reach,
    node_diffusion,
    simulate_cascade,
)
from ci_network.measures.census import (
    dyad_census_table,
    net_reciprocity_correlation,
    net_reciprocity_of_all_pairs,
    net_reciprocity_of_pairs,
    triad_census_table,
)
from ci_network.measures.centrality import (
    node_betweenness,
    node_closeness,
    node_closeness_in,
    node_degree,
    node_degree_in,
    node_degree_out,
    node_eigenvector,
    node_harmonic,
    node_pagerank,
    node_strength,
)
from ci_network.measures.centralization import (
    net_centralization_betweenness,
    net_centralization_closeness,
    net_centralization_degree,
    net_centralization_degree_in,
    net_centralization_degree_out,
)
from ci_network.measures.cohesion import (
    net_components,
    net_connectedness,
    net_density,
    net_diameter,
    net_distance_weighted_fragmentation,
    net_fragmentation,
    net_isolates,
    net_mean_degree,
    net_mean_distance,
    net_reciprocity,
    net_transitivity,
)
from ci_network.measures.communities import (
    net_community_modularity,
    net_community_stability,
    node_community_stability,
    node_in_community,
)
from ci_network.measures.coordination import coordination_table, net_congruence
from ci_network.measures.core_periphery import (
    core_periphery_table,
    net_core_fit,
    net_core_fit_between_empty,
    net_core_fit_between_full,
    node_is_core,
    node_is_core_between_empty,
    node_is_core_between_full,
)
from ci_network.measures.days import net_days_to_reach, net_never_reached, node_days_from_backbone
from ci_network.measures.distance_reach import (
    node_distance_weighted_reach,
    node_distance_weighted_reach_in,
    node_distance_weighted_reach_with_self,
    node_integration,
    node_radiality,
)
from ci_network.measures.edges import pair_edge_betweenness
from ci_network.measures.equivalence import node_in_concor_position, node_in_position, pair_profile_distance
from ci_network.measures.exchange import (
    exchange_network_table,
    exchange_sectors_table,
    given_table,
    node_relative_connectivity,
    received_standing,
    received_table,
)
from ci_network.measures.holes import (
    node_constraint_in_ego,
    node_constraint_two_steps,
    node_effective_size_borgatti,
    node_hierarchy,
    node_hierarchy_in_ego,
)
from ci_network.measures.keyplayer import (
    key_players_table,
    net_distance_weighted_reach_of_others,
    net_key_player_score,
    node_is_key_player,
)
from ci_network.measures.krackhardt import (
    net_krackhardt_efficiency_of_arrows,
    net_krackhardt_efficiency_of_contacts,
    net_krackhardt_efficiency_of_contacts_over_arrows,
    net_krackhardt_hierarchy,
    net_krackhardt_lubness,
)
from ci_network.measures.layers_overlap import (
    layer_overlap_table,
    net_layer_overlap,
    net_multiplex_share,
    node_multiplexity,
    pair_multiplexity,
)
from ci_network.measures.likeness import (
    net_assortativity,
    net_degree_assortativity,
    net_degree_assortativity_out_in,
    net_modularity,
    net_modularity_of_arrows,
)
from ci_network.measures.mixing import (
    group_ei_index,
    mixing_table,
    net_ei_expected,
    net_ei_index,
    net_ei_index_of_arrows,
    net_ei_percentile,
    node_ei_index,
)
from ci_network.measures.one_more import (
    pair_distance_weighted_reach_gain,
    pair_efficiency_gain,
    pair_reach_gain,
)
from ci_network.measures.power import node_bonacich_power, node_katz
from ci_network.measures.reach import (
    group_backbone_reach,
    net_backbone_reach,
    net_decayed_reach,
    net_distance_weighted_reach,
    net_reach_evenness,
    net_reach_gap,
    net_useful_reach,
    node_backbone_distance,
)
from ci_network.measures.reach_channels import net_broadcast_only, net_two_way_reach, reach_by_channel_table
from ci_network.measures.reach_defaults import reach_assumptions_table
from ci_network.measures.reach_in_study import study_reach_table
from ci_network.measures.reach_table import reach_table
from ci_network.measures.reliance import (
    net_backbone_load,
    net_connected_partner_pairs,
    net_pair_loss,
    net_peer_tie_share,
    node_is_only_tied_to_backbone,
    node_is_stranded_without_backbone,
)
from ci_network.measures.response import net_confirmation_rate, responses_table
from ci_network.measures.small_world import (
    net_small_world_omega,
    net_small_world_sigma,
    net_small_world_sigma_approximate,
    small_world_table,
)
from ci_network.measures.surroundings import (
    node_clustering,
    node_constraint,
    node_core_number,
    node_eccentricity,
    node_effective_size,
    node_efficiency,
    node_ego_reach,
    node_in_component,
    node_is_articulation,
    pair_is_bridge,
)
from ci_network.measures.table import network_measures_table, network_table, node_measures_table, node_table
from ci_network.measures.twomode import two_mode_network_table, two_mode_table
from ci_network.measures.work_likeness import work_likeness_table
from ci_network.network.build import build_network
from ci_network.network.change import add_member, add_tie, remove_member, remove_tie
from ci_network.network.layers import required_pairs, two_mode
from ci_network.network.network import Network
from ci_network.network.tierule import TieRule
from ci_network.network.waves import common_panel, tie_changes, wave_jaccard
from ci_network.output.bundle import write_report
from ci_network.output.figures import figure
from ci_network.output.map import draw_map
from ci_network.output.map.widget import map_widget
from ci_network.output.plan import plan_files, write_plan
from ci_network.output.vocabulary import gap_kinds_table
from ci_network.questionnaire.build import questionnaire_files
from ci_network.release import Release, release
from ci_network.study.study import Study, read_study, study_from_export

__all__ = [
    "AddActivity",
    "AddCoLead",
    "AddMember",
    "AddTie",
    "AdoptOutcome",
    "Analysis",
    "Assumptions",
    "Cascade",
    "CiNetworkError",
    "ConfirmTie",
    "Convene",
    "Delegate",
    "EngagementPlan",
    "EnlargeBackbone",
    "ErgmFit",
    "ErgmTerm",
    "Framework",
    "Gap",
    "GovernanceFit",
    "Imputation",
    "InputError",
    "JoinActivity",
    "LinkActivities",
    "MergeActivities",
    "Network",
    "NetworkStage",
    "Objective",
    "Operation",
    "PermutationTest",
    "PhaseSuggestion",
    "PlanLimits",
    "PlanRelease",
    "ReadinessVerdict",
    "Release",
    "RemoveMember",
    "Resampled",
    "Seed",
    "SetFrequency",
    "SetLead",
    "ShareMeasure",
    "ShownWhatIf",
    "Situation",
    "Stability",
    "Study",
    "StudyError",
    "Thresholds",
    "TieRule",
    "UnknownNameError",
    "UsageError",
    "WaveChange",
    "WhatIf",
    "add_member",
    "add_tie",
    "analyse",
    "assumptions_table",
    "attribute_difference",
    "backbone_roles_table",
    "benjamini_hochberg",
    "bootstrap_members",
    "brokerage_table",
    "build_network",
    "chance_of_centralization",
    "chance_of_ei",
    "chance_of_measure",
    "chance_of_mixing",
    "common_panel",
    "compare_table",
    "compare_waves",
    "condition_names",
    "conditions_summary_table",
    "conditions_table",
    "conflicts_table",
    "convert",
    "coordination_table",
    "core_periphery_table",
    "deletion_stability",
    "draw_map",
    "draw_random_networks",
    "dyad_census_table",
    "engagement_level",
    "exchange_network_table",
    "exchange_sectors_table",
    "figure",
    "find_every_gap",
    "find_gaps",
    "find_phase_mismatch",
    "fit_ergm",
    "gap_kinds_table",
    "gaps_table",
    "gather_framework",
    "given_table",
    "governance_fit",
    "governance_table",
    "group_backbone_reach",
    "group_ei_index",
    "impute_ties",
    "indicator_values",
    "jackknife_members",
    "key_players_table",
    "layer_overlap_table",
    "map_widget",
    "mixing_table",
    "mrqap",
    "mrqap_logistic",
    "net_assortativity",
    "net_backbone_load",
    "net_backbone_reach",
    "net_broadcast_only",
    "net_brokerage",
    "net_cascade_reach",
    "net_centralization_betweenness",
    "net_centralization_closeness",
    "net_centralization_degree",
    "net_centralization_degree_in",
    "net_centralization_degree_out",
    "net_community_modularity",
    "net_community_stability",
    "net_components",
    "net_confirmation_rate",
    "net_confirmed_reach",
    "net_congruence",
    "net_connected_partner_pairs",
    "net_connectedness",
    "net_core_fit",
    "net_core_fit_between_empty",
    "net_core_fit_between_full",
    "net_days_to_reach",
    "net_decayed_reach",
    "net_degree_assortativity",
    "net_degree_assortativity_out_in",
    "net_density",
    "net_diameter",
    "net_distance_weighted_fragmentation",
    "net_distance_weighted_reach",
    "net_distance_weighted_reach_of_others",
    "net_ei_expected",
    "net_ei_index",
    "net_ei_index_of_arrows",
    "net_ei_percentile",
    "net_fragmentation",
    "net_isolates",
    "net_key_player_score",
    "net_krackhardt_efficiency_of_arrows",
    "net_krackhardt_efficiency_of_contacts",
    "net_krackhardt_efficiency_of_contacts_over_arrows",
    "net_krackhardt_hierarchy",
    "net_krackhardt_lubness",
    "net_layer_overlap",
    "net_mean_degree",
    "net_mean_distance",
    "net_modularity",
    "net_modularity_of_arrows",
    "net_multiplex_share",
    "net_never_reached",
    "net_pair_loss",
    "net_peer_tie_share",
    "net_reach_evenness",
    "net_reach_gap",
    "net_reciprocity",
    "net_reciprocity_correlation",
    "net_reciprocity_of_all_pairs",
    "net_reciprocity_of_pairs",
    "net_small_world_omega",
    "net_small_world_sigma",
    "net_small_world_sigma_approximate",
    "net_threshold_reach",
    "net_transitivity",
    "net_two_way_reach",
    "net_useful_reach",
    "network_brokerage_table",
    "network_kinds_table",
    "network_measures_table",
    "network_stage",
    "network_stage_table",
    "network_table",
    "node_backbone_distance",
    "node_betweenness",
    "node_bonacich_power",
    "node_brokerage",
    "node_brokerage_z",
    "node_cascade_reach",
    "node_closeness",
    "node_closeness_in",
    "node_clustering",
    "node_community_stability",
    "node_constraint",
    "node_constraint_in_ego",
    "node_constraint_two_steps",
    "node_core_number",
    "node_days_from_backbone",
    "node_degree",
    "node_degree_in",
    "node_degree_out",
    "node_diffusion",
    "node_distance_weighted_reach",
    "node_distance_weighted_reach_in",
    "node_distance_weighted_reach_with_self",
    "node_eccentricity",
    "node_effective_size",
    "node_effective_size_borgatti",
    "node_efficiency",
    "node_ego_reach",
    "node_ei_index",
    "node_eigenvector",
    "node_harmonic",
    "node_hierarchy",
    "node_hierarchy_in_ego",
    "node_in_community",
    "node_in_component",
    "node_in_concor_position",
    "node_in_position",
    "node_integration",
    "node_is_articulation",
    "node_is_confirmed_adopter",
    "node_is_core",
    "node_is_core_between_empty",
    "node_is_core_between_full",
    "node_is_key_player",
    "node_is_only_tied_to_backbone",
    "node_is_stranded_without_backbone",
    "node_is_threshold_adopter",
    "node_katz",
    "node_measures_table",
    "node_multiplexity",
    "node_pagerank",
    "node_radiality",
    "node_relative_connectivity",
    "node_strength",
    "node_table",
    "pair_distance_weighted_reach_gain",
    "pair_edge_betweenness",
    "pair_efficiency_gain",
    "pair_is_bridge",
    "pair_multiplexity",
    "pair_profile_distance",
    "pair_reach_gain",
    "phase_evidence_table",
    "phases_table",
    "plan_engagement",
    "plan_files",
    "policy_view",
    "precondition_level",
    "propose_for",
    "propose_mapping",
    "qap_correlation",
    "questionnaire_files",
    "reach_assumptions_table",
    "reach_by_channel_table",
    "reach_table",
    "read_graph",
    "read_study",
    "readiness_evidence_table",
    "readiness_table",
    "readiness_verdict",
    "received_standing",
    "received_table",
    "recommend",
    "reconstructed",
    "release",
    "release_comparison",
    "release_plan",
    "release_what_if",
    "remove_member",
    "remove_tie",
    "required_pairs",
    "respondents_only",
    "responses_table",
    "rules_table",
    "same_attribute",
    "simulate_cascade",
    "small_world_table",
    "study_from_export",
    "study_reach_table",
    "suggest_phase",
    "thresholds_table",
    "tie_changes",
    "treatment_stability",
    "treatments_table",
    "triad_census_table",
    "two_mode",
    "two_mode_network_table",
    "two_mode_table",
    "wave_jaccard",
    "what_if",
    "work_likeness_table",
    "write_plan",
    "write_report",
]
