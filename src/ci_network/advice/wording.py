"""Small turns of phrase for actions and reasons."""

from collections.abc import Sequence

from ci_network.gaps.wording import listed as listed_up_to


def listed(texts: Sequence[str]) -> str:
    """Return names as a sentence has them, all of them: whom an action names, it names in full.

    >>> listed(["Food Bank", "Homes First", "YMCA"])
    'Food Bank, Homes First and YMCA'
    """
    return listed_up_to(texts, most=len(texts))


def quoted(text: str) -> str:
    """Return a title or goal in quotation marks.

    >>> quoted("Every child reads")
    '"Every child reads"'
    """
    return f'"{text}"'


def counted(count: int, one: str, many: str = "") -> str:
    """Return a count with its noun.

    >>> counted(1, "tie"), counted(0, "tie"), counted(2, "activity", "activities")
    ('1 tie', 'no tie', '2 activities')
    """
    return f"{count or 'no'} {one if count < 2 else many or one + 's'}"


def sentence(text: str) -> str:
    """Return a text that begins with a capital and ends with a full stop.

    >>> sentence("ask first")
    'Ask first.'
    """
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text[-1:] in (".", "!", "?", "") else ".")
