"""The Gap and its table."""

from ci_network.gaps.gap import COLUMNS, Gap, gaps_table


def test_the_table_has_the_contract_columns_also_when_empty():
    empty = gaps_table([])
    assert list(empty.columns) == list(COLUMNS)
    assert empty.empty
    assert empty["severity"].dtype == empty["confidence"].dtype == float


def test_lists_are_joined_and_bars_in_texts_do_not_split_them():
    gap = Gap("G6", "pair", "A and B.", ("a", "b"), 0.5, evidence={"activities": ("x", "y"), "title": "One | two"})
    row = gaps_table([gap]).iloc[0]
    assert row["subjects"] == "a|b"
    assert row["evidence"] == "activities=x; y|title=One / two"


def test_the_weightiest_come_first_and_single_pairs_last():
    light = Gap("G1", "thin", "", severity=0.4)
    heavy = Gap("G12", "network", "", severity=0.9, confidence=0.5)
    pair = Gap("G3", "unreciprocated", "", severity=1.0, counted=True)
    assert sorted([pair, light, heavy], key=Gap.order) == [heavy, light, pair]


def test_equals_are_ordered_by_number_not_by_letter():
    two, eleven = Gap("G2", "isolated", "", severity=1.0), Gap("G11", "unreached", "", severity=1.0)
    assert sorted([eleven, two], key=Gap.order) == [two, eleven]
