"""Real files that nobody here wrote, where they lie beside the checkout; the facts are those of their makers."""

from pathlib import Path

import pandas as pd
import pytest

from ci_network.formats.convert import convert, read_graph
from ci_network.formats.registry import FORMATS

SAMPLES = Path(__file__).resolve().parents[2].parent / "shared" / "samples"
pytestmark = pytest.mark.skipif(not SAMPLES.exists(), reason="the sample files are not beside the checkout")
RURAL = "15_rural_stakeholders_four_formats"


def files(folder: str, *names: str) -> dict[str, bytes]:
    return {name: (SAMPLES / folder / name).read_bytes() for name in names}


@pytest.mark.parametrize(
    ("name", "nodes", "ties"),
    [
        ("SouthernWomen.paj", 32, 89),
        ("adols.net", 8, 10),
        ("manynet_testCSVSemiColon.csv", 3, 3),
        ("manynet_test_matrix.csv", 4, 16),
    ],
)
def test_the_pajek_folder(name, nodes, ties) -> None:
    tables = read_graph(files("18_pajek", name))
    assert (len(tables.nodes), len(tables.ties)) == (nodes, ties)


def test_southern_women_are_two_mode_in_every_format_that_can_say_so() -> None:
    source = files("18_pajek", "SouthernWomen.paj")
    tables = read_graph(source)
    assert tables.nodes["mode"].tolist() == [0] * 18 + [1] * 14
    for name, form in FORMATS.items():
        back = read_graph(convert(source, target=name).files)
        assert len(back.nodes) == 32, name
        assert back.is_two_mode == ("two-mode" in form.carries), name


def test_igraph_finds_the_same_in_the_pajek_folder() -> None:
    igraph = pytest.importorskip("igraph")
    for name in ("SouthernWomen.paj", "adols.net"):
        graph = igraph.Graph.Read_Pajek(str(SAMPLES / "18_pajek" / name))
        tables = read_graph(files("18_pajek", name))
        assert (graph.vcount(), graph.ecount()) == (len(tables.nodes), len(tables.ties))


def test_the_same_stakeholders_come_in_alike_from_each_format() -> None:
    """Four files, three forms: the two CSV files are one network together."""
    kumu = read_graph(files(RURAL, "kumu_network.json"))
    graphml = read_graph(files(RURAL, "sna_network_20260205_172159.graphml"))
    lists = read_graph(files(RURAL, "sna_nodes.csv", "sna_edges.csv"))
    for tables in (kumu, graphml, lists):
        assert (len(tables.nodes), len(tables.ties)) == (5, 3)
        assert tables.directed is False
    for other in (graphml, lists):
        pd.testing.assert_frame_equal(kumu.nodes[["id", "label"]], other.nodes[["id", "label"]])
        columns = ["source", "target", "value", "directed"]
        pd.testing.assert_frame_equal(kumu.ties[columns], other.ties[columns])
        assert kumu.nodes["Sector"].tolist() == other.nodes["sector"].tolist()
        assert kumu.nodes["type"].tolist() == other.nodes["type"].tolist()
    # The GraphML file does not carry the kind of tie; the other two do.
    assert kumu.ties["layer"].tolist() == lists.ties["layer"].tolist() == ["partnership"] * 3
    assert graphml.ties["layer"].tolist() == [""] * 3


def test_ego_interviews_with_ids_that_start_again() -> None:
    folder = "13_recon_ego_interviews"
    tables = read_graph(files(folder, "nodes.csv", "collaboration.csv"))
    assert tables.nodes["id_interview"].nunique() == 40
    assert (len(tables.nodes), len(tables.ties)) == (374, 1732)
    both = read_graph(files(folder, "nodes.csv", "collaboration.csv", "resources.csv"))
    assert both.ties["layer"].value_counts().to_dict() == {"collaboration": 1732, "resources": 1761}
    assert len(both.nodes) == 374
