"""What may be shown of a comparison of two waves."""

import secrets
from typing import TYPE_CHECKING, Any

import pandas as pd

from ci_network.disclosure.groups import LEAST_IN_GROUP
from ci_network.disclosure.names import make_veil, may_be_named
from ci_network.network.network import with_names

if TYPE_CHECKING:
    from ci_network.study.study import Study


def release_comparison(
    table: pd.DataFrame, study: "Study", *, audience: str = "internal", salt: str | None = None
) -> pd.DataFrame:
    """Let through what an audience may see of a comparison of waves, as :func:`compare_table` gives it.

    Members who may not be named are shown by a pseudonym to the coalition's own team; beyond it no row is about a
    single member. Rows of sectors with too few members are left out.

    Parameters
    ----------
    audience
        "internal" or "shareable".
    salt
        What the pseudonyms are drawn from; fresh and random unless given.

    Examples
    --------
    >>> import ci_network as ci
    >>> study = ci.read_study("data/riverbend")
    >>> table = ci.compare_table(ci.compare_waves(study))
    >>> ci.release_comparison(table, study, audience="shareable")["part"].unique().tolist()
    ['network', 'sector']
    """
    members = with_names(study.table("stakeholders").set_index("id").rename_axis("member"))
    veil = make_veil(members, may_be_named(members, audience), salt or secrets.token_hex(16))
    sizes = members["sector"].value_counts()
    kept = [_may_be_shown(row, sizes, audience) for row in table[["part", "subject"]].to_dict("records")]
    shown = veil.frame(pd.DataFrame(table[kept]).reset_index(drop=True), members=("subject",))
    veil.check([shown])
    return shown


def _may_be_shown(row: "dict[Any, Any]", sizes: "pd.Series[int]", audience: str) -> bool:
    if row["part"] == "member":
        return audience == "internal"
    return row["part"] != "sector" or int(sizes.get(row["subject"], 0)) >= LEAST_IN_GROUP[audience]
