"""The plan as pages: what a director needs, a sheet a member can keep, nothing that runs or loads."""

import base64
import hashlib
import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from calm_study import MEMBERS, TIES, calm

import ci_network as ci
from ci_network.output.plan.curve import draw_curve
from ci_network.output.plan.sheets import file_name, sheets_of
from ci_network.output.plan.words import lead
from ci_network.terms import FORBIDDEN_WORDS

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def plan() -> ci.EngagementPlan:
    return ci.plan_engagement(ci.Situation.of(ci.read_study(ROOT / "data" / "riverbend")), hours=60, objective="mix")


@pytest.fixture(scope="module")
def files(plan: ci.EngagementPlan) -> dict[str, str]:
    return ci.plan_files(ci.release_plan(plan, audience="internal", salt="x"))


def plain(html: str) -> str:
    flat = re.sub(r"<style>.*?</style>|<[^>]*>", " ", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(flat).replace("\xa0", " "))


def sheet(files: dict[str, str], member: str) -> str:
    return plain(files[f"sheets/{file_name(member)}"])


def test_the_page_says_what_to_do_and_how_sure_it_is(files: dict[str, str], plan: ci.EngagementPlan) -> None:
    text, names = plain(files["plan.html"]), plan.situation.net.members["name"]
    for row in plan.introductions.to_dict("records"):
        assert f"{names[row['one']]} and {names[row['other']]}" in text
    for month in range(1, 7):
        assert f"Month {month}" in text
    assert text.count("Simulated structural change, not a forecast of outcomes") >= 2
    assert "at least half of the best possible gain (Jenkyns 1976)" in text
    assert "No share of the best possible gain is sure" in text
    assert "52 of 64 members answered" in text
    assert "Synthetic data" in text


@pytest.mark.parametrize("page", ["plan.html", "sheets/index.html", f"sheets/{file_name('city-manager')}"])
def test_pages_run_nothing_and_load_nothing(files: dict[str, str], page: str) -> None:
    html = files[page]
    assert not re.search(r"<script|\son\w+=|<img|<link|<iframe|\sstyle=|javascript:|https?://", html)
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"default-src &#39;none&#39;; style-src &#39;sha256-{digest}&#39;" in html
    for link in re.findall(r'href="([^"#]+)"', html):
        assert re.fullmatch(r"(\.\./)?(sheets/)?[a-z0-9-]+\.html", link), link


def test_every_link_leads_to_a_file(files: dict[str, str]) -> None:
    found = re.findall(r'href="([^"./#]+\.html)"', files["sheets/index.html"])
    assert {f"sheets/{name}" for name in found} == {name for name in files if name.startswith("sheets/")} - {
        "sheets/index.html"
    }
    assert len(found) == len(set(found)) > 50


def test_a_sheet_tells_position_introductions_and_what_is_asked(files: dict[str, str], plan: ci.EngagementPlan) -> None:
    names = plan.situation.net.members["name"]
    table = plan.introductions
    for member in {*table["one"], *table["other"]}:
        text = sheet(files, member)
        mine = table[(table["one"] == member) | (table["other"] == member)]
        for row in mine.to_dict("records"):
            partner = row["other"] if row["one"] == member else row["one"]
            assert names[partner] in text
        assert f"bout {len(mine)} hour" in text
        assert "This sheet is for you alone" in text


def test_a_sheet_names_own_contacts_and_introductions_alone(files: dict[str, str], plan: ci.EngagementPlan) -> None:
    names, table = plan.situation.net.members["name"], plan.introductions
    for row in plan.positions.to_dict("records"):
        member = row["member"]
        if f"sheets/{file_name(member)}" not in files:
            continue
        own = {member, *str(row["contacts"]).split("|")}
        for each in table.to_dict("records"):
            if member in (each["one"], each["other"], each["introducer"]):
                own |= {each["one"], each["other"]}
        own |= set(plan.suggestions.loc[plan.suggestions["member"] == member, "partner"])
        allowed = " ".join(names[one] for one in own if one)
        text = sheet(files, member).replace(plan.situation.study.title, "")
        for other, name in names.items():
            if other not in own and name not in allowed:
                assert name not in text, (member, name)


def test_members_with_room_are_suggested_others_and_told_that_it_is_up_to_them(
    files: dict[str, str], plan: ci.EngagementPlan
) -> None:
    names = plan.situation.net.members["name"]
    for member, rows in plan.suggestions.groupby("member"):
        if f"sheets/{file_name(str(member))}" not in files:
            continue
        text = sheet(files, str(member))
        assert text.count("If you like.") == len(rows)
        for row in rows.to_dict("records"):
            assert f"{names[row['partner']]} If you like. You share {row['shared']}. As far as we know" in text
            if row["introducer"]:
                assert f"{names[row['introducer']]}, whom you know, takes part in {row['through']} with them" in text
    assert "We ask to introduce" not in " ".join(map(plain, files.values()))


def test_who_carries_a_good_deal_is_asked_for_nothing_and_told_why(
    files: dict[str, str], plan: ci.EngagementPlan
) -> None:
    full = plan.positions.loc[plan.positions["full"] == "carries", "member"]
    assert len(full)
    for member in full:
        text = sheet(files, member)
        assert "You carry a good deal for the coalition already, so we suggest nobody new this time." in text
        assert "Nothing new. Thank you" in text


def test_who_has_no_time_to_spare_is_told_so(tmp_path: Path) -> None:
    hours = " ".join(f"{one},{0 if one == 'b3' else 10}" for one in MEMBERS)
    plan = ci.plan_engagement(calm(tmp_path / "s", tables={"capacity": hours}), hours=9)
    said = sheet(ci.plan_files(ci.release_plan(plan, audience="internal")), "b3")
    assert "you have no time to spare, so we suggest nobody new this time" in said
    assert "b3" not in set(plan.suggestions["partner"])


def test_what_only_others_said_is_not_on_a_sheet(tmp_path: Path) -> None:
    """bb named a1, and a1 named a2 alone: a1's sheet does not say that bb named it."""
    released = ci.release_plan(ci.plan_engagement(calm(tmp_path / "s"), hours=3), audience="internal")
    page = sheet(ci.plan_files(released), "a1")
    assert "regular contact (monthly or more) with A2." in page
    assert "D1" not in page


def test_who_did_not_answer_is_told_so_kindly(tmp_path: Path) -> None:
    released = ci.release_plan(ci.plan_engagement(calm(tmp_path / "s", silent=["d2"]), hours=3), audience="internal")
    assert "You can still answer" in sheet(ci.plan_files(released), "d2")


def test_no_trust_or_value_is_anywhere(files: dict[str, str]) -> None:
    for name, text in files.items():
        said = plain(text).casefold().replace("alder valley data trust", "").replace("data-trust", "")
        assert not re.search(r"\btrusts?\b|\brated\b|\brating", said), name


def test_no_word_is_unkind_and_nobody_is_ranked(files: dict[str, str]) -> None:
    for name, text in files.items():
        said = plain(text).casefold()
        for word in (*FORBIDDEN_WORDS, "rank", "score", "central", "top "):
            assert f" {word}" not in said, (name, word)


def test_hostile_names_stay_text_and_file_names_stay_in_the_folder(tmp_path: Path) -> None:
    members = {"bb": "backbone", "../../evil": "health", "<script>alert(1)</script>": "health", "CON": "x", "ä/ö": "x"}
    people = "\n".join(["id,name,sector", *(f'"{one}","=cmd {one}",{sector}' for one, sector in members.items())])
    ties = {("bb", "../../evil"): 3}
    situation = calm(
        tmp_path / "s", members=members, ties=ties,
        tables={"stakeholders": people, "participation": "", "activities": "", "commitments": "", "outcomes": "",
                "groups": "", "membership": "", "indicators": "", "reporting": ""},
    )  # fmt: skip
    released = ci.release_plan(ci.plan_engagement(situation, hours=9), audience="internal")
    paths = ci.write_plan(released, tmp_path / "out")
    assert all(path.resolve().is_relative_to((tmp_path / "out").resolve()) for path in paths)
    assert all(re.fullmatch(r"[a-z0-9-]+\.(html|csv)", path.name) for path in paths)
    assert len([path for path in paths if path.parent.name == "sheets"]) == len(members) + 1
    for path in paths:
        text = path.read_text("utf-8")
        assert path.suffix == ".csv" or "<script>" not in text


def test_file_names_are_stable_and_never_the_same() -> None:
    assert file_name("Housing Authority") == file_name("Housing Authority")
    assert file_name("housing-authority") != file_name("Housing Authority")
    assert file_name("日本").startswith("member-")
    assert len(file_name("x" * 500)) < 70


def test_a_shareable_plan_comes_without_sheets(plan: ci.EngagementPlan) -> None:
    files = ci.plan_files(ci.release_plan(plan, audience="shareable", salt="x"))
    assert set(files) == {"plan.html", "introductions.csv", "curve.csv"}
    assert "sheets/" not in files["plan.html"]
    hidden = plan.situation.net.members
    for name in hidden.loc[hidden["consent_named_public"] != "yes", "name"]:
        assert name not in plain(files["plan.html"])


def test_an_empty_plan_says_so(tmp_path: Path) -> None:
    plan = ci.plan_engagement(calm(tmp_path / "s"), hours=1)
    released = ci.release_plan(plan, audience="internal")
    assert "No introduction" in lead(released)
    text = plain(ci.plan_files(released)["plan.html"])
    assert "nothing to do within these limits" in text
    assert "<svg" not in ci.plan_files(released)["plan.html"]
    assert all(not one.planned and not one.asked for one in sheets_of(released))


def test_hours_left_over_are_told(tmp_path: Path) -> None:
    everybody = dict.fromkeys([("bb", one) for one in MEMBERS if one not in ("bb", "d2")], 3)
    plan = ci.plan_engagement(calm(tmp_path / "s", ties=TIES | everybody), hours=60)
    released = ci.release_plan(replace(plan, hours=60.0), audience="internal")
    assert plan.introductions.empty or "left over" in lead(released)


def test_one_aim_has_its_value_on_the_curve(tmp_path: Path) -> None:
    plan = ci.plan_engagement(calm(tmp_path / "s"), hours=9)
    said = str(draw_curve(plan.curve, aims=["reach"]))
    assert "From 55\xa0% to" in said
    assert said.count("<circle") == len(plan.curve)


def test_the_same_plan_gives_the_same_bytes(plan: ci.EngagementPlan) -> None:
    made = [ci.plan_files(ci.release_plan(plan, audience="shareable", salt="x")) for _ in range(2)]
    assert made[0] == made[1]
