"""What a reader sees of every rule, filled in: plain, kind, short enough, and without a word that judges anybody."""

import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from calm_study import SPEAKS, calm
from kind_words import UNKIND
from rule_studies import CASES
from toy import write_toy

from ci_network.advice.assumptions import Assumptions
from ci_network.advice.proposal import Proposal, simulated_in_words
from ci_network.advice.propose import proposals
from ci_network.advice.setting import Setting
from ci_network.analysis import main_layer
from ci_network.framework.phase_gap import find_every_gap
from ci_network.gaps.situation import Situation
from ci_network.study.study import read_study
from ci_network.terms import FORBIDDEN_WORDS

ROOT = Path(__file__).resolve().parents[2]
TOBACCO = ROOT.parent / "shared" / "real" / "indiana-tobacco"
LONGEST = 45  # words between two stops: beyond that a sentence is read twice
# Words that rank members, or speak of them as parts of a machine.
RANKING = (
    "best",
    "better than",
    "top",
    "most important",
    "key player",
    "node",
    "nodes",
    "vertex",
    "edge case",
    "score",
)


@cache
def said(study: str) -> list[tuple[int, str]]:
    """Return every text of every proposal in a study, with its rule."""
    if study in ("calm", "cases"):
        return [text for setting in _made(study) for text in _texts(setting, proposals(setting))]
    with TemporaryDirectory() as folder:
        path = {"riverbend": ROOT / "data" / "riverbend", "tobacco": TOBACCO}.get(study) or write_toy(Path(folder))
        read = read_study(path)
        situation = Situation.of(read, layer=main_layer(read))
        setting = Setting(situation, tuple(find_every_gap(situation)), Assumptions())
        return _texts(setting, proposals(setting))


def _made(study: str) -> list[Setting]:
    options = [{}] if study == "calm" else [case.speaks for case in CASES.values()]
    found = []
    for one in options:
        with TemporaryDirectory() as folder:
            situation = calm(Path(folder) / "s", **dict(one))
            gaps = [gap for gaps in SPEAKS.values() for gap in gaps] if study == "calm" else find_every_gap(situation)
            found.append(Setting(situation, tuple(gaps), Assumptions()))
    return found


def _texts(setting: Setting, found: list[Proposal]) -> list[tuple[int, str]]:
    return [
        (one.rule.id, text)
        for one in found
        for text in (one.action, one.why, one.change, one.watch, simulated_in_words(one, setting))
    ]


STUDIES = [
    "calm",
    "cases",
    "riverbend",
    "toy",
    pytest.param("tobacco", marks=pytest.mark.skipif(not TOBACCO.exists(), reason="a shared study, not here")),
]


@pytest.mark.parametrize("study", STUDIES)
def test_no_word_judges_anybody(study: str) -> None:
    texts = said(study)
    assert texts
    for rule, text in texts:
        unquoted = re.sub(r'"[^"]*"', "", text)  # goals and titles are the coalition's own words
        for word in (*FORBIDDEN_WORDS, *UNKIND, *RANKING):
            assert not re.search(rf"\b{re.escape(word)}\b", unquoted, re.IGNORECASE), (rule, word, text)


@pytest.mark.parametrize("study", STUDIES)
def test_sentences_can_be_read_at_once(study: str) -> None:
    for rule, text in said(study):
        for part in re.split(r"[.:;?]\s", text):
            assert len(part.split()) <= LONGEST, (rule, part)
        assert len(text) <= 600, (rule, text)


@pytest.mark.parametrize("study", STUDIES)
def test_every_blank_is_filled_in_and_numbers_agree_with_their_nouns(study: str) -> None:
    for rule, text in said(study):
        assert not re.search(r"[{}]|\bnan\b|  |\.\.| ,|\(\)|\"\"", text), (rule, text)
        assert not re.search(r"\b1 (members|activities|pairs|hours|measures|goals)\b", text), (rule, text)


def test_the_coalitions_between_them_hear_every_rule() -> None:
    assert {rule for rule, _ in said("cases")} == set(range(1, 51))
