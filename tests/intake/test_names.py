"""Written organisation names: exact ones resolve, all others are proposed with a reason, none merges by itself."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ci_network.intake.names import ALIAS_COLUMNS, near_twins, propose_aliases
from ci_network.intake.names_folding import fold_name, name_words
from ci_network.intake.surveys.roster import Member, plain_name

MEMBERS = (
    Member("ymca", "Young Men's Christian Association of the River Towns"),
    Member("food", "Riverbend Food Bank", ("The pantry",)),
    Member("blood", "Riverbend Blood Bank"),
    Member("north", "Northside Elementary School"),
    Member("south", "Southside Elementary School"),
    Member("acc", "Alder County Council"),
    Member("firm", "Alder & Co."),
    Member("saint", "Saint Mary Hospital"),
    Member("area-1", "Area 1 Council"),
    Member("area-2", "Area 2 Council"),
    Member("bgc", "Boys & Girls Club of Riverbend"),
    Member("united", "United Way of Alder County"),
    Member("parks", "Riverbend Parks and Recreation"),
    Member("human", "Alder County Human Services", ("ACHS",)),
    Member("cafe", "Café Größe e.V."),
)


def best(written: str) -> tuple[str, float, str]:
    """Return the best proposal for one name: member, score, reason; blanks where there is none."""
    rows = propose_aliases([written], MEMBERS).aliases
    return ("", 0.0, "") if rows.empty else (rows["stakeholder"][0], rows["score"][0], rows["how"][0])


@pytest.mark.parametrize(
    ("written", "member", "way"),
    [
        ("RIVERBEND food-bank!", "food", "name"),
        ("the pantry", "food", "alias"),
        ("Area_1 council", "area-1", "name"),
        ("alder county", "", ""),
        ("AREA-2", "area-2", "id"),
        ("Alder & Co", "firm", "name"),
    ],
)
def test_only_case_spaces_and_punctuation_resolve_by_themselves(written, member, way):
    resolved = propose_aliases([written], MEMBERS).resolved
    assert resolved.to_numpy().tolist() == ([[written, member, way]] if member else [])


@pytest.mark.parametrize(
    ("written", "member", "least", "word"),
    [
        ("YMCA of the River Towns", "ymca", 85, "written out"),
        ("Y.M.C.A., Inc.", "ymca", 60, "YMCA"),
        ("The Riverbend Food Bank, Inc.", "food", 95, "legal form 'inc'"),
        ("Riverbend Foodbank gGmbH", "food", 90, ""),
        ("Riverbnd food bank", "food", 85, "spelling"),
        ("Food Bank", "food", 75, "lacks the words 'riverbend'"),
        ("bank food riverbend", "food", 90, "another order"),
        ("St. Mary's Hospital", "saint", 80, "mary"),
        ("Boys and Girls Club Riverbend", "bgc", 95, "the same"),
        ("UWAC", "united", 85, "initials"),
        ("Parks & Rec", "parks", 75, "riverbend"),
        ("City of Riverbend - Parks", "parks", 60, "department"),
        ("Alder Co. Council", "acc", 80, "'co' read as county"),
        ("Alder County Human Svcs (ACHS)", "human", 80, "accents"),
        ("Cafe Grosse", "cafe", 95, "legal form 'ev'"),
        ("Alder County Human Services, Housing Dept", "human", 60, ""),
    ],
)  # fmt: skip
def test_likenesses_are_proposed_with_a_reason(written, member, least, word):
    found, score, how = best(written)
    assert found == member
    assert least <= score <= 100
    assert word in how
    assert propose_aliases([written], MEMBERS).unresolved == (written,)


@pytest.mark.parametrize("written", ["Area 3 Council", "Westside Elementary School", "Scouts Troop 9", "Trust", "Bank"])
def test_near_names_of_others_are_nobodys(written):
    found = propose_aliases([written], MEMBERS)
    assert found.unresolved == (written,)
    assert found.resolved.empty
    assert not (found.aliases["score"] > 75).any()


def test_an_acronym_on_the_roster_finds_the_long_name():
    found = propose_aliases(["Young Men's Christian Association"], [Member("y", "YMCA")]).aliases
    assert found["stakeholder"].tolist() == ["y"]


def test_ambiguous_names_list_every_candidate_and_say_so():
    members = [Member("a", "Alder Food Bank"), Member("b", "Birch Food Bank"), Member("c", "Clinic")]
    rows = propose_aliases(["Food Bank"], members).aliases
    assert set(rows["stakeholder"]) == {"a", "b"}
    assert rows["how"].str.contains("ambiguous: 2 members come close").all()
    assert tuple(rows.columns) == ALIAS_COLUMNS
    assert (rows["decided"] == "").all()


def test_a_name_that_two_members_share_is_left_to_a_person():
    members = [Member("a", "Youth Hub"), Member("b", "Youth-Hub")]
    found = propose_aliases(["youth hub"], members)
    assert found.resolved.empty
    assert set(found.aliases["stakeholder"]) == {"a", "b"}


def test_trust_is_a_kind_of_organisation_and_no_legal_form():
    assert fold_name("Elm Trust")[0].core == ("elm", "trust")
    assert propose_aliases(["Elm"], [Member("t", "Elm Trust"), Member("f", "Elm Fund")]).aliases["score"].max() < 85


def test_what_a_person_decided_is_kept_and_not_asked_again():
    earlier = pd.DataFrame(
        [
            ("Fod Bank", "food", "spelling", "88", "yes"),
            ("Blood Bank", "blood", "lacks", "", "no"),
            ("x", "y", "", "", ""),
        ],
        columns=list(ALIAS_COLUMNS),
    )
    found = propose_aliases(["fod bank", "Blood Bank"], MEMBERS, earlier=earlier)
    assert found.resolved.to_numpy().tolist() == [["fod bank", "food", "decided"]]
    assert found.aliases["decided"].tolist()[:2] == ["yes", "no"]
    fresh = found.aliases[found.aliases["decided"] == ""]
    assert not ((fresh["written"] == "Blood Bank") & (fresh["stakeholder"] == "blood")).any()
    assert found.unresolved == ("Blood Bank",)


def test_twins_are_told():
    pairs = near_twins(MEMBERS)[["one", "other"]].to_numpy().tolist()
    assert {frozenset(pair) for pair in pairs} >= {
        frozenset({"food", "blood"}),
        frozenset({"north", "south"}),
        frozenset({"area-1", "area-2"}),
    }


def test_empty_in_empty_out():
    assert propose_aliases([], MEMBERS).unresolved == ()
    assert propose_aliases(["", "  ", "?!"], MEMBERS).unresolved == ()
    assert propose_aliases(["X"], []).unresolved == ("X",)
    assert near_twins([]).empty
    assert name_words("Y M C A & Co-op") == ("ymca", "and", "coop")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=25), min_size=1, max_size=8), st.lists(st.text(max_size=25), max_size=8))
def test_nothing_resolves_but_by_the_exact_rule(names, written):
    members = [Member(f"id-{number}", name) for number, name in enumerate(names)]
    found = propose_aliases(written, members)
    by_id = {member.id: member.name for member in members}
    for row in found.resolved.itertuples(index=False):
        assert plain_name(row.written) in (plain_name(row.stakeholder), plain_name(by_id[row.stakeholder]))
    asked = {plain_name(name) for name in written} - {""}
    told = [plain_name(name) for name in (*found.resolved["written"], *found.unresolved)]
    assert sorted(told) == sorted(asked)
    assert found.aliases["score"].between(60, 100).all()
