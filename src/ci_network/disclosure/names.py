"""Who may be named to whom; pseudonyms; taking withheld names out of texts, and the check that none is left."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ci_network.errors import WithheldNameError

_CONSENT = {"internal": "consent_named_internal", "shareable": "consent_named_public"}


def may_be_named(members: pd.DataFrame, audience: str) -> pd.Series:
    """Return whether each member may be named to an audience.

    Shareable: only who agreed to be named in public. Internal: who agreed to be named there; where the study
    recorded no such consent at all, its own team sees names. Where it did, silence is no consent. A member
    of kind "person" is named only where it agreed, whatever the audience.

    Parameters
    ----------
    members
        The stakeholders, indexed by id.
    audience
        "internal" or "shareable".

    Returns
    -------
    Series of bool
        By member id.
    """
    column = _CONSENT[audience]
    consent = members[column] if column in members else pd.Series("", index=members.index)
    agreed = consent == "yes"
    if audience == "internal" and not (consent != "").any():
        person = members["kind"].str.casefold() == "person" if "kind" in members else False
        return pd.Series(~pd.Series(person, index=members.index), index=members.index, dtype=bool)
    return agreed.astype(bool)


@dataclass(frozen=True, eq=False)
class Veil:
    """Maps every member to what stands for it in a release.

    ``ids`` maps each member's id to its display id, ``labels`` to its label; ``_pattern`` finds withheld names.
    """

    ids: Mapping[str, str]
    labels: Mapping[str, str]
    pattern: "re.Pattern[str] | None"
    replacements: Mapping[str, str]

    def text(self, text: str) -> str:
        """Return a text in which every withheld name, alias or id is replaced by its member's pseudonym."""
        if self.pattern is None:
            return text
        return self.pattern.sub(lambda found: self.replacements[found[0].casefold()], text)

    def subjects(self, text: str) -> str:
        """Return a cell of ids joined by ``|``, or pairs of them as ``a + b``, as display ids.

        What is no member's id is treated as text.
        """
        return "|".join(self.ids.get(part) or self._pair(part) for part in text.split("|"))

    def _pair(self, text: str) -> str:
        return " + ".join(self.ids.get(end) or self.text(end) for end in text.split(" + "))

    def frame(self, frame: pd.DataFrame, *, members: Iterable[str] = ()) -> pd.DataFrame:
        """Return a frame with its texts veiled; columns in ``members`` hold ids."""
        veiled = frame.copy()
        for name in veiled.columns:
            if name in members:
                veiled[name] = [self.subjects(str(value)) for value in veiled[name]]
            elif not pd.api.types.is_numeric_dtype(veiled[name]):
                veiled[name] = [self.value(value) for value in veiled[name]]
        return veiled

    def value(self, value: Any) -> Any:
        """Return a value of any shape with every text in it veiled."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Mapping):
            return {self.text(str(key)): self.value(part) for key, part in value.items()}
        if isinstance(value, (list, tuple)):
            return type(value)(self.value(part) for part in value)
        return value

    def check(self, shown: Iterable[Any]) -> None:
        """Fail when a withheld name is still anywhere in what is about to be shown."""
        if self.pattern is None:
            return
        for text in _texts(shown):
            if found := self.pattern.search(text):
                raise WithheldNameError(
                    f"'{found[0]}', the name or id of a member who may not be named, is still in what was about to be"
                    " written; nothing was. Where it is an ordinary word too, give that member another name and id."
                )


def make_veil(members: pd.DataFrame, named: pd.Series, salt: str) -> Veil:
    """Return the veil over the members that may not be named.

    Pseudonyms are numbered in the order of a salted hash, so that neither their number nor their order tells
    who is who. The salt is never kept in the release.
    """
    hidden = sorted(
        (str(member) for member in members.index[~named]),
        key=lambda member: hashlib.sha256(f"{salt}\0{member}".encode()).hexdigest(),
    )
    width = len(str(len(hidden)))
    code = {member: f"member-{place:0{width}d}" for place, member in enumerate(hidden, start=1)}
    label = {member: f"Member {code[member].removeprefix('member-')}" for member in hidden}
    ids = {str(member): code.get(str(member), str(member)) for member in members.index}
    labels = {str(member): label.get(str(member), str(name)) for member, name in members["name"].items()}
    words = {word.casefold(): label[member] for member in hidden for word in _names_of(member, members)}
    ordered = sorted(words, key=len, reverse=True)
    pattern = (
        re.compile(r"(?<!\w)(?:" + "|".join(re.escape(word) for word in ordered) + r")(?!\w)", re.IGNORECASE)
        if ordered
        else None
    )
    return Veil(ids, labels, pattern, words)


def _names_of(member: str, members: pd.DataFrame) -> Iterator[str]:
    aliases = members.at[member, "aliases"] if "aliases" in members else ()
    for name in (member, str(members.at[member, "name"]), *(aliases if isinstance(aliases, tuple) else ())):
        if name.strip():
            yield name.strip()


def _texts(values: Iterable[Any]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, pd.DataFrame):
            yield from (str(name) for name in value.columns)
            for name in value.columns:
                if not pd.api.types.is_numeric_dtype(value[name]):
                    yield from _texts(value[name])
        elif isinstance(value, Mapping):
            yield from _texts([*value.keys(), *value.values()])
        elif isinstance(value, (list, tuple)):
            yield from _texts(value)
