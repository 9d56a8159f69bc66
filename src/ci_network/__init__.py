"""Stakeholder network analysis for collective impact: from a coalition's survey to a map, its gaps and what to do."""

from ci_network.public import NAMES as __all__
from ci_network.public import listed as __dir__
from ci_network.public import loaded as __getattr__

# Its module goes by the same name: loaded first, so that the name stays the function's.
from ci_network.release import release as release
