"""What is asked about each member whom one knows: contact, working together, trust, value, and the study's own layers.

``{name}`` in a text is the member.
"""

from collections.abc import Mapping
from typing import Final

from ci_network.questionnaire.form import MANY, NOTHING, Answer, Block, Fill, Only, Question, codes
from ci_network.questionnaire.scales import CANNOT_SAY, is_asked, layer_answers
from ci_network.study.layer import Layer
from ci_network.study.study import Study
from ci_network.wording import capital

# The layer of the level that both would find right; read beside the collaboration layer.
RIGHT_LEVEL: Final = "collaboration_right"
WITHOUT_BACKBONE: Final = "without_backbone"
_STANDARD: Final = ("communication", "collaboration", "trust", "value", RIGHT_LEVEL, WITHOUT_BACKBONE)
_YES_NO: Final = (Answer("no", "No", "0", NOTHING), Answer("yes", "Yes", "1"), CANNOT_SAY)

CHANNELS: Final = (
    Answer("meeting", "Meetings", "meeting"),
    Answer("phone_or_video", "Phone or video", "phone or video"),
    Answer("email", "E-mail", "email"),
    Answer("newsletter", "Newsletter only", "newsletter"),
    Answer("shared_platform", "A shared platform", "shared platform"),
    Answer("site_visit", "Visits", "site visit"),
)
PURPOSES: Final = (
    Answer("news", "News", "news"),
    Answer("planning", "Planning", "planning"),
    Answer("data", "Data", "data"),
    Answer("referrals", "Referrals", "referrals"),
    Answer("advocacy", "Advocacy", "advocacy"),
    Answer("money", "Money", "money"),
    Answer("advice", "Advice", "advice"),
)
_ITEM_WORDS: Final[Mapping[str, str]] = {
    "reliability": "{name} does what it says it will do.",
    "mission": "{name} works for the goals that we share.",
    "openness": "We can talk openly with {name} about what is difficult.",
    "influence": "{name} has influence on this issue.",
    "involvement": "{name} takes an active part.",
    "resources": "{name} brings in resources.",
}
_FAMILY_STEMS: Final[Mapping[str, str]] = {
    "trust": "How far does each of these hold?",
    "value": "And each of these?",
}


def communication_block(study: Study) -> Block:
    """Return the questions on contact: how often, how, what for."""
    layer = study.layers["communication"]
    # A layer whose scale begins with some contact has no answer that ends the matter.
    none = tuple(answer.code for answer in layer_answers(layer) if answer.means)
    often = Question(
        "communication",
        "In the last six months, how often were your organisation and {name} in touch about this initiative?",
        answers=layer_answers(layer),
        of_members=True,
        fills=Fill("ties", "communication"),
        short="Contact",
    )
    after = Only("communication", none, but=True)
    how = Question(
        "channel", "How, for the most part?", MANY, CHANNELS, hint="Tick all that apply.", of_members=True,
        only=after, fills=Fill("ties", "channel"), short="How",
    )  # fmt: skip
    what_for = Question(
        "purpose", "What about?", MANY, PURPOSES, hint="Tick all that apply.", of_members=True,
        only=after, fills=Fill("ties", "purpose"), short="About",
    )  # fmt: skip
    return Block("communication", "Being in touch", questions=(often, how, what_for))


def collaboration_block(study: Study) -> Block:
    """Return the questions on working together: as it is, and as it would be right."""
    answers = layer_answers(study.layers["collaboration"])
    today = Question(
        "collaboration", "Which comes nearest to how you and {name} work together today?", answers=answers,
        of_members=True, fills=Fill("ties", "collaboration"), short="Today",
    )  # fmt: skip
    right = Question(
        "collaboration_right", "And which would be right for what you both want to do?", answers=answers,
        hint="More is not always better.", of_members=True, fills=Fill("ties", RIGHT_LEVEL), short="Right",
    )  # fmt: skip
    return Block("collaboration", "Working together", questions=(today, right))


def rating_block(study: Study, name: str, title: str) -> Block:
    """Return the statements of a layer made of several items, such as trust."""
    layer = study.layers[name]
    return Block(name, title, questions=_items(layer) if layer.items else (_own(layer),))


def own_layers_block(study: Study) -> Block:
    """Return one question for each further layer that the study declares, where its answers can be chosen from."""
    layers = [layer for name, layer in study.layers.items() if name not in _STANDARD and is_asked(layer)]
    parts = [_items(layer) if layer.items else (_own(layer),) for layer in layers]
    return Block("relations", "Other relations", questions=tuple(one for part in parts for one in part))


def without_backbone_block(study: Study) -> Block:
    """Return the question with whom one would stay in touch if the backbone were gone."""
    names = study.table("stakeholders").set_index("id")["name"]
    backbone = " and ".join(names.get(member) or member for member in study.backbone)
    one = Question(
        "without_backbone", f"If {backbone} stopped tomorrow, would you and {{name}} still be in touch?",
        answers=_YES_NO, of_members=True, fills=Fill("ties", WITHOUT_BACKBONE), short="Without",
    )  # fmt: skip
    return Block("without_backbone", "Without the backbone", questions=(one,) if study.backbone else ())


def added_layers(questions: tuple[Question, ...]) -> dict[str, str]:
    """Return the layers that the questionnaire fills beside the study's own, with the layer whose scale each shares."""
    filled = {one.fills.part for one in questions}
    return {name: like for name, like in ((RIGHT_LEVEL, "collaboration"), (WITHOUT_BACKBONE, "")) if name in filled}


def _items(layer: Layer) -> tuple[Question, ...]:
    return tuple(
        Question(
            f"{_stem(layer)}_{code}",
            _ITEM_WORDS.get(item, f"{_words(item)}: how far does this hold of {{name}}?"),
            answers=layer_answers(layer),
            of_members=True,
            fills=Fill("ties", f"{layer.name}.{item}"),
            family=_FAMILY_STEMS.get(layer.name, _words(layer.name)),
            short=_words(item),
        )
        for item, code in zip(layer.items, codes(list(layer.items)), strict=True)
    )


def _own(layer: Layer) -> Question:
    return Question(
        _stem(layer), f"{_words(layer.name)}: which answer fits you and {{name}} best?",
        answers=layer_answers(layer), of_members=True, fills=Fill("ties", layer.name), short=_words(layer.name),
    )  # fmt: skip


def _stem(layer: Layer) -> str:
    """Return how the questions of a layer are called; a layer of the study's own cannot take another one's name."""
    return layer.name if layer.name in _STANDARD else f"tie_{codes([layer.name])[0]}"


def _words(name: str) -> str:
    text = name.replace("_", " ").replace("-", " ").strip()
    return capital(text)
