"""The ten shapes: each gives the ties that were answered, and nothing else."""

from pathlib import Path

import pytest
from exported import SETTING, apply, fate, mapping_of, rows, sheet, ties, told

from ci_network.intake.surveys.apply import Applied, apply_mapping
from ci_network.intake.surveys.reading import Setting
from ci_network.intake.surveys.shapes.graph import read_any_export

MATRIX = """
    [[survey]]
    source = "export.csv"
    wave = "2025"
    ego = "Org"
    [[survey.ties]]
    layer = "communication"
    columns = "How often? *"
    missing = ["Don't know"]
"""
C = "communication"


def test_a_roster_matrix() -> None:
    applied = apply(
        """
        Org,How often? [Food Bank],How often? [City Council],How often? [Youth Hub]
        Food Bank,,Weekly,Never
        the  COUNCIL,Monthly,,Don't know
        Youth hub.,<b>daily</b>,,
        """,
        MATRIX,
    )
    assert ties(applied) == {(C, "fb", "cc", "4"), (C, "cc", "fb", "3"), (C, "yh", "fb", "5")}
    assert rows(applied, "responses") == [
        ("fb", "2025", "complete", "1"),
        ("cc", "2025", "partial", "1"),
        ("yh", "2025", "partial", "1"),
    ]


def test_a_no_is_written_for_partial_answers_alone() -> None:
    applied = apply(
        """
        Org,How often? [City Council],How often? [Youth Hub]
        Food Bank,Never,Weekly
        City Council,,Never
        Youth Hub,,
        Parks Recreation and Culture,Never,
        """,
        MATRIX,
    )
    assert ties(applied) == {(C, "fb", "yh", "4"), (C, "prc", "cc", "0")}
    assert [row[2] for row in rows(applied, "responses")] == ["complete", "complete", "none", "partial"]


def test_loops_and_side_by_side_give_items() -> None:
    applied = apply(
        """
        Org,Q5#1_cc,Q5#2_cc,Q5#1_yh,Q5#2_yh
        Food Bank,3,4,,2
        """,
        """
        [[survey]]
        source = "export.csv"
        ego = "Org"
        [[survey.ties]]
        layer = "trust.{item}"
        columns = { pattern = "Q5#(?P<item>\\\\d)_(?P<alter>.*)" }
        items = { 1 = "reliability", 2 = "mission" }
        """,
    )
    assert ties(applied) == {
        ("trust.reliability", "fb", "cc", "3"), ("trust.mission", "fb", "cc", "4"), ("trust.mission", "fb", "yh", "2"),
    }  # fmt: skip


CHECKS = """
    [[survey]]
    source = "export.csv"
    ego = "Org"
    [[survey.ties]]
    shape = "checkbox_columns"
    layer = "contact"
    columns = "Partners? *"
    exclusive = ["None of these"]
"""


@pytest.mark.parametrize(("yes", "no"), [("1", "0"), ("TRUE", "FALSE"), ("Checked", "Unchecked"), ("Yes", "No")])
def test_b_checkbox_columns(yes: str, no: str) -> None:
    applied = apply(
        f"""
        Org,Partners? [City Council],Partners? [Youth Hub],Partners? [None of these]
        Food Bank,{yes},{no},{no}
        Youth Hub,{no},,{yes}
        """,
        CHECKS,
    )
    assert ties(applied) == {("contact", "fb", "cc", "1")}


def test_b_the_options_own_text_is_a_tick_and_blank_a_no_where_said() -> None:
    text = """
        Org,Partners? [City Council],Partners? [Youth Hub],Partners? [None of these]
        Food Bank,City Council,,
        Parks Recreation and Culture,,,
        """
    plain = apply(text, CHECKS)
    assert rows(plain, "responses") == [("fb", "", "partial", "1"), ("prc", "", "none", "1")]
    said = apply(text, CHECKS + '    blank = "zero"\n')
    assert ties(said) == {("contact", "fb", "cc", "1")}
    assert rows(said, "responses")[0][2] == "complete"
    assert (fate(said, 2, "Partners? [Youth Hub]"), fate(said, 3, "Partners? [Youth Hub]")) == ("zero", "blank")


def test_an_exclusive_option_cancels() -> None:
    applied = apply(
        """
        Org,Partners? [City Council],Partners? [Youth Hub],Partners? [None of these]
        Food Bank,1,,1
        """,
        CHECKS,
    )
    assert ties(applied) == set()
    assert fate(applied, 2, "Partners? [City Council]") == "ignored"
    assert fate(applied, 2, "Partners? [Youth Hub]") == "zero"


PICKS = """
    [[survey]]
    source = "export.csv"
    ego = "Org"
    [[survey.ties]]
    shape = "multiselect_cell"
    layer = "contact"
    columns = "Partners"
    exclusive = ["None of these"]
    [survey.roster]
    boundary = "open"
"""


@pytest.mark.parametrize(
    "cell", ["Parks, Recreation and Culture, City Council", "City Council , Parks, Recreation and Culture"]
)
def test_c_an_option_that_holds_the_delimiter_is_found_whole(cell: str) -> None:
    applied = apply([sheet(f'Org,Partners\nFood Bank,"{cell}"')], PICKS)
    assert ties(applied) == {("contact", "fb", "cc", "1"), ("contact", "fb", "prc", "1")}


def test_c_trailing_delimiters_repeats_others_and_none() -> None:
    applied = apply(
        """
        Org,Partners
        Food Bank,City Council;City Council;our local scouts;
        City Council,None of these
        Youth Hub,
        """,
        PICKS.replace("exclusive", 'split = ";"\n    exclusive'),
    )
    assert ties(applied) == {("contact", "fb", "cc", "1"), ("contact", "fb", "our-local-scouts", "1")}
    assert rows(applied, "stakeholders") == [("our-local-scouts", "our local scouts", "outsider")]
    assert [fate(applied, row, "Partners") for row in (2, 3, 4)] == ["unresolved", "zero", "blank"]
    assert [row[2] for row in rows(applied, "responses")] == ["complete", "complete", "none"]


def test_d_name_generator_columns() -> None:
    applied = apply(
        """
        Org,partner_1,partner_1_freq,partner_2,partner_2_freq
        Food Bank,FB,weekly,the Council,Monthly
        City Council,Youth Hub,daily,,
        """,
        """
        [[survey]]
        source = "export.csv"
        ego = "Org"
        [[survey.ties]]
        shape = "name_generator_columns"
        layer = "communication"
        columns = { pattern = "partner_(?P<loop>\\\\d+)" }
        value = "partner_{loop}_freq"
        """,
    )
    assert ties(applied) == {(C, "fb", "cc", "3"), (C, "cc", "yh", "5")}
    assert fate(applied, 2, "partner_1") == "ignored"


def test_e_a_dyad_list_with_zeros_and_relations() -> None:
    applied = apply(
        """
        Org,Partner,Kind,Frequency
        Food Bank,City Council,talk,3
        Food Bank,Youth Hub,talk,0
        Food Bank,Youth Hub,refer,1
        City Council,Food Bank,talk,
        """,
        """
        [[survey]]
        source = "export.csv"
        ego = "Org"
        rows = { unit = "dyad" }
        [[survey.ties]]
        shape = "long_edge_list"
        alter = "Partner"
        relation = "Kind"
        relations = { talk = "communication", refer = "referrals" }
        value = "Frequency"
        values = "numbers"
        """,
    )
    assert ties(applied) == {(C, "fb", "cc", "3"), ("referrals", "fb", "yh", "1")}
    assert rows(applied, "responses") == [("fb", "", "complete", "1"), ("cc", "", "partial", "1")]


def test_f_a_sheet_of_repeats() -> None:
    main = sheet("org,_index\nfb,1\ncc,2\ntest,3", meta={"_index": "index"})
    partners = sheet(
        "partner,freq,_parent_index\ncc,weekly,1\nyh,never,1\nfb,daily,2\nfb,daily,3",
        name="partners", file="export.csv sheet partners", parent="main", join=("_parent_index", "_index"),
        meta={"_parent_index": "parent_index"},
    )  # fmt: skip
    toml = """
        [[survey]]
        source = "export.xlsx"
        ego = "org"
        rows = { drop = { org = ["test"] } }
        [[survey.ties]]
        shape = "repeat_group"
        sheet = "partners"
        layer = "communication"
        alter = "partner"
        value = "freq"
    """
    applied = apply([main, partners], toml)
    assert ties(applied) == {(C, "fb", "cc", "4"), (C, "cc", "fb", "5")}
    assert fate(applied, 5, "freq", "partners") == "set aside"
    lost = sheet(
        "partner,freq,_parent_index\ncc,weekly,9", name="partners", parent="main", join=("_parent_index", "_index")
    )
    assert "there is no such row in export.csv" in told(apply([main, lost], toml))


def test_f_a_sheet_that_nothing_joins_is_told() -> None:
    toml = """
        [[survey]]
        source = "export.xlsx"
        ego = "org"
        [[survey.ties]]
        shape = "repeat_group"
        sheet = "partners"
        layer = "contact"
        alter = "partner"
    """
    assert "nothing joins this sheet" in told(apply([sheet("org\nfb"), sheet("partner\ncc", name="partners")], toml))
    assert "the export has no such sheet" in told(apply([sheet("org\nfb")], toml))


def test_g_two_mode_answers() -> None:
    applied = apply(
        """
        Org,Activities? [School Countdown],Activities? [Home visits],Activities? [None],Goals,Groups
        Food Bank,1,0,0,"Reading",steer
        City Council,0,0,1,,
        """,
        """
        [[survey]]
        source = "export.csv"
        wave = "2025"
        ego = "Org"
        [[survey.activities]]
        columns = { block = "Activities?" }
        exclusive = ["None"]
        role = "partner"
        [[survey.activities]]
        to = "commitments"
        shape = "multiselect_cell"
        columns = "Goals"
        [[survey.activities]]
        to = "membership"
        shape = "multiselect_cell"
        columns = "Groups"
        """,
    )
    assert rows(applied, "participation") == [("2025", "fb", "countdown", "partner", "")]
    assert rows(applied, "commitments") == [("fb", "read", "")]
    assert rows(applied, "membership") == [("steer", "fb", "")]


def test_g_unknown_things_are_told_made_or_left_out() -> None:
    text = "Org,Does? [Reading club]\nFood Bank,lead"
    toml = """
        [[survey]]
        source = "export.csv"
        ego = "Org"
        [[survey.activities]]
        columns = { block = "Does?" }
        roles = { lead = "lead" }
    """
    assert "there is no such entry in the activities table" in told(apply(text, toml))
    made = apply(text, toml + '        unknown = "create"\n')
    assert rows(made, "activities") == [("reading-club", "Reading club")]
    assert rows(made, "participation") == [("", "fb", "reading-club", "lead", "")]
    assert fate(apply(text, toml + '        unknown = "drop"\n'), 2, "Does? [Reading club]") == "unresolved"


ADJACENCY = """
    [[survey]]
    source = "matrix.csv"
    ego = "{ego}"
    [[survey.ties]]
    shape = "adjacency_matrix"
    layer = "communication"
    columns = {{ places = [[{first}, 4]] }}
    alter = "name"
    values = "numbers"
    missing = ["NA"]
"""


def test_h_an_adjacency_matrix() -> None:
    applied = apply(
        """
        ,Food Bank,City Council,Youth Hub
        Food Bank,,3,1
        City Council,2,,0
        Youth Hub,NA,NA,NA
        """,
        ADJACENCY.format(ego="column 1", first=2),
    )
    assert ties(applied) == {(C, "fb", "cc", "3"), (C, "fb", "yh", "1"), (C, "cc", "fb", "2")}
    assert [row[2] for row in rows(applied, "responses")] == ["complete", "complete", "none"]


def test_h_a_matrix_without_row_names() -> None:
    applied = apply(
        """
        Food Bank,City Council,Youth Hub
        0,3,1
        2,0,0
        0,0,0
        """,
        ADJACENCY.format(ego="", first=1).replace('    ego = ""\n', "").replace("4]]", "3]]"),
    )
    assert ties(applied) == {(C, "fb", "cc", "3"), (C, "fb", "yh", "1"), (C, "cc", "fb", "2")}


def test_direction_by_place_and_by_answer() -> None:
    text = "Org,Mentor? [City Council],Mentor? [Youth Hub]\nFood Bank,I mentored them,They mentored me"
    toml = """
        [[survey]]
        source = "export.csv"
        ego = "Org"
        [[survey.ties]]
        layer = "contact"
        columns = "Mentor? *"
        direction = { "I mentored them" = "out", "They mentored me" = "in" }
    """
    assert ties(apply(text, toml)) == {("contact", "fb", "cc", "1"), ("contact", "yh", "fb", "1")}
    both = toml.replace('"in" }', '"both" }')
    assert ties(apply(text, both)) == {
        ("contact", "fb", "cc", "1"),
        ("contact", "yh", "fb", "1"),
        ("contact", "fb", "yh", "1"),
    }
    table = apply(text, toml).tables["ties"]
    assert {row[-1] for _, row in table.rows} == {"fb"}


def test_several_codes_in_a_cell_are_several_relations() -> None:
    applied = apply(
        'Org,Works? [City Council],Works? [Youth Hub]\nFood Bank,"1,2",2\nCity Council,,none',
        """
        [[survey]]
        source = "export.csv"
        ego = "Org"
        [[survey.ties]]
        columns = "Works? *"
        split = ","
        relations = { 1 = "contact", 2 = "referrals" }
        none = ["none"]
        """,
    )
    assert ties(applied) == {
        ("contact", "fb", "cc", "1"),
        ("referrals", "fb", "cc", "1"),
        ("referrals", "fb", "yh", "1"),
    }


GATED = """
    [[survey]]
    source = "export.csv"
    ego = "Org"
    [[survey.ties]]
    layer = "communication"
    columns = "How often? *"
    gate = { columns = "Know? *", no = ["No"], yes = ["Yes"] }
"""


def test_a_gate_makes_a_blank_a_known_no() -> None:
    text = """
        Org,Know? [City Council],Know? [Youth Hub],How often? [City Council],How often? [Youth Hub]
        Food Bank,Yes,No,weekly,
        """
    applied = apply(text, GATED)
    assert rows(applied, "responses") == [("fb", "", "complete", "1")]
    assert fate(applied, 2, "How often? [Youth Hub]") == "gated"
    against = text.replace("weekly,\n", "weekly,daily\n")
    assert "was answered with a no" in told(apply(against, GATED))
    kept = GATED.replace('yes = ["Yes"]', 'conflict = "answer"')
    assert ties(apply(against, kept)) == {(C, "fb", "cc", "4"), (C, "fb", "yh", "5")}
    assert ties(apply(against, kept.replace('"answer"', '"gate"'))) == {(C, "fb", "cc", "4")}


def test_none_of_these_in_a_gate_of_ticks_closes_it_for_all() -> None:
    text = """
        Org,Ticks [City Council],Ticks [None of these],How often? [City Council],How often? [Youth Hub]
        Food Bank,,1,,
        Youth Hub,1,,weekly,
        """
    toml = GATED.replace('"Know? *", no = ["No"], yes = ["Yes"]', '"Ticks *", no = [""]')
    applied = apply(text, toml)
    assert fate(applied, 2, "How often? [City Council]") == "gated"
    assert fate(applied, 2, "How often? [Youth Hub]") == "blank"
    assert ties(applied) == {(C, "yh", "cc", "4"), (C, "fb", "cc", "0")}


def test_an_exclusive_option_with_an_unknown_answer_is_told() -> None:
    text = "Org,Partners? [City Council],Partners? [None of these]\nFood Bank,1,perhaps"
    assert "found 'perhaps'" in told(apply(text, CHECKS))


def test_a_gate_of_picks_in_one_cell() -> None:
    applied = apply(
        "Org,Partners,How often? [City Council],How often? [Youth Hub]\nFood Bank,City Council,weekly,",
        GATED.replace('columns = "Know? *", no = ["No"], yes = ["Yes"]', 'columns = "Partners", split = ","'),
    )
    assert ties(applied) == {(C, "fb", "cc", "4")}
    assert fate(applied, 2, "How often? [Youth Hub]") == "gated"


def test_without_a_roster_the_survey_names_it() -> None:
    applied = apply(
        "Org,How often? [Food Bank],How often? [Ünion Café]\nFood Bank,,Weekly\nÜnion Café,Never,",
        MATRIX + '    [survey.roster]\n    boundary = "open"\n',
        setting=Setting((), SETTING.scales),
    )
    assert ties(applied) == {(C, "food-bank", "union-cafe", "4")}
    assert rows(applied, "stakeholders") == [("food-bank", "Food Bank", ""), ("union-cafe", "Ünion Café", "")]


GRAPH = """
    [[survey]]
    source = "map"
    ego = { attributes = { sector = "sector" } }
    roster = { boundary = "open" }
    [[survey.ties]]
    shape = "graph_file"
    layer = "communication"
    values = "numbers"
    """


def graph(files: dict[str, bytes], toml: str = GRAPH, setting: Setting = SETTING) -> Applied:
    mapping = mapping_of(toml)
    return apply_mapping(read_any_export(files, mapping), mapping, setting)


GRAPHML = b"""<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="d0" for="edge" attr.name="weight" attr.type="double"/>
<key id="d1" for="node" attr.name="sector" attr.type="string"/>
<key id="d2" for="node" attr.name="label" attr.type="string"/>
<graph edgedefault="directed"><node id="n0"><data key="d2">Food Bank</data><data key="d1">food</data></node>
<node id="n1"><data key="d2">City Council</data></node><node id="n2"><data key="d2">Scouts</data></node>
<edge source="n0" target="n1"><data key="d0">3</data></edge></graph></graphml>"""


def test_j_a_graph_file_with_labels_attributes_and_a_node_without_ties() -> None:
    applied = graph({"map.graphml": GRAPHML})
    assert ties(applied) == {(C, "fb", "cc", "3")}
    assert sorted(rows(applied, "stakeholders")) == [("fb", "", "", "food"), ("scouts", "Scouts", "outsider", "")]
    assert "responses" not in applied.tables
    assert rows(applied, "ties")[0][-1] == ""
    assert fate(applied, 3, "label", "nodes") == "unresolved"


def test_j_undirected_ties_go_both_ways() -> None:
    applied = graph({"map.graphml": GRAPHML.replace(b'"directed"', b'"undirected"')})
    assert ties(applied) == {(C, "fb", "cc", "3"), (C, "cc", "fb", "3")}


def test_i_node_and_edge_tables() -> None:
    files = {
        "nodes.csv": b"Id,Label,sector\no1,Food Bank,food\no2,City Council,public\n",
        "edges.csv": b"Source,Target,Type,Weight\no1,o2,Directed,3\n",
    }
    applied = graph(files, GRAPH.replace("graph_file", "node_edge_tables"))
    assert ties(applied) == {(C, "fb", "cc", "3")}
    assert rows(applied, "stakeholders") == [("fb", "", "", "food"), ("cc", "", "", "public")]


def test_an_attribute_that_a_graph_has_not_is_told() -> None:
    assert "no one column of this name" in told(
        graph({"map.graphml": GRAPHML}, GRAPH.replace("{ sector =", "{ sektor ="))
    )


SAMPLES = Path(__file__).resolve().parents[3].parent / "shared" / "samples"


@pytest.mark.skipif(not SAMPLES.exists(), reason="the sample files are not here")
def test_one_network_in_several_formats_is_one_network() -> None:
    folder = SAMPLES / "15_rural_stakeholders_four_formats"
    toml = GRAPH.replace('ego = { attributes = { sector = "sector" } }', 'ignore = ["*"]')
    found = []
    for names in (["sna_network_20260205_172159.graphml"], ["kumu_network.json"], ["sna_nodes.csv", "sna_edges.csv"]):
        files = {name: (folder / name).read_bytes() for name in names}
        applied = graph(files, toml, Setting((), SETTING.scales))
        assert not applied.problems, told(applied)
        found.append((len(rows(applied, "stakeholders")), len({frozenset(row[2:4]) for row in rows(applied, "ties")})))
    assert found == [(5, 3)] * 3
