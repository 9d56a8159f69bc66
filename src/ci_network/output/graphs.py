"""A release's network as graph files for other programs."""

import re
from typing import Any, Final

import networkx as nx
import pandas as pd

from ci_network.output.level import ties_at_level
from ci_network.release import Release

# XML has no way to write these characters, so they are left out of labels.
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def graphml_text(release: Release) -> str:
    """Return the analysis' own layer, wave and tie rule as GraphML.

    Nodes carry ``label``, ``sector``, ``is_backbone``, ``answered`` and every node measure that has a value (a value
    that is undefined is left out, not written as 0); ties carry ``weight`` (the value) and ``level``.
    """
    own = ties_at_level(release)
    graph: nx.Graph[Any] = nx.DiGraph() if own["directed"].any() else nx.Graph()
    graph.graph["title"] = _xml(str(release.about["title"]))
    measures = _measures_by_member(release.node_measures)
    for row in release.members.itertuples(index=False):
        member = str(row.member)
        known = {"label": _xml(row.label), "sector": _xml(row.sector)}
        flags = {"is_backbone": bool(row.is_backbone), "answered": bool(row.answered)}
        graph.add_node(_xml(member), **known, **flags, **measures.get(member, {}))
    for tie in own.itertuples(index=False):
        graph.add_edge(_xml(tie.source), _xml(tie.target), weight=float(str(tie.value)), level=_xml(tie.level))
    return "\n".join(nx.generate_graphml(graph)) + "\n"


def _measures_by_member(measures: pd.DataFrame) -> dict[str, dict[str, float]]:
    known: dict[str, dict[str, float]] = {}
    for member, measure, value in zip(measures["member"], measures["measure"], measures["value"], strict=True):
        if not pd.isna(value):
            known.setdefault(member, {})[measure] = float(value)
    return known


def _xml(text: object) -> str:
    return _NOT_XML.sub("", str(text))
