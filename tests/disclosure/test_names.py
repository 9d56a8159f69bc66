"""Who may be named, what stands for those who may not, and the check that no name is left."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ci_network.disclosure.names import make_veil, may_be_named
from ci_network.errors import WithheldNameError

MEMBERS = pd.DataFrame(
    {
        "name": ["River Clinic", "Data Trust", "Ann Example"],
        "kind": ["organisation", "organisation", "person"],
        "aliases": [("The Clinic", "RC"), (), ()],
        "consent_named_internal": ["yes", "", ""],
        "consent_named_public": ["yes", "no", ""],
    },
    index=pd.Index(["river-clinic", "data-trust", "ann"], name="member"),
)


def test_public_naming_needs_a_yes() -> None:
    assert may_be_named(MEMBERS, "shareable").tolist() == [True, False, False]


def test_inside_silence_is_no_consent_where_consent_was_asked() -> None:
    assert may_be_named(MEMBERS, "internal").tolist() == [True, False, False]


def test_inside_all_but_persons_are_named_where_consent_was_never_asked() -> None:
    never = MEMBERS.drop(columns="consent_named_internal")
    assert may_be_named(never, "internal").tolist() == [True, True, False]
    assert may_be_named(MEMBERS.assign(consent_named_internal=""), "internal").tolist() == [True, True, False]


def test_every_form_of_a_withheld_name_is_replaced() -> None:
    veil = make_veil(MEMBERS, pd.Series([False, True, True], index=MEMBERS.index), "salt")
    text = veil.text("RIVER CLINIC (the clinic, rc, river-clinic) met Data Trust; arc stays")
    assert text == "Member 1 (Member 1, Member 1, Member 1) met Data Trust; arc stays"
    assert veil.subjects("data-trust|river-clinic") == "data-trust|member-1"
    assert veil.subjects("data-trust + river-clinic|ann + data-trust") == "data-trust + member-1|ann + data-trust"
    assert veil.subjects("") == ""


def test_the_check_finds_a_name_wherever_it_hides() -> None:
    veil = make_veil(MEMBERS, pd.Series([False, True, True], index=MEMBERS.index), "salt")
    frame = pd.DataFrame({"finding": ["nothing"], "list": [("a", "b")]})
    veil.check([frame, {"title": "Harmless"}, 3])
    for leak in (
        pd.DataFrame({"x": ["see River Clinic"]}),
        pd.DataFrame({"x": [("ok", "river-clinic")]}),
        pd.DataFrame({"River Clinic": [1]}),
        {"key": ["deep", {"deeper": "The Clinic"}]},
    ):
        with pytest.raises(WithheldNameError):
            veil.check([leak])


def test_pseudonyms_do_not_follow_the_order_of_members() -> None:
    members = pd.DataFrame({"name": [f"N{i}" for i in range(30)]}, index=[f"n{i}" for i in range(30)])
    nobody = pd.Series(False, index=members.index)
    one, other = make_veil(members, nobody, "one"), make_veil(members, nobody, "other")
    assert sorted(one.ids.values()) == sorted(other.ids.values())
    assert list(one.ids.values()) != sorted(one.ids.values())
    assert one.ids != other.ids


@given(st.text(alphabet="ab-|. ", max_size=40))
def test_with_everybody_named_texts_stay_as_they_are(text: str) -> None:
    veil = make_veil(MEMBERS, pd.Series(True, index=MEMBERS.index), "salt")
    assert veil.text(text) == text
    assert veil.subjects(text) == text


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Weißer Ring", "WEISSER RING"), ("Weißer Ring", "Weißer  Ring"), ("Café Zoë", "Cafe\u0301 Zoe\u0308"),
        ("St. Mary's", "St. Mary\u2019s"), ("river-clinic", "River Clinic"), ("River Clinic", "river_clinic"),
        ("İzmir Aid", "İZMİR AID"), ("Ｗｉｄｅ", "Wide"), ("Straße 9", "strasse 9"), ("Iowa", "İowa"),
    ],
)  # fmt: skip
def test_a_name_is_found_however_it_is_written(name: str, said: str) -> None:
    members = pd.DataFrame({"name": [name, "Other"]}, index=["x1", "x2"])
    veil = make_veil(members, pd.Series([False, True], index=members.index), "salt")
    assert said not in veil.text(f"the {said} met")
    assert "met" in veil.text(f"the {said} met")


def test_a_withheld_name_inside_a_longer_one_that_may_be_shown_is_left_in_it() -> None:
    members = pd.DataFrame({"name": ["Ann", "Ann Arbor Library"]}, index=["x1", "x2"])
    veil = make_veil(members, pd.Series([False, True], index=members.index), "salt")
    assert veil.text("Ann Arbor Library met Ann") == "Ann Arbor Library met Member 1"
    veil.check(["Ann Arbor Library"])
    with pytest.raises(WithheldNameError):
        veil.check(["Ann Arbor"])


def test_an_id_that_is_a_word_is_replaced_where_ids_stand_alone() -> None:
    members = pd.DataFrame({"name": ["Clinic North", "Clinic South"]}, index=["health", "17"])
    veil = make_veil(members, pd.Series(False, index=members.index), "salt", plain={"Health"})
    assert veil.text("17 members from health") == "17 members from health"
    assert set(veil.subjects("health|17").split("|")) == {"member-1", "member-2"}
    assert "health" not in veil.evidence("brokers=health; 17|ties=17")
    assert veil.evidence("ties=17") == "ties=17"


def test_lists_with_a_pseudonym_are_put_in_the_order_of_labels() -> None:
    veil = make_veil(MEMBERS, pd.Series([True, False, True], index=MEMBERS.index), "salt")
    assert veil.text("River Clinic, Data Trust and Ann Example met") == "Ann Example, River Clinic and Member 1 met"
