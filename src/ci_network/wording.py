"""Small turns of phrase that every sentence shares."""

from collections.abc import Sequence


def counted(count: float, one: str, many: str = "") -> str:
    """Return a count with its noun.

    >>> counted(1, "tie"), counted(0, "tie"), counted(2, "activity", "activities")
    ('1 tie', '0 ties', '2 activities')
    """
    return f"{count:g} {one if count == 1 else many or one + 's'}"


def counted_or_no(count: int, one: str, many: str = "") -> str:
    """Return a count with its noun, none as "no".

    >>> counted_or_no(1, "tie"), counted_or_no(0, "tie"), counted_or_no(2, "activity", "activities")
    ('1 tie', 'no tie', '2 activities')
    """
    return counted(count, one, many) if count else f"no {one}"


def listed(texts: Sequence[str]) -> str:
    """Return names as a sentence has them, all of them.

    >>> listed(["Food Bank", "Homes First", "YMCA"])
    'Food Bank, Homes First and YMCA'
    """
    if len(texts) < 2:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} and {texts[-1]}"


def first_listed(texts: Sequence[str], *, most: int = 5) -> str:
    """Return names as a sentence has them; of more than ``most`` the last are counted.

    >>> first_listed(["a", "b", "c", "d"], most=2)
    'a, b and 2 others'
    """
    if len(texts) > most + 1:
        texts = [*texts[:most], f"{len(texts) - most} others"]
    return listed(texts)


def percent(share: float, digits: int = 0) -> str:
    """Return a share as a percentage.

    >>> percent(0.661), percent(0.0666, 1)
    ('66 %', '6.7 %')
    """
    return f"{100 * share:.{digits}f} %"


def either(one: str, many: str, count: int) -> str:
    """Return the form of a word that goes with a count.

    >>> either("is", "are", 1), either("is", "are", 3)
    ('is', 'are')
    """
    return one if count == 1 else many


def quoted(text: str) -> str:
    """Return a title or goal in quotation marks.

    >>> quoted("Every child reads")
    '"Every child reads"'
    """
    return f'"{text}"'


def capital(text: str) -> str:
    """Return a text that begins with a capital, the rest as it is.

    >>> capital("the YMCA")
    'The YMCA'
    """
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """Return a text that begins with a capital and ends with a full stop; an empty one stays empty.

    >>> sentence("ask first"), sentence("")
    ('Ask first.', '')
    """
    text = text.strip()
    return capital(text) + ("" if text[-1:] in (".", "!", "?", "") else ".")
