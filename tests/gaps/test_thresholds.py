"""Every cut-off says what it is for and where it comes from."""

from dataclasses import fields

from ci_network.gaps.thresholds import Thresholds, thresholds_table


def test_each_has_a_meaning_and_a_basis_in_plain_words():
    table = thresholds_table()
    assert list(table.columns) == ["name", "value", "meaning", "basis"]
    assert len(table) == len(fields(Thresholds))
    assert table["meaning"].str.len().gt(10).all()
    assert table["meaning"].is_unique
    assert table["basis"].str.contains("published|recalled|our default, not a benchmark").all()


def test_one_replaced_shows_in_the_table():
    table = thresholds_table(Thresholds(pair_loss=0.4)).set_index("name")
    assert table.at["pair_loss", "value"] == 0.4
