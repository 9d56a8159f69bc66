"""Random small networks for property tests: directed or not, with values and sectors."""

import networkx as nx
from hypothesis import strategies as st


@st.composite
def graphs(draw: st.DrawFn, *, most: int = 7, least: int = 1) -> nx.Graph:
    n = draw(st.integers(least, most))
    graph = nx.DiGraph() if draw(st.booleans()) else nx.Graph()
    graph.add_nodes_from((node, {"sector": draw(st.sampled_from("xyz"))}) for node in range(n))
    for i in range(n):
        for j in range(n):
            if i != j and draw(st.integers(0, 9)) < 3:
                graph.add_edge(i, j, weight=draw(st.integers(1, 5)))
    return graph
