"""What a rule of the catalogue is."""

from dataclasses import dataclass
from typing import Final

# Valente (2012): whom an action addresses. The first three take the network as it is, the last changes it.
FAMILIES: Final = ("individuals", "segmentation", "induction", "alteration")
# Rules that add ties to the backbone and rules that make its ties less needed never name the same members.
TO_BACKBONE, FROM_BACKBONE = "to the backbone", "from the backbone"


@dataclass(frozen=True)
class Rule:
    """One rule: what it answers, what to do about it, and what is known of it.

    Attributes
    ----------
    id
        Its number in the catalogue; it never changes. ``version`` does, when the wording or the working does.
    answers
        The gaps it answers: "G2/isolated" one kind, "G6" all; a name without a G, such as "star", is a state
        of the whole network.
    action, why
        What to do and why, in plain words; ``{names}`` in braces are filled in from the gap.
    change
        What it should change.
    watch
        When not to, or what to look out for.
    condition
        The condition of collective impact that it serves.
    phases
        The phases in which it helps most.
    family
        One of ``FAMILIES``.
    what_if
        The name of what works it out and, where it adds ties, simulates them.
    effort
        Hours it takes once, all sides together, beside the first month of any new contact.
    published, recalled
        Keys of the references behind it: read for this catalogue, and recalled without reading again. With
        neither, the rule is our own judgement.
    least_response
        The response rate under which the rule is not used.
    named_claim
        It says something of one member that only the coalition's own team should read.
    pulls
        ``TO_BACKBONE``, ``FROM_BACKBONE`` or neither.
    """

    id: int
    answers: tuple[str, ...]
    action: str
    why: str
    change: str
    watch: str
    condition: str
    phases: tuple[int, ...]
    family: str
    what_if: str
    effort: float
    published: tuple[str, ...] = ()
    recalled: tuple[str, ...] = ()
    least_response: float = 0.0
    named_claim: bool = False
    pulls: str = ""
    version: str = "1"

    @property
    def basis(self) -> str:
        """The keys of its references, joined by ``|``; "judgement" where it has none."""
        return "|".join((*self.published, *self.recalled)) or "judgement"

    def phase(self, declared: int | None) -> int:
        """Return the phase it serves: the coalition's own where it is one of the rule's, else the rule's nearest."""
        return min(self.phases, key=lambda phase: (abs(phase - (declared or self.phases[0])), phase))

    def answers_to(self, gap: str, kind: str) -> bool:
        """Return whether the rule answers a gap of this kind."""
        return gap in self.answers or f"{gap}/{kind}" in self.answers
