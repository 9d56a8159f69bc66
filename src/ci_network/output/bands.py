"""Members' measures as bands, where too few answered for figures."""

from typing import Final

import pandas as pd

from ci_network.release import Release

# From the lowest third of the members to the highest.
BANDS_IN_ORDER: Final = ("lower", "middle", "upper")


def bands_table(release: Release) -> pd.DataFrame:
    """Return the band of each member (rows) in each measure (columns); blank where none is known."""
    wide = release.node_measures.pivot_table(
        index="member", columns="measure", values="band", aggfunc="first", dropna=False
    )
    return pd.DataFrame(wide.fillna(""))
