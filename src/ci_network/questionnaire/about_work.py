"""What is asked of one's own organisation and of the whole, from consent and profile to readiness."""

from typing import Final

from ci_network.questionnaire.form import (
    LONG_TEXT,
    MANY,
    NOT_SURE,
    NOTHING,
    NUMBER,
    TEXT,
    Answer,
    Block,
    Fill,
    Only,
    Question,
    Row,
    codes,
)
from ci_network.questionnaire.scales import AGREEMENT, CANNOT_SAY, HELP, RUBRIC, steps
from ci_network.study.study import Study
from ci_network.terms import BACKBONE_ROLES

YES_NO: Final = (Answer("yes", "Yes", "yes"), Answer("no", "No", "no"))
_ROLES: Final = (
    "Steering group", "Working group chair", "Working group member", "Backbone staff", "Funder",
    "Community representative", "Data provider", "Member", "Another role",
)  # fmt: skip
_MEANS: Final = ("Funds", "Data", "Staff time", "Space", "Referrals", "Expertise", "Reach into the community")
_TOP_GOALS: Final = 3


def welcome(study: Study) -> tuple[str, ...]:
    """Return what a person reads before the first question: what for, who sees what, and what one is free to do."""
    kept = f" Answers are kept until {study.keep_until.isoformat()}." if study.keep_until else ""
    return (
        f"What this is for: {study.purpose.rstrip('.')}.{kept}" if study.purpose else kept.strip(),
        "You will say whom your organisation is in touch with and how you work together. The team that analyses the"
        " answers must know who answered about whom, so to that team they are not anonymous.",
        "Members see maps, counts and averages. What you say about trust in another organisation, or about what it"
        " brings, is never shown as your answer.",
        'You may skip any question. Where you cannot say, choose "Not sure": that is an answer too.',
    )


def consent_block() -> Block:
    """Return the three consents. The first decides whether anything else is asked."""
    part = Question(
        "consent_analysis", "Does your organisation take part?", answers=YES_NO, required=True,
        hint="With No the survey ends here, and your organisation is left out of the analysis altogether.",
        fills=Fill("stakeholders", "consent_analysis"),
    )  # fmt: skip
    inside = Question(
        "consent_named_internal", "May maps and reports for the members show your organisation by name?",
        answers=YES_NO, hint="With No it is shown as one of its sector, without a name.",
        fills=Fill("stakeholders", "consent_named_internal"),
    )  # fmt: skip
    outside = Question(
        "consent_named_public", "May what is shared with partners outside show your organisation by name?",
        answers=YES_NO, hint="With No it is shown there under a made-up label.",
        fills=Fill("stakeholders", "consent_named_public"),
    )  # fmt: skip
    return Block("consent", "Before you begin", questions=(part, inside, outside))


def profile_block(study: Study) -> Block:
    """Return the questions on the organisation itself."""
    people = study.table("stakeholders")
    sectors = sorted({*people["sector"], *study.required_sectors} - {""}, key=str.casefold)
    questions = (
        Question("sector", "In which sector do you mainly work?", answers=_plain(sectors), fills=Fill("", "sector")),
        Question("places", "In which places do you work?", TEXT, hint="Such as neighbourhoods or districts."),
        Question("people_served", "Whom do you serve?", TEXT, hint="Such as families with young children."),
        Question(
            "capacity_hours", "How many hours a month can your organisation give to the initiative?", NUMBER,
            fills=Fill("stakeholders", "capacity_hours"),
        ),
        Question("role", "What is your main role in the initiative?", answers=_plain(list(_ROLES))),
        Question(
            "lived_experience", "Do you, or does your group, live with the issue yourselves?",
            answers=(*YES_NO, Answer("not_said", "I would rather not say", means=NOT_SURE)), hint="You may skip this.",
            fills=Fill("stakeholders", "lived_experience"),
        ),
    )  # fmt: skip
    return Block("profile", "Your organisation", questions=tuple(one for one in questions if _has_answers(one)))


def goals_block(study: Study) -> Block:
    """Return the questions on the common agenda."""
    goals = study.table("outcomes")
    answers = _things(goals["id"].to_list(), goals["goal"].to_list())
    ranked = tuple(
        Question(
            f"goal_{rank}", text, answers=answers, fills=Fill("commitments", "outcome", rank),
            only=Only(f"goal_{rank - 1}", tuple(answer.code for answer in answers)) if rank > 1 else None,
        )
        for rank, text in zip(
            range(1, min(_TOP_GOALS, len(answers)) + 1),
            ("Which goal do you work on most?", "Which comes second?", "And third?"),
            strict=False,
        )
    )  # fmt: skip
    statements = _agreement(
        "agenda", "How far do you agree?",
        understanding="We all understand the problem in the same way.",
        fit="The goals fit what our own organisation is for.",
        voice="People who live with the problem helped to set the goals.",
    )  # fmt: skip
    words = Question("goal_in_words", "In your own words, what does the initiative want to change?", LONG_TEXT)
    return Block("goals", "What we want to reach", questions=(*ranked, words, statements))


def activities_block(study: Study) -> Block:
    """Return the questions on activities; empty where the study lists none."""
    table = study.table("activities")
    rows = _rows(table["id"].to_list(), table["title"].to_list())
    if not rows:
        return Block("activities", "What we do")
    roles = (
        Answer("none", "No part", means=NOTHING), Answer("lead", "Lead", "lead"),
        Answer("partner", "Partner", "partner"), Answer("support", "Supporter", "support"),
    )  # fmt: skip
    doing = tuple(answer.code for answer in roles if not answer.means)
    return Block(
        "activities",
        "What we do",
        questions=(
            Question(
                "activity", "Which part does your organisation have in each activity?", answers=roles, rows=rows,
                fills=Fill("participation", "role"), short="Part",
            ),
            Question(
                "hours", "About how many hours a month does it take you?", NUMBER, rows=rows,
                only=Only("activity", doing), fills=Fill("participation", "hours"), short="Hours a month",
            ),
            Question(
                "needs", "Which other activities need something from yours, or could get in its way?", LONG_TEXT,
                hint="Name both activities and say what.",
            ),
            Question("alike", "Does anybody else do much the same for the same people?", LONG_TEXT),
        ),
    )  # fmt: skip


def measures_block(study: Study) -> Block:
    """Return the questions on shared measures; the list only where the study has one."""
    table = study.table("indicators")
    ids = table["id"].to_list()
    rows = _rows(ids, [title or _words(name) for name, title in zip(ids, table["title"], strict=True)])
    answers = (
        Answer("neither", "Neither", means=NOTHING),
        Answer("reports", "We report it", "reports"),
        Answer("uses", "We use it to decide", "uses"),
        Answer("both", "Both", "both"),
    )
    listed = Question(
        "measure",
        "Which of these measures do you report, and which did you use for a decision in the last twelve months?",
        answers=answers,
        rows=rows,
        fills=Fill("reporting", "use"),
    )
    skills = _agreement(
        "measuring", "How far do you agree?", skills="We have the skills and the time to collect and use the data."
    )
    return Block("measures", "How we know", questions=(listed, skills) if rows else (skills,))


def backbone_block(study: Study) -> Block:
    """Return the question on how the backbone helps; empty where the study names none."""
    if not study.backbone:
        return Block("backbone", "Support from the backbone")
    names = study.table("stakeholders").set_index("id")["name"]
    shown = " and ".join(names.get(member) or member for member in study.backbone)
    answers = (*steps(HELP, first=1)[:-1], Answer("not_needed", "Not needed", means=NOT_SURE), CANNOT_SAY)
    rows = _rows([f"backbone.{role}" for role in BACKBONE_ROLES], list(BACKBONE_ROLES.values()))
    asked = Question(
        "backbone", f"In the last six months, how helpful was {shown} with each of these?", answers=answers, rows=rows,
        fills=Fill("assessments", "score"),
    )  # fmt: skip
    return Block("backbone", "Support from the backbone", questions=(asked,))


def governance_block() -> Block:
    """Return the statements on how decisions and work are shared."""
    statements = _agreement(
        "governance", "How far do you agree?",
        influence="We can influence what is decided.",
        reasons="We are told why things are decided as they are.",
        workload="The work is shared fairly.",
        worth="Taking part is worth what it takes.",
    )  # fmt: skip
    return Block("governance", "How we decide", questions=(statements,))


def readiness_block() -> Block:
    """Return the readiness items and the preconditions, each on the steps from not yet to fully."""
    statements = {
        "readiness.complexity": "The problem is one that no organisation can solve alone.",
        "readiness.capacity": "We have, or can get, what it takes to work in this way.",
        "readiness.community": "The community supports the effort.",
        "readiness.backing": "The backbone has the backing and the means that it needs.",
        "readiness.engagement": "Those who are needed can be won for it.",
        "precondition.champion": "Somebody whom people listen to speaks up for it.",
        "precondition.money": "There is money for the next two years.",
        "precondition.urgency": "People feel that it cannot wait.",
    }
    asked = Question(
        "readiness", "How far is each of these so today?", answers=steps(RUBRIC, first=0),
        rows=_rows(list(statements), list(statements.values())), fills=Fill("assessments", "score"),
    )  # fmt: skip
    return Block("readiness", "Are we ready?", questions=(asked,))


def resources_block() -> Block:
    """Return the two questions on what one offers and looks for."""
    answers = _plain(list(_MEANS))
    return Block(
        "resources",
        "Give and take",
        questions=(
            Question("offers", "What could you offer others?", MANY, answers, hint="Tick all that apply."),
            Question("looks_for", "What do you look for?", MANY, answers, hint="Tick all that apply."),
        ),
    )


def open_block() -> Block:
    """Return the closing question."""
    asked = Question("who_is_missing", "Who should be part of this and is not?", LONG_TEXT)
    return Block("open", "Last of all", questions=(asked,))


def _agreement(name: str, text: str, **statements: str) -> Question:
    rows = _rows([f"{name}.{key}" for key in statements], list(statements.values()))
    return Question(name, text, answers=steps(AGREEMENT, first=1), rows=rows, fills=Fill("assessments", "score"))


def _rows(ids: list[str], labels: list[str]) -> tuple[Row, ...]:
    stems = [key.rsplit(".", 1)[-1] for key in ids]
    named = zip(codes(stems), ids, labels, strict=True)
    return tuple(Row(code, label or key, key, number) for number, (code, key, label) in enumerate(named, start=1))


def _things(ids: list[str], labels: list[str]) -> tuple[Answer, ...]:
    return tuple(Answer(row.code, row.label, row.key) for row in _rows(ids, labels))


def _plain(labels: list[str]) -> tuple[Answer, ...]:
    return tuple(
        Answer(code, label[:1].upper() + label[1:], label) for code, label in zip(codes(labels), labels, strict=True)
    )


def _has_answers(question: Question) -> bool:
    return bool(question.answers) or question.kind in (TEXT, NUMBER)


def _words(name: str) -> str:
    text = name.replace("-", " ").replace("_", " ")
    return text[:1].upper() + text[1:]
