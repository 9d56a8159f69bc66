"""Who may be named to whom; pseudonyms; taking withheld names out of texts, and the check that none is left."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

import pandas as pd

from ci_network.disclosure.hunt import Hunt, folded
from ci_network.disclosure.runs import Runs
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


# Keys of a gap's evidence under which ids of members stand.
_IDS_IN_EVIDENCE: Final = frozenset({"brokers", "around", "cut_off", "via", "providers"})


@dataclass(frozen=True, eq=False)
class Veil:
    """Maps every member to what stands for it in a release.

    ``ids`` maps each member's id to its display id, ``labels`` to its label, ``hidden`` are the ids of those who may
    not be named; ``hunt`` finds their names in texts. ``hushed`` are turns of phrase that tell of single members,
    each with what is said in its place. ``sorts_pairs`` puts lists of two in order too: where it is not told who of
    the two said what.
    """

    ids: Mapping[str, str]
    labels: Mapping[str, str]
    hidden: frozenset[str]
    hunt: Hunt
    hushed: Mapping[str, str] = field(default_factory=dict)
    sorts_pairs: bool = False

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The place of each display id in the order of labels, pseudonyms last."""
        pseudonyms = {self.ids[member] for member in self.hidden}
        shown = {self.ids[member]: label for member, label in self.labels.items()}
        ranked = sorted(shown, key=lambda one: (one in pseudonyms, shown[one].casefold(), one))
        return {one: place for place, one in enumerate(ranked)}

    @cached_property
    def _runs(self) -> Runs:
        last = [self.labels[member] for member in self.hidden]
        return Runs.of(self.labels.values(), last=last)

    def text(self, text: str) -> str:
        """Return a text in which every withheld name, alias or id is replaced by its member's pseudonym.

        Where a list of members holds a pseudonym, it is put in an order that does not tell the study's own.
        """
        for told, said in self.hushed.items():
            text = text.replace(told, said)
        return self._runs.sorted_in(self.hunt.replaced(text)) if self.hidden else text

    def subjects(self, text: str) -> str:
        """Return a cell of ids joined by ``|``, or pairs of them as ``a + b``, as display ids.

        What is no member's id is treated as text. Where some are not named, a list is put in the order of labels.
        """
        parts = text.split("|")
        shown = [self.ids.get(part) or self._pair(part) for part in parts]
        if self.hidden and len(shown) > (1 if self.sorts_pairs else 2):
            shown.sort(key=lambda one: [self.order.get(end, -1) for end in one.split(" + ")])
        return "|".join(shown)

    def _pair(self, text: str) -> str:
        ends = text.split(" + ")
        shown = [self.ids.get(end) or self.text(end) for end in ends]
        if self.hidden:
            shown.sort(key=lambda end: self.order.get(end, -1))
        return " + ".join(shown)

    def evidence(self, text: str) -> str:
        """Return the evidence of a gap with ids as display ids, also those that are ordinary words."""
        return "|".join(self._told(part) for part in text.split("|"))

    def _told(self, part: str) -> str:
        key, equals, value = part.partition("=")
        if key not in _IDS_IN_EVIDENCE:
            return self.text(part)
        ends = [self.ids.get(end.strip()) or self.text(end.strip()) for end in value.split(";")]
        return f"{key}{equals}{'; '.join(sorted(ends, key=lambda end: self.order.get(end, -1)))}"

    def frame(self, frame: pd.DataFrame, *, members: Iterable[str] = ()) -> pd.DataFrame:
        """Return a frame with its texts veiled; columns in ``members`` hold ids."""
        veiled = frame.copy()
        for name in veiled.columns:
            if name in members:
                veiled[name] = _each_once(veiled[name], lambda cell: self.subjects(str(cell)))
            elif name == "evidence" and "finding" in veiled:
                veiled[name] = _each_once(veiled[name], lambda cell: self.evidence(str(cell)))
            elif not pd.api.types.is_numeric_dtype(veiled[name]):
                veiled[name] = _each_once(veiled[name], self.value)
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
        if any(self.hunt.finds(text) for text in set(_texts(shown))):
            raise WithheldNameError(
                "A withheld name is still in what was about to be written; nothing was. Where a member is called by a"
                " number or by a word that tables use, give it a fuller name in the table of stakeholders."
            )


def make_veil(
    members: pd.DataFrame,
    named: pd.Series,
    salt: str,
    *,
    plain: Collection[str] = (),
    hushed: Mapping[str, str] | None = None,
) -> Veil:
    """Return the veil over the members that may not be named.

    Pseudonyms are numbered in the order of a salted hash, so that neither their number nor their order tells
    who is who. The salt is never kept in the release. ``plain`` are words that the outputs use of themselves, such as
    the names of columns, sectors and layers: an id that is no more than one of these, or than a number, is replaced
    where ids stand, and not looked for in texts, which have members' names. ``hushed`` is given
    beyond the team only; see :class:`Veil`.
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
    skipped = {folded(word) for word in plain}
    words = {word: label[member] for member in hidden for word in _names_of(member, members, skipped)}
    spared = [word for member in members.index[named] for word in _names_of(str(member), members, skipped)]
    hunt = Hunt.of(words, spared=spared)
    return Veil(ids, labels, frozenset(hidden), hunt, dict(hushed or {}), sorts_pairs=hushed is not None)


def _names_of(member: str, members: pd.DataFrame, plain: Collection[str]) -> Iterator[str]:
    aliases = members.at[member, "aliases"] if "aliases" in members else ()
    name = str(members.at[member, "name"])
    if folded(member) == folded(name) or not (member.isdigit() or folded(member) in plain):
        yield member
    for word in (name, *(aliases if isinstance(aliases, tuple) else ())):
        if word.strip():
            yield word.strip()


def _each_once(column: pd.Series, veiled: Callable[[Any], Any]) -> list[Any]:
    """Return a column veiled; a text that stands in many rows is veiled once."""
    cells = column.to_numpy(object).tolist()
    texts = {text: veiled(text) for text in {cell for cell in cells if isinstance(cell, str)}}
    return [texts[cell] if isinstance(cell, str) else veiled(cell) for cell in cells]


def _texts(values: Iterable[Any]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, pd.DataFrame):
            yield from (str(name) for name in value.columns)
            for name in value.columns:
                if not pd.api.types.is_numeric_dtype(value[name]):
                    yield from _texts(value[name].to_numpy(object))
        elif isinstance(value, Mapping):
            yield from _texts([*value.keys(), *value.values()])
        elif isinstance(value, (list, tuple)):
            yield from _texts(value)
