"""Stakeholder network analysis for collective impact."""

from ci_network.network.build import build_network
from ci_network.network.network import Network
from ci_network.network.tierule import TieRule
from ci_network.study.study import Study, read_study

__all__ = ["Network", "Study", "TieRule", "build_network", "read_study"]
