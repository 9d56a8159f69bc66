"""Which questions a study's questionnaire asks, and of whom."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from ci_network.errors import UnknownNameError, UsageError
from ci_network.questionnaire import about_members, about_whole, about_work
from ci_network.questionnaire.form import Block, Form, Row, Section, codes
from ci_network.study.study import Study
from ci_network.wording import capital

_BLOCKS: Final[Mapping[str, Callable[[Study], Block]]] = {
    "profile": about_work.profile_block,
    "communication": about_members.communication_block,
    "collaboration": about_members.collaboration_block,
    "trust": lambda study: about_members.rating_block(study, "trust", "Trust"),
    "value": lambda study: about_members.rating_block(study, "value", "What each brings"),
    "relations": about_members.own_layers_block,
    "without_backbone": about_members.without_backbone_block,
    "goals": about_work.goals_block,
    "activities": about_work.activities_block,
    "measures": about_work.measures_block,
    "conditions": lambda _: about_whole.conditions_block(),
    "backbone": about_whole.backbone_block,
    "governance": lambda _: about_whole.governance_block(),
    "readiness": lambda _: about_whole.readiness_block(),
    "phases": lambda _: about_whole.phases_block(),
    "resources": about_whole.resources_block,
    "open": lambda _: about_work.open_block(),
}
BLOCKS: Final = tuple(_BLOCKS)
# What is said of named others in confidence is not asked where the results go to everybody (the field's own advice).
_IN_CONFIDENCE: Final = ("trust", "value")
# Asked only where it is named: most members cannot tell, and the survey is to take less than a quarter of an hour.
ONLY_WHEN_NAMED: Final = ("phases",)
_NO_SECTOR: Final = "Others"


def form_of(study: Study, *, blocks: Iterable[str] | None = None, wave: str = "") -> Form:
    """Return the questionnaire of a study as data.

    Parameters
    ----------
    study
        Its stakeholders are the roster; its layers give the scales; its activities, outcomes and indicators are
        asked about where it lists any.
    blocks
        The blocks to ask, in any order, out of ``BLOCKS``; ``None`` asks all that the study has something for,
        but for ``phases`` (for those who steer) and, where its results go to a shareable audience, trust and value.
        Consent is always asked.
    wave
        The wave that the answers will belong to.

    Returns
    -------
    Form
        Sections of members, the consent block, the other blocks in the order asked.

    Raises
    ------
    UnknownNameError
        When a block is named that does not exist.
    UsageError
        When the study has no stakeholders, or nothing for a block that is named.

    Examples
    --------
    >>> import ci_network as ci
    >>> form = form_of(ci.read_study("data/riverbend"), blocks=["communication", "open"])
    >>> [block.name for block in form.blocks], len(form.members), form.is_long
    (['communication', 'open'], 64, True)
    """
    sections = _sections(study, wave)
    if not sections:
        raise UsageError("The study lists no stakeholders, so there is nobody to ask about. Fill in stakeholders.csv.")
    return Form(
        title=study.title,
        purpose=study.purpose,
        welcome=tuple(line for line in about_work.welcome(study) if line),
        synthetic=study.synthetic,
        sections=sections,
        consent=about_work.consent_block(),
        blocks=_chosen(study, blocks),
        backbone=study.backbone,
        wave=wave,
    )


def _chosen(study: Study, blocks: Iterable[str] | None) -> tuple[Block, ...]:
    if blocks is None:
        left_out = (*ONLY_WHEN_NAMED, *(_IN_CONFIDENCE if study.audience == "shareable" else ()))
        built = (_BLOCKS[name](study) for name in BLOCKS if name not in left_out)
        return tuple(block for block in built if block.questions)
    wanted = list(blocks)
    for name in wanted:
        if name not in _BLOCKS:
            raise UnknownNameError("block of questions", name, BLOCKS)
    chosen = tuple(_BLOCKS[name](study) for name in BLOCKS if name in wanted)
    empty = [block.name for block in chosen if not block.questions]
    if empty:
        raise UsageError(
            f"The study has nothing to ask about in: {', '.join(empty)}."
            " Add what they ask about to the study, or leave these blocks out."
        )
    return chosen


def _sections(study: Study, wave: str) -> tuple[Section, ...]:
    """Return the roster by sector: members in the order of their names, those without a sector last."""
    roster = study.roster(wave if wave in study.waves else None)
    ids = [str(key) for key in roster.index]
    labels = _labels([str(name) for name in roster["name"]], ids)
    people = sorted(
        zip(map(str, roster["sector"]), labels, ids, strict=True),
        key=lambda one: (not one[0], one[0].casefold(), one[1].casefold(), one[2]),
    )
    own = _own_codes(ids)
    rows: dict[str, list[Row]] = {}
    for number, (sector, label, key) in enumerate(people, start=1):
        shown = capital(sector) if sector else _NO_SECTOR
        rows.setdefault(shown, []).append(Row(own.get(key, f"member_{number}"), label, key, number, shown))
    return tuple(
        Section(f"s{place}", sector, tuple(members)) for place, (sector, members) in enumerate(rows.items(), start=1)
    )


def _own_codes(ids: list[str]) -> dict[str, str]:
    """Return the code of each member whose id nobody can take for another's; others go by their number."""
    made = codes(ids)
    plain = [code.replace("_", "") for code in made]
    return {
        key: code
        for key, code, bare in zip(ids, made, plain, strict=True)
        if plain.count(bare) == 1 and bare == "".join(sign for sign in key.casefold() if sign.isalnum())
    }


def _labels(names: list[str], ids: list[str]) -> list[str]:
    """Return the names shown; a name that two members share carries its id."""
    shown = [" ".join((name or key).split()) for name, key in zip(names, ids, strict=True)]
    folded = [name.casefold() for name in shown]
    return [
        f"{name} ({key})" if folded.count(name.casefold()) > 1 else name for name, key in zip(shown, ids, strict=True)
    ]
