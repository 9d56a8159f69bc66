"""Stakeholder network analysis for collective impact: from a coalition's survey to a map, its gaps and what to do."""

from ci_network.public import NAMES, listed, loaded

# Its module goes by the same name: loaded first, so that the name stays the function's.
from ci_network.release import release as release

__all__ = NAMES
__dir__ = listed
__getattr__ = loaded
