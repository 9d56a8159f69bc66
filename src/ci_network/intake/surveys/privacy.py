"""What is left out of a survey: what its tool records of a person, and addresses and numbers in free text."""

import re
from typing import Final

from ci_network.intake.surveys.export import SurveyColumn
from ci_network.intake.surveys.mapping import Privacy

PERSONAL: Final = ("ip", "latitude", "longitude", "email", "name", "device")
# Names under which tools and askers keep personal facts that an export does not mark as such.
_PERSONAL_NAMES: Final = re.compile(
    r"(ip ?-?_?address|ipaddr|location ?_?(latitude|longitude)|recipient ?_?(last ?name|first ?name|email)"
    r"|e-?mail( address)?|phone ?_?number|device ?_?id|username|first name|last name)",
    re.IGNORECASE,
)
_EMAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
# Seven digits or more with what people put between them; a year range or a short count is none.
_PHONE: Final = re.compile(r"(?<!\w)\+?\(?\d[\d\s().-]{6,}\d(?!\w)")
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}([ T]\d{2}.*)?|\d{4}\s*-\s*\d{4}")


def is_personal(column: SurveyColumn, privacy: Privacy) -> bool:
    """Return whether a column is left out: listed, or personal and not kept by name."""
    if column.name in privacy.keep:
        return False
    by_name = not column.item and bool(_PERSONAL_NAMES.fullmatch(column.name.strip()))
    return column.name in privacy.drop or column.meta in PERSONAL or by_name


def without_addresses(text: str) -> str:
    """Return free text without e-mail addresses and telephone numbers."""
    return _PHONE.sub(_phone, _EMAIL.sub("[e-mail removed]", text))


def _phone(found: re.Match[str]) -> str:
    digits = sum(sign.isdigit() for sign in found[0])
    return found[0] if digits < 7 or _DATE.fullmatch(found[0].strip()) else "[number removed]"
