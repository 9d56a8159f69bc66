"""Who steers and who funds is decided once: every reader of a study must see the same people."""

from pathlib import Path

import pytest
from small_study import small_situation

from ci_network.framework.evidence import indicator_values
from ci_network.framework.phases import phase_evidence_table
from ci_network.framework.readiness import readiness_evidence_table
from ci_network.gaps.roles import funder_flags

PEOPLE = {"bb": "backbone", "a": "health", "b": "schools", "c": "community foundation", "d": "banks"}
TIES = {("bb", "c"): 4, ("a", "b"): 4}
SETTINGS = 'backbone = ["bb"]\nrequired_sectors = ["health", "schools"]'


@pytest.mark.parametrize("kind", ["steering", "leadership team", "Executive committee", "governing board"])
def test_a_group_that_steers_is_steering_by_any_name(tmp_path: Path, kind: str) -> None:
    groups = {"groups": f"id,kind\ns,{kind}", "membership": "group,stakeholder\ns,a"}
    situation = small_situation(tmp_path / "s", PEOPLE, TIES, settings=SETTINGS, tables=groups)
    pieces = phase_evidence_table(situation).set_index("evidence")["value"]
    assert situation.in_steering.tolist() == [member == "a" for member in situation.ids]
    # Of health and schools, health alone sits there.
    assert indicator_values(situation)["CA5"].value == 0.5
    assert pieces["convening_group"] == pytest.approx(1 / 3)
    assert pieces["steering_exists"] == 1


def test_a_steering_group_without_members_on_record_says_nothing_of_seats(tmp_path: Path) -> None:
    groups = {"groups": "id,kind\ns,steering"}
    situation = small_situation(tmp_path / "s", PEOPLE, TIES, settings=SETTINGS, tables=groups)
    assert indicator_values(situation)["CA5"].value == 1.0


def test_a_foundation_is_a_funder_for_gaps_and_readiness_alike(tmp_path: Path) -> None:
    about = {"about": "id,role\nb,Funder\nd,bank"}
    situation = small_situation(tmp_path / "s", PEOPLE, TIES, settings=SETTINGS, tables=about)
    flags = dict(zip(situation.ids, funder_flags(situation.net.members).tolist(), strict=True))
    assert [member for member, is_funder in flags.items() if is_funder] == ["b", "c"]
    row = readiness_evidence_table(situation).set_index("evidence").loc["funders_in_contact"]
    assert (row["value"], row["n"]) == (0.5, 2)
