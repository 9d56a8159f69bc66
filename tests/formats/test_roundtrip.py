"""What a format can carry comes back whole; what it cannot carry is told first, and nothing else is lost."""

import math
import string

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ci_network.formats.fit import fit
from ci_network.formats.format import CARRIES
from ci_network.formats.registry import FORMATS, detect_files, formats_table
from ci_network.formats.tables import GraphTables, Node, Tie, gather, node_rows, tie_rows

MARKS = string.ascii_letters + string.digits + " \"',;|\n\t=+-@<>&%*#/\\{}[]():._éßŁ中ا😀\u00a0\u2028"
NAMES = st.one_of(
    st.text(st.sampled_from(MARKS), min_size=1, max_size=12),
    st.sampled_from(
        ["=1+1", "-5", "+44 20", "@home", "'=x", "Food Bank", "food bank", "1", "NA", "dl", "*Arcs", "null"]
    ),
).filter(lambda text: text.strip() != "")
NODE_ATTRIBUTES = ["sector", "size of staff", "name", "Type", "weight", "=x", "vertex", "note é"]
TIE_ATTRIBUTES = ["note", "type", "Weight", "count", "since", "direction", "kind", "label"]
NUMBERS = st.integers(-(10**9), 10**9).map(lambda number: number / 1000)
CELLS = {"text": st.one_of(st.just(""), NAMES), "number": NUMBERS, "boolean": st.booleans()}


@st.composite
def columns(draw, names):
    """Draw some attribute columns: a name and the strategy of its cells, which may be missing."""
    chosen = draw(st.lists(st.sampled_from(names), unique=True, max_size=3))
    kinds = [draw(st.sampled_from(sorted(CELLS))) for _ in chosen]
    return {name: st.one_of(st.none(), CELLS[kind]) for name, kind in zip(chosen, kinds, strict=True)}


@st.composite
def graph_tables(draw) -> GraphTables:
    ids = draw(st.lists(NAMES, min_size=1, max_size=6, unique_by=lambda name: name.strip()))
    two_mode = draw(st.booleans()) and len(ids) > 1
    named = draw(st.booleans())
    node_columns, tie_columns = draw(columns(NODE_ATTRIBUTES)), draw(columns(TIE_ATTRIBUTES))
    nodes = []
    for place, name in enumerate(ids):
        mode = (place % 2 if place < 2 else draw(st.integers(0, 1))) if two_mode else None
        label = draw(NAMES) if named else name
        nodes.append(Node(name, label, mode, {key: draw(cells) for key, cells in node_columns.items()}))
    layers = draw(st.lists(st.one_of(st.just(""), NAMES), min_size=1, max_size=3))
    ways = draw(st.sampled_from([[True], [False], [True, False]]))
    ties = []
    for _ in range(draw(st.integers(0, 8))):
        value = draw(st.one_of(st.just(math.nan), st.just(0.0), NUMBERS))
        ends = draw(st.sampled_from(ids)), draw(st.sampled_from(ids))
        attributes = {key: draw(cells) for key, cells in tie_columns.items()}
        ties.append(Tie(*ends, draw(st.sampled_from(layers)), value, draw(st.sampled_from(ways)), attributes))
    return gather(nodes, ties, file="drawn")


def plain_nodes(tables: GraphTables):
    return sorted((node.id, node.label, node.mode, sorted(node.attributes.items())) for node in node_rows(tables))


def plain_ties(tables: GraphTables):
    rows = []
    for tie in tie_rows(tables):
        ends = (tie.source, tie.target) if tie.directed else tuple(sorted((tie.source, tie.target)))
        value = None if math.isnan(tie.value) else tie.value
        rows.append((*ends, tie.layer, str(value), tie.directed, sorted(tie.attributes.items())))
    return sorted(rows, key=repr)


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
@given(tables=graph_tables())
@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_what_is_written_comes_back(form, tables) -> None:
    fitted = fit(tables, form)
    back = form.read(form.write(fitted.tables))
    assert plain_nodes(back) == plain_nodes(fitted.tables)
    assert plain_ties(back) == plain_ties(fitted.tables)
    if not fitted.lost:
        assert plain_nodes(back) == plain_nodes(tables)
        assert plain_ties(back) == plain_ties(tables)
    again = fit(fitted.tables, form)
    assert [words for words in again.lost if "does not say" not in words] == []


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
@given(tables=graph_tables())
@settings(max_examples=5, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_the_same_tables_give_the_same_bytes(form, tables) -> None:
    fitted = fit(tables, form).tables
    assert form.write(fitted) == form.write(fitted)


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
def test_an_ordinary_network_is_found_by_content_and_read_back(form) -> None:
    tables = ordinary()
    files = form.write(fit(tables, form).tables)
    found = detect_files(files)
    assert found.name == form.name
    assert len(found.read(files).ties) >= 2


def ordinary() -> GraphTables:
    nodes = [Node("a", "Food Bank"), Node("b", "City Council"), Node("c", "Youth Hub")]
    return gather(nodes, [Tie("a", "b", "trust", 3.0), Tie("b", "c", "trust", 2.0)], file="", directed=True)


def everything() -> GraphTables:
    """Return a network that has one of each thing that some format cannot carry."""
    nodes = [
        Node("a", "Food\nBank", None, {"sector": "food", "staff": 3.5, "member": True}),
        Node("A", "City Council", None, {"sector": "public"}),
        Node("c", 'Youth "Hub"'),
        Node("d", "Alone"),
    ]
    ties = [
        Tie("a", "A", "trust", 3.0, True, {"note": "x"}),
        Tie("a", "A", "trust", 1.0),
        Tie("a", "c", "", math.nan, False),
        Tie("c", "A", "contact", 0.0),
    ]
    return gather(nodes, ties, file="")


LOSSES = {
    "several": "parallel ties",
    "undirected": "undirected ties become",
    "value": "without a value get the value 1",
    "zero": "of value 0 are left out",
    "alone": "without ties are left out",
    "node attributes": "Attributes of nodes are lost",
    "tie attributes": "Attributes of ties are lost",
    "types": "become text",
    "label": "Labels are lost",
    "id": "one name only",
    "marks": "cannot hold",
    "case": "get a number",
    "file names": "named by their files only",
}
EXPECTED = {
    "graphml": set(),
    "gexf": set(),
    "nodexl": set(),
    "kumu-json": set(),
    "kumu-workbook": set(),
    "kumu-csv": {"types"},
    "gephi-csv": {"types"},
    "node-link-json": {"undirected"},
    "edge-list": {"alone", "node attributes", "label"},
    "pajek": {"node attributes", "tie attributes", "id", "marks"},
    "vna": {"several", "undirected", "value", "zero", "tie attributes", "types", "marks"},
    "dl": {"several", "undirected", "value", "zero", "node attributes", "tie attributes", "id", "marks"},
    "adjacency-csv": {
        "several", "undirected", "value", "zero", "node attributes", "tie attributes", "label", "file names"
    },
}  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_tells_exactly_what_it_cannot_carry(name) -> None:
    lost = fit(everything(), FORMATS[name]).lost
    told = {key for key, words in LOSSES.items() if any(words in sentence for sentence in lost)}
    assert told == EXPECTED[name], lost
    assert len(lost) == len(told), lost


def test_a_two_mode_network_keeps_its_kinds_where_a_format_has_them() -> None:
    nodes = [Node("ann", "", 0), Node("bob", "", 0), Node("fair", "", 1)]
    tables = gather(nodes, [Tie("ann", "fair", directed=False), Tie("ann", "bob", directed=False)], file="")
    for name, form in FORMATS.items():
        fitted = fit(tables, form)
        back = form.read(form.write(fitted.tables))
        assert back.is_two_mode == (name != "edge-list"), name
        within = any("same kind" in words for words in fitted.lost)
        assert within == (name in ("dl", "adjacency-csv")), name
        assert len(back.ties) == {"vna": 4}.get(name, 2 - within), name  # VNA knows directed ties only


def test_the_table_of_formats_says_what_each_carries() -> None:
    table = formats_table().set_index("format")
    assert list(table.columns) == ["title", *CARRIES]
    assert table.loc["graphml", list(CARRIES)].all()
    assert not table.loc["dl", "undirected"]
    assert all(form.carries <= set(CARRIES) for form in FORMATS.values())


def test_an_empty_network_stays_empty() -> None:
    tables = gather([], [], file="", directed=True)
    assert list(tables.ties.columns) == ["source", "target", "layer", "value", "directed"]
    assert list(tables.nodes.columns) == ["id", "label"]
    for form in (FORMATS["graphml"], FORMATS["gexf"], FORMATS["node-link-json"], FORMATS["kumu-json"]):
        back = form.read(form.write(fit(tables, form).tables))
        assert isinstance(back.nodes, pd.DataFrame)
        assert back.nodes.empty
        assert back.ties.empty
