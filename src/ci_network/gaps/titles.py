"""How activities, goals and measures stand in a sentence: in quotation marks, by their title, else their id."""

from ci_network.gaps.situation import Situation


def activity_titles(situation: Situation) -> dict[str, str]:
    """Return the activities in words, by id."""
    return _titles(situation, "activities", "title")


def outcome_goals(situation: Situation) -> dict[str, str]:
    """Return the goals in words, by the outcome's id."""
    return _titles(situation, "outcomes", "goal")


def measure_titles(situation: Situation) -> dict[str, str]:
    """Return the shared measures in words, by id."""
    return _titles(situation, "indicators", "title")


def _titles(situation: Situation, table: str, column: str) -> dict[str, str]:
    frame = situation.study.table(table)
    return {str(one): f'"{title or one}"' for one, title in zip(frame["id"], frame[column], strict=True)}
