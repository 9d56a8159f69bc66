"""Stakeholder network analysis for collective impact: from a coalition's survey to a map, its gaps and what to do."""

from ci_network.advice.assumptions import Assumptions, assumptions_table
from ci_network.advice.catalogue import rules_table
from ci_network.advice.effect import what_if_table
from ci_network.advice.rank import recommend
from ci_network.analysis import Analysis, analyse
from ci_network.errors import CiNetworkError, InputError, StudyError
from ci_network.formats.convert import convert, read_graph
from ci_network.gaps.find import find_gaps
from ci_network.gaps.gap import Gap, gaps_table
from ci_network.gaps.situation import Situation
from ci_network.gaps.thresholds import Thresholds, thresholds_table
from ci_network.intake.surveys.propose import propose_mapping
from ci_network.intake.surveys.start import propose_for
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
from ci_network.measures.coordination import coordination_table, net_congruence
from ci_network.measures.reach import (
    group_backbone_reach,
    net_backbone_reach,
    net_decayed_reach,
    net_distance_weighted_reach,
    net_reach_evenness,
    node_backbone_distance,
    reach_table,
)
from ci_network.measures.reach_channels import net_broadcast_only, net_two_way_reach, reach_by_channel_table
from ci_network.measures.reliance import (
    net_backbone_load,
    net_connected_partner_pairs,
    net_pair_loss,
    net_peer_tie_share,
    node_is_only_tied_to_backbone,
    node_is_stranded_without_backbone,
)
from ci_network.measures.response import net_confirmation_rate, responses_table
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
from ci_network.network.build import build_network
from ci_network.network.change import add_member, add_tie, remove_member, remove_tie
from ci_network.network.layers import required_pairs, two_mode
from ci_network.network.network import Network
from ci_network.network.tierule import TieRule
from ci_network.output.bundle import write_report
from ci_network.output.map import draw_map
from ci_network.questionnaire.build import questionnaire_files
from ci_network.release import Release, release
from ci_network.study.study import Study, read_study, study_from_export

__all__ = [
    "Analysis",
    "Assumptions",
    "CiNetworkError",
    "Gap",
    "InputError",
    "Network",
    "Release",
    "Situation",
    "Study",
    "StudyError",
    "Thresholds",
    "TieRule",
    "add_member",
    "add_tie",
    "analyse",
    "assumptions_table",
    "build_network",
    "convert",
    "coordination_table",
    "draw_map",
    "find_gaps",
    "gaps_table",
    "group_backbone_reach",
    "net_backbone_load",
    "net_backbone_reach",
    "net_broadcast_only",
    "net_centralization_betweenness",
    "net_centralization_closeness",
    "net_centralization_degree",
    "net_centralization_degree_in",
    "net_centralization_degree_out",
    "net_components",
    "net_confirmation_rate",
    "net_congruence",
    "net_connected_partner_pairs",
    "net_connectedness",
    "net_decayed_reach",
    "net_density",
    "net_diameter",
    "net_distance_weighted_fragmentation",
    "net_distance_weighted_reach",
    "net_fragmentation",
    "net_isolates",
    "net_mean_degree",
    "net_mean_distance",
    "net_pair_loss",
    "net_peer_tie_share",
    "net_reach_evenness",
    "net_reciprocity",
    "net_transitivity",
    "net_two_way_reach",
    "network_measures_table",
    "network_table",
    "node_backbone_distance",
    "node_betweenness",
    "node_closeness",
    "node_closeness_in",
    "node_clustering",
    "node_constraint",
    "node_core_number",
    "node_degree",
    "node_degree_in",
    "node_degree_out",
    "node_eccentricity",
    "node_effective_size",
    "node_efficiency",
    "node_ego_reach",
    "node_eigenvector",
    "node_harmonic",
    "node_in_component",
    "node_is_articulation",
    "node_is_only_tied_to_backbone",
    "node_is_stranded_without_backbone",
    "node_measures_table",
    "node_pagerank",
    "node_strength",
    "node_table",
    "pair_is_bridge",
    "propose_for",
    "propose_mapping",
    "questionnaire_files",
    "reach_by_channel_table",
    "reach_table",
    "read_graph",
    "read_study",
    "recommend",
    "release",
    "remove_member",
    "remove_tie",
    "required_pairs",
    "responses_table",
    "rules_table",
    "study_from_export",
    "thresholds_table",
    "two_mode",
    "what_if_table",
    "write_report",
]
