"""Two-mode tables and the pairs that have to coordinate."""

from pathlib import Path

import pandas as pd
import pytest
from folder import write_study

from ci_network.errors import UnknownNameError
from ci_network.network.layers import required_pairs, two_mode
from ci_network.study.study import Study, read_study

IDS = pd.Index(["a", "b", "c"])


@pytest.fixture
def study(tmp_path: Path) -> Study:
    tables = {
        "outcomes": "id,goal\no1,One\no2,Two",
        "activities": """
            id,lead,outcomes,population,depends_on
            x,a,o1,families,
            y,,o1|o2,families,
            z,,,,x
        """,
        "participation": "wave,stakeholder,activity\n2024,c,x\n2025,a,x\n2025,b,x\n2025,c,y\n,b,z",
        "commitments": "stakeholder,outcome\na,o2",
        "indicators": "id,outcome\ni,o1",
        "reporting": "stakeholder,indicator,reports,uses\na,i,yes,no\nb,i,no,yes",
        "groups": "id,kind\ng,working group",
        "membership": "group,stakeholder\ng,a\ng,b",
    }
    return read_study(write_study(tmp_path, tables))


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("activities", {"a": ["x"], "b": ["x", "z"], "c": ["y"]}),
        ("outcomes", {"a": ["o1"], "b": ["o1"], "c": ["o1", "o2"]}),
        ("commitments", {"a": ["o2"], "b": [], "c": []}),
        ("indicators", {"a": ["i"], "b": [], "c": []}),
        ("uses", {"a": [], "b": ["i"], "c": []}),
        ("groups", {"a": ["g"], "b": ["g"], "c": []}),
    ],
)
def test_who_has_to_do_with_what(study: Study, what: str, expected: dict[str, list[str]]) -> None:
    found = two_mode(study, what, IDS)
    assert {member: found.things_of(member) for member in IDS} == expected


def test_members_of_and_shared(study: Study) -> None:
    work = two_mode(study, "activities", IDS)
    assert work.members_of("x") == ["a", "b"]
    assert work.shared().toarray().tolist() == [[0, 1, 0], [1, 0, 0], [0, 0, 0]]


def test_an_earlier_wave_has_its_own_participation(study: Study) -> None:
    assert two_mode(study, "activities", IDS, wave="2024").members_of("x") == ["a", "c"]


@pytest.mark.parametrize(
    ("include", "pairs"),
    [
        (("same_activity",), [[0, 1, 0], [1, 0, 0], [0, 0, 0]]),
        (("same_activity", "dependency"), [[0, 2, 0], [2, 0, 0], [0, 0, 0]]),
        (("same_activity", "same_outcome_population"), [[0, 1, 1], [1, 0, 1], [1, 1, 0]]),
    ],
)
def test_required_pairs(study: Study, include: tuple[str, ...], pairs: list[list[int]]) -> None:
    assert required_pairs(study, IDS, include=include).toarray().tolist() == pairs


def test_unknown_relation_and_reason(study: Study) -> None:
    with pytest.raises(UnknownNameError, match="two-mode relation 'friends'"):
        two_mode(study, "friends", IDS)
    with pytest.raises(UnknownNameError, match="reason to coordinate 'mood'"):
        required_pairs(study, IDS, include=("mood",))
