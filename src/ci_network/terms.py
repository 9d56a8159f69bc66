"""The field's words: ordered scales, tie kinds, conditions, phases, components, roles.

Everything here is data. Cut-offs are not here but in ``gaps/thresholds.py``, each with its basis.
"""

from types import MappingProxyType
from typing import Final

# Communication frequency, the default ladder. The order is the meaning: a value is its position from 0.
# The conversion to contacts a year is a convention of ours, used only where a formula names it.
FREQUENCY: Final = ("never", "yearly", "quarterly", "monthly", "weekly", "daily")
CONTACTS_PER_YEAR: Final = (0, 1, 4, 12, 52, 250)
# Chance that a piece of news passes along a tie of each level (simple information; our default, not a benchmark).
PASS_ON: Final = (0.0, 0.1, 0.25, 0.5, 0.8, 0.9)
# Hours a month that one side spends on a tie of levels 1-5 (our default; a study's own capacity is in hours too).
HOURS_PER_MONTH: Final = (0.0, 0.1, 0.25, 1.0, 4.0, 12.0)

# The collaboration continuum (Frey, Lohmeier, Lee & Tollefson 2006, Am J Evaluation 27(3):383, after Hogue 1993).
CONTINUUM: Final = ("none", "networking", "cooperation", "coordination", "coalition", "collaboration")

# What a layer's values are. Only the first two carry labels of their own when a study names none.
LAYER_KINDS: Final = ("frequency", "continuum", "rating", "count", "yes_no")
SYMMETRISE: Final = ("either", "both", "max", "min", "mean", "none")
RESPONSE_STATUS: Final = ("complete", "partial", "none")
AUDIENCES: Final = ("internal", "shareable")
YES_NO: Final = ("no", "yes")

CONDITIONS: Final = MappingProxyType(
    {
        "CA": "Common agenda",
        "SM": "Shared measurement",
        "MR": "Mutually reinforcing activities",
        "CC": "Continuous communication",
        "BB": "Backbone support",
    }
)
# Collective Impact 3.0 (Cabaj & Weaver 2016): the same five places under other names. Its sixth shift, from management
# to movement building, is about how all of them are led and has no place of its own.
CONDITIONS_3: Final = MappingProxyType(
    {
        "CA": "Community aspiration",
        "SM": "Strategic learning",
        "MR": "High-leverage activities",
        "CC": "Inclusive community engagement",
        "BB": "Containers for change",
    }
)
LABELS: Final = MappingProxyType({"classic": CONDITIONS, "3.0": CONDITIONS_3})
PHASES: Final = MappingProxyType({1: "Initiate action", 2: "Organise for impact", 3: "Sustain action and impact"})
COMPONENTS: Final = MappingProxyType(
    {
        "governance": "Governance and infrastructure",
        "planning": "Strategic planning",
        "community": "Community involvement",
        "evaluation": "Evaluation and improvement",
    }
)
READINESS: Final = MappingProxyType(
    {
        "complexity": "Is the problem complex, so that only several stakeholders together can solve it?",
        "capacity": "Is there capacity to create the five conditions?",
        "community": "Is there community support?",
        "backing": "Is there backing for the backbone?",
        "engagement": "Can the stakeholders be engaged?",
    }
)
# What must be there before the rest is worth the effort.
PRECONDITIONS: Final = MappingProxyType(
    {"champion": "An influential champion", "money": "Money for some years", "urgency": "A sense that it cannot wait"}
)
# The six functions of a backbone (Turner, Merchant, Kania & Martin 2012).
BACKBONE_ROLES: Final = MappingProxyType(
    {
        "vision": "Guide vision and strategy",
        "alignment": "Support aligned activities",
        "measurement": "Establish shared measurement practices",
        "public_will": "Build public will",
        "policy": "Advance policy",
        "funding": "Mobilise funding",
    }
)

# What members are asked to rate: each item of the assessments, with its lowest and its highest score.
ASSESSED: Final = MappingProxyType(
    {f"condition.{code}": (1, 5) for code in CONDITIONS}
    | {f"phase.{phase}.{part}": (0, 3) for phase in PHASES for part in COMPONENTS}
    | {f"readiness.{question}": (0, 3) for question in READINESS}
    | {f"precondition.{name}": (0, 3) for name in PRECONDITIONS}
    | {f"backbone.{role}": (1, 4) for role in BACKBONE_ROLES}
    | {"engagement": (1, 5)}
)
# Items that may be asked in parts, such as condition.CA.1 and condition.CA.2: a member's parts are averaged first.
ASKED_IN_PARTS: Final = ("condition", "phase", "readiness", "precondition", "engagement")

# What a contact is for, by the role of the backbone that it serves (our reading, not a benchmark).
ROLE_PURPOSES: Final = MappingProxyType(
    {
        "vision": ("planning", "strategy", "vision"),
        "alignment": ("referrals", "coordination", "alignment", "advice"),
        "measurement": ("data", "measurement", "evaluation"),
        "public_will": ("news", "outreach", "engagement"),
        "policy": ("advocacy", "policy"),
        "funding": ("money", "funds", "funding"),
    }
)
# Channels that speak one way only, unless the study says otherwise (``one_way_channels``).
ONE_WAY_CHANNELS: Final = ("newsletter", "newsletter only", "mailing list", "social media")

# Words that no output may use of a member (domain rule: actions address relations, never worth).
FORBIDDEN_WORDS: Final = ("weak", "failing", "uncooperative", "worst", "bad", "poor performer", "lazy")
