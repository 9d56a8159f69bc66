"""What is asked of one's own organisation and its work, from consent and profile to measures."""

from typing import Final

from ci_network.questionnaire.form import (
    LONG_TEXT,
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
from ci_network.study.study import Study
from ci_network.wording import capital

YES_NO: Final = (Answer("yes", "Yes", "yes"), Answer("no", "No", "no"))
_ROLES: Final = (
    "Steering group", "Working group chair", "Working group member", "Backbone staff", "Funder",
    "Community representative", "Data provider", "Member", "Another role",
)  # fmt: skip
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
        Question(
            "sector", "In which sector do you mainly work?", answers=plain_answers(sectors), fills=Fill("", "sector"),
        ),
        Question("places", "In which places do you work?", TEXT, hint="Such as neighbourhoods or districts."),
        Question("people_served", "Whom do you serve?", TEXT, hint="Such as families with young children."),
        Question(
            "capacity_hours", "How many hours a month can your organisation give to the initiative?", NUMBER,
            fills=Fill("stakeholders", "capacity_hours"),
        ),
        Question("role", "What is your main role in the initiative?", answers=plain_answers(list(_ROLES))),
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
    words = Question("goal_in_words", "In your own words, what does the initiative want to change?", LONG_TEXT)
    return Block("goals", "What we want to reach", questions=(*ranked, words))


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
                "depends_on", "Which other activities need something from yours, or could get in its way?", LONG_TEXT,
                hint="Name both activities and say what.",
            ),
            Question("alike", "Does anybody else do much the same for the same people?", LONG_TEXT),
        ),
    )  # fmt: skip


def measures_block(study: Study) -> Block:
    """Return the question on shared measures; empty where the study lists none."""
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
    return Block("measures", "How we know", questions=(listed,) if rows else ())


def open_block() -> Block:
    """Return the closing question."""
    asked = Question("who_is_missing", "Who should be part of this and is not?", LONG_TEXT)
    return Block("open", "Last of all", questions=(asked,))


def _rows(ids: list[str], labels: list[str]) -> tuple[Row, ...]:
    stems = [key.rsplit(".", 1)[-1] for key in ids]
    named = zip(codes(stems), ids, labels, strict=True)
    return tuple(Row(code, label or key, key, number) for number, (code, key, label) in enumerate(named, start=1))


def _things(ids: list[str], labels: list[str]) -> tuple[Answer, ...]:
    return tuple(Answer(row.code, row.label, row.key) for row in _rows(ids, labels))


def plain_answers(labels: list[str]) -> tuple[Answer, ...]:
    """Return answers that mean what they say."""
    return tuple(Answer(code, capital(label), label) for code, label in zip(codes(labels), labels, strict=True))


def _has_answers(question: Question) -> bool:
    return bool(question.answers) or question.kind in (TEXT, NUMBER)


def _words(name: str) -> str:
    text = name.replace("-", " ").replace("_", " ")
    return capital(text)
