"""Made-up answers to a questionnaire, and what they say as rows of a study's tables, the slow obvious way."""

from dataclasses import dataclass, field

import numpy as np

from ci_network.questionnaire.form import MANY, NOT_SURE, NOTHING, NUMBER, ONE, Answer, Form, Question, Row

WAYS = ("channel", "purpose")
Tie = tuple[str, str, str, float, str, str]


@dataclass
class Response:
    """What one organisation answered. ``said`` maps question, or question and thing, to an answer or several."""

    ego: Row
    ticked: tuple[Row, ...]
    said: dict[tuple[str, str], object] = field(default_factory=dict)
    added: tuple[tuple[str, Answer], ...] = ()
    finished: bool = True

    def of(self, one: Question, row: Row | None = None) -> object:
        """Return the answer to a question, ``None`` where there is none."""
        return self.said.get((one.name, row.code if row else ""))

    @property
    def takes_part(self) -> bool:
        """Whether the organisation has not refused analysis."""
        return self.said["consent_analysis", ""].value == "yes"


def made_up(form: Form, *, rng: np.random.Generator, skip: float = 0.1, refusing: int = 1) -> list[Response]:
    """Return answers of all members but the last; some skip questions, cannot say, or refuse."""
    return [
        _response(form, ego, rng, skip=skip if place % 3 == 0 else 0.0, refuses=place < refusing)
        for place, ego in enumerate(form.members[:-1])
    ]


def _response(form: Form, ego: Row, rng: np.random.Generator, *, skip: float, refuses: bool) -> Response:
    others = [member for member in form.members if member != ego]
    ticked = tuple(member for member in others if rng.random() < 0.5) or (others[0],)
    response = Response(ego, () if refuses else ticked)
    for one in form.consent.questions:
        yes, no = one.answers
        says_no = refuses if one.name == "consent_analysis" else rng.random() < 0.3
        if one.name == "consent_analysis" or not refuses:
            response.said[one.name, ""] = no if says_no else yes
    if refuses:
        return response
    for one in form.member_questions:
        for member in ticked:
            response.said[one.name, member.code] = _choose(one, response, member, rng, skip)
    for block in form.other_blocks:
        for one in block.questions:
            for row in one.rows or (None,):
                response.said[one.name, row.code if row else ""] = _choose(one, response, row, rng, skip)
    contact = next((one for one in form.member_questions if one.name == "communication"), None)
    if contact and rng.random() < 0.5:
        response.added = ((f"Friends of {ego.label}", contact.answers[2]),)
    return response


def _choose(one: Question, response: Response, row: Row | None, rng: np.random.Generator, skip: float) -> object:
    if one.only is not None and not _is_asked(one, response, row):
        return None
    if rng.random() < skip:
        return None
    if one.fills.rank:
        taken = {response.said.get((f"goal_{rank}", "")) for rank in range(1, one.fills.rank)}
        return next(answer for answer in one.answers if answer not in taken)
    if one.kind == ONE:
        able = [answer for answer in one.answers if skip or answer.means != NOT_SURE]
        return able[rng.integers(len(able))]
    if one.kind == MANY:
        return tuple(answer for answer in one.answers if rng.random() < 0.4) or one.answers[:1]
    return str(rng.integers(1, 40)) if one.kind == NUMBER else 'Some words, with a comma and "quotes"'


def _is_asked(one: Question, response: Response, row: Row | None) -> bool:
    earlier = response.said.get((one.only.question, row.code if row else ""))
    if earlier is None:
        return False
    return (earlier.code in one.only.codes) != one.only.but


def expected_ties(form: Form, responses: list[Response], *, ways: bool) -> set[Tie]:
    """Return the ties that the answers say: every positive one, and for those who left gaps the zeros too."""
    refused = refusing(responses)
    return {
        tie
        for response in responses
        if response.takes_part
        for tie in _ties_of(form, response, ways=ways)
        if (tie[3] > 0 or status(form, response, refused) != "complete") and tie[2] not in refused
    }


def _ties_of(form: Form, response: Response, *, ways: bool) -> list[Tie]:
    found: list[Tie] = []
    ego = response.ego.key
    asked = [one for one in form.member_questions if one.name not in WAYS]
    split = [one for one in form.member_questions if ways and one.name in WAYS]
    for member in form.members:
        if member == response.ego:
            continue
        ticked = member in response.ticked
        for one in asked:
            value = _value(response.of(one, member)) if ticked else 0.0
            if value is not None:
                found.append((one.fills.part, ego, member.key, value, "", ""))
        contact = response.said.get(("communication", member.code))
        for one in split:
            for answer in one.answers:
                channel, purpose = (answer.value, "") if one.name == "channel" else ("", answer.value)
                value = 0.0 if not ticked else _by_way(contact, answer, response.of(one, member) or ())
                if value is not None:
                    found.append(("communication", ego, member.key, value, channel, purpose))
    added = [("communication", ego, name, _value(answer), "", "") for name, answer in response.added]
    return found + added


def _by_way(contact: Answer | None, answer: Answer, ticked: tuple[Answer, ...]) -> float | None:
    if contact is None:
        return None
    return _value(contact) if answer in ticked else 0.0


def _value(answer: Answer | None) -> float | None:
    if answer is None or answer.means == NOT_SURE:
        return None
    return 0.0 if answer.means == NOTHING else float(answer.value)


def refusing(responses: list[Response]) -> set[str]:
    """Return the organisations that refuse analysis."""
    return {response.ego.key for response in responses if not response.takes_part}


def status(form: Form, response: Response, refused: set[str]) -> str:
    """Return whether an organisation answered in full: finished, and every question about those it ticked."""
    asked = [one for one in form.member_questions if one.name not in WAYS]
    about = [member for member in response.ticked if member.key not in refused]
    gaps = any(_value(response.of(one, member)) is None for one in asked for member in about)
    return "partial" if gaps or not response.finished else "complete"


def expected_parts(form: Form, responses: list[Response]) -> dict[str, set[tuple[str, ...]]]:
    """Return what the answers say of activities, goals and measures."""
    found: dict[str, set[tuple[str, ...]]] = {"participation": set(), "commitments": set(), "reporting": set()}
    for response in (response for response in responses if response.takes_part):
        ego = response.ego.key
        for one in form.questions():
            for row in one.rows or (None,):
                answer = response.of(one, row)
                if not isinstance(answer, Answer) or answer.means or one.fills.table not in found:
                    continue
                if one.fills.table == "participation":
                    hours = response.said.get(("hours", row.code)) or ""
                    found["participation"].add((form.wave, ego, row.key, answer.value, str(hours)))
                elif one.fills.table == "commitments":
                    found["commitments"].add((ego, answer.value, str(one.fills.rank)))
                else:
                    use = {"reports": ("yes", ""), "uses": ("", "yes"), "both": ("yes", "yes")}[answer.value]
                    found["reporting"].add((ego, row.key, *use))
    return found
