"""Small turns of phrase for findings."""

from collections.abc import Sequence


def listed(texts: Sequence[str], *, most: int = 5) -> str:
    """Return names as a sentence has them; of more than ``most`` the last are counted.

    >>> listed(["Food Bank", "Homes First", "YMCA"])
    'Food Bank, Homes First and YMCA'
    >>> listed(["a", "b", "c", "d"], most=2)
    'a, b and 2 others'
    """
    if len(texts) > most + 1:
        texts = [*texts[:most], f"{len(texts) - most} others"]
    if len(texts) < 2:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} and {texts[-1]}"


def counted(count: float, one: str, many: str = "") -> str:
    """Return a count with its noun.

    >>> counted(1, "tie"), counted(2, "activity", "activities")
    ('1 tie', '2 activities')
    """
    return f"{count:g} {one if count == 1 else many or one + 's'}"


def percent(share: float) -> str:
    """Return a share as a percentage.

    >>> percent(0.661)
    '66 %'
    """
    return f"{100 * share:.0f} %"


def either(one: str, many: str, count: int) -> str:
    """Return the form of a word that goes with a count.

    >>> either("is", "are", 1), either("is", "are", 3)
    ('is', 'are')
    """
    return one if count == 1 else many
