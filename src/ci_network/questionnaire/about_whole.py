"""What is asked of the whole: members' own account, as the framework reads it, and what each can give and looks for."""

from collections.abc import Mapping
from typing import Final

from ci_network.questionnaire.about_work import plain_answers
from ci_network.questionnaire.form import MANY, NOT_SURE, Answer, Block, Fill, Question, Row, codes
from ci_network.questionnaire.scales import AGREEMENT, CANNOT_SAY, CELL, ENGAGEMENT, HELP, RUBRIC, steps
from ci_network.study.study import Study
from ci_network.terms import BACKBONE_ROLES

_MEANS: Final = ("Funds", "Data", "Staff time", "Space", "Referrals", "Expertise", "Reach into the community")
_CONDITIONS: Final = {
    "condition.CA.1": "We all understand the problem in the same way.",
    "condition.CA.2": "The goals fit what our own organisation is for.",
    "condition.CA.3": "People who live with the problem helped to set the goals.",
    "condition.SM.1": "We have the skills and the time to collect and use the data.",
    "condition.SM.2": "We look at the results together.",
    "condition.SM.3": "What the results say changes what we do.",
    "condition.MR.1": "We know who does what.",
    "condition.MR.2": "We have looked at where our work could be joined.",
    "condition.MR.3": "Working groups meet and move things on.",
    "condition.CC.1": "We hear in time of what is decided.",
    "condition.CC.2": "We talk openly about what is difficult.",
    "condition.CC.3": "What the community says reaches those who decide.",
    "condition.BB.1": "Somebody has the time and the skills to hold the work together.",
    "condition.BB.2": "That support serves all of us alike.",
}
_GOVERNANCE: Final = {
    "governance.influence": "We can influence what is decided.",
    "governance.reasons": "We are told why things are decided as they are.",
    "governance.workload": "The work is shared fairly.",
    "governance.worth": "Taking part is worth what it takes.",
}
_READINESS: Final = {
    "readiness.complexity": "The problem is one that no organisation can solve alone.",
    "readiness.capacity": "We have, or can get, what it takes to work in this way.",
    "readiness.community": "The community supports the effort.",
    "readiness.backing": "The backbone has the backing and the means that it needs.",
    "readiness.engagement": "Those who are needed can be won for it.",
    "precondition.champion": "Somebody whom people listen to speaks up for it.",
    "precondition.money": "There is money for the next two years.",
    "precondition.urgency": "People feel that it cannot wait.",
}
_PHASES: Final = {
    "phase.1.governance": "Champions are found, and a group across sectors has come together.",
    "phase.1.planning": "We know who works on this, and have the facts that make the case.",
    "phase.1.community": "We have gone out to the community.",
    "phase.1.evaluation": "We know from data where we stand and what is missing.",
    "phase.2.governance": "There is a backbone, and it is settled how we decide.",
    "phase.2.planning": "We share goals and a strategy.",
    "phase.2.community": "The community takes part, and the public cares.",
    "phase.2.evaluation": "We share measures, and a way to collect them.",
    "phase.3.governance": "How we are set up is looked after, and changes where it must.",
    "phase.3.planning": "Partners fit their work to the goals and the strategy.",
    "phase.3.community": "The community stays a part of it and speaks up for change.",
    "phase.3.evaluation": "We collect, report, learn and change course.",
}


def conditions_block() -> Block:
    """Return the statements on the five conditions: two or three of each, parts of one rating."""
    asked = _rated("conditions", "How far do you agree?", _CONDITIONS, steps(AGREEMENT, first=1))
    return Block("conditions", "How we work together", questions=(asked,))


def backbone_block(study: Study) -> Block:
    """Return the question on how the backbone helps; empty where the study names none."""
    if not study.backbone:
        return Block("backbone", "Support from the backbone")
    names = study.table("stakeholders").set_index("id")["name"]
    shown = " and ".join(names.get(member) or member for member in study.backbone)
    answers = (*steps(HELP, first=1)[:-1], Answer("not_needed", "Not needed", means=NOT_SURE), CANNOT_SAY)
    text = f"In the last six months, how helpful was {shown} with each of these?"
    roles = {f"backbone.{role}": label for role, label in BACKBONE_ROLES.items()}
    return Block("backbone", "Support from the backbone", questions=(_rated("backbone", text, roles, answers),))


def governance_block() -> Block:
    """Return the statements on how decisions and work are shared; no formula reads them."""
    asked = _rated("governance", "How far do you agree?", _GOVERNANCE, steps(AGREEMENT, first=1))
    return Block("governance", "How we decide", questions=(asked,))


def readiness_block() -> Block:
    """Return the readiness items and the preconditions, from not yet to fully, and how far the community takes part."""
    asked = _rated("readiness", "How far is each of these so today?", _READINESS, steps(RUBRIC, first=0))
    level = Question(
        "engagement", "How far do people who live with the issue take part today?",
        answers=steps(ENGAGEMENT, first=1), fills=Fill("assessments", "engagement"),
    )  # fmt: skip
    return Block("readiness", "Are we ready?", questions=(asked, level))


def phases_block() -> Block:
    """Return the twelve parts of the three phases: for those who steer, who can tell."""
    text = "How far has each of these come? All at once is not expected."
    asked = _rated("phases", text, _PHASES, steps(CELL, first=0))
    return Block("phases", "How far we have come", questions=(asked,))


def resources_block(study: Study) -> Block:
    """Return the two questions on what one offers and looks for, in the study's own words where it has some."""
    people = study.table("stakeholders")
    own = {word for column in ("offers", "needs") for words in people[column] for word in words}
    answers = plain_answers(sorted(own, key=str.casefold) or list(_MEANS))
    asked = tuple(
        Question(name, text, MANY, answers, hint="Tick all that apply.", fills=Fill("stakeholders", name))
        for name, text in (("offers", "What could you offer others?"), ("needs", "What do you look for?"))
    )
    return Block("resources", "Give and take", questions=asked)


def _rated(name: str, text: str, statements: Mapping[str, str], answers: tuple[Answer, ...]) -> Question:
    stems = codes([item.partition(".")[2] for item in statements])
    rows = tuple(
        Row(code, label, item, number)
        for number, (code, (item, label)) in enumerate(zip(stems, statements.items(), strict=True), start=1)
    )
    return Question(name, text, answers=answers, rows=rows, fills=Fill("assessments", "score"))
