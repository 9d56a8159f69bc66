"""Words that no text about members may use, beside those the package itself forbids."""

# Words that would judge a member or its work.
UNKIND = (
    "poor", "poorly", "fail", "fails", "failed", "failure", "worse", "underperforming", "underperforms", "inactive",
    "passive", "lagging", "laggard", "unreliable", "neglect", "neglected", "blame", "guilty", "incompetent",
    "deficient", "inferior", "disappointing", "unwilling", "resistant", "useless", "bottleneck", "freeloader",
)  # fmt: skip
