"""What a rule of the catalogue is."""

from dataclasses import dataclass
from typing import Final

# Valente (2012): whom an action addresses. The first three take the network as it is, the last changes it.
FAMILIES: Final = ("individuals", "segmentation", "induction", "alteration")
# How the basis of a rule is marked.
PUBLISHED, RECALLED, JUDGEMENT = "published", "recalled", "judgement"


@dataclass(frozen=True)
class Rule:
    """One rule: what it answers, what to do about it, and what is known of it.

    Attributes
    ----------
    id
        Its number in the catalogue; it never changes. ``version`` does, when the wording or the working does.
    answers
        The gaps it answers: "G2/isolated" one kind, "G6" all; a name without a G, such as "star", is a state
        of the whole network. ``trigger`` says the same in words.
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
    proposer
        The name of the function that works out whom it names, and what would change.
    what_if
        In words: what is simulated and what it should move; or that nothing is, and why.
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
        Which ways it pulls, of those in ``conflicts.py``; ways that are opposed do not meet in one plan.
    """

    id: int
    answers: tuple[str, ...]
    trigger: str
    action: str
    why: str
    change: str
    watch: str
    condition: str
    phases: tuple[int, ...]
    family: str
    proposer: str
    what_if: str
    effort: float
    published: tuple[str, ...] = ()
    recalled: tuple[str, ...] = ()
    least_response: float = 0.0
    named_claim: bool = False
    pulls: tuple[str, ...] = ()
    version: str = "1"

    @property
    def basis(self) -> str:
        """The keys of its references, joined by ``|``; "judgement" where it has none."""
        return "|".join((*self.published, *self.recalled)) or JUDGEMENT

    @property
    def tagged_basis(self) -> str:
        """The keys of its references, each with what is known of it; "our judgement" where it has none."""
        tagged = [f"{key} ({PUBLISHED})" for key in self.published] + [f"{key} ({RECALLED})" for key in self.recalled]
        return ", ".join(tagged) or f"our {JUDGEMENT}"

    def phase(self, declared: int | None) -> int:
        """Return the phase it serves: the coalition's own where it is one of the rule's, else the rule's nearest."""
        return min(self.phases, key=lambda phase: (abs(phase - (declared or self.phases[0])), phase))

    def answers_to(self, gap: str, kind: str) -> bool:
        """Return whether the rule answers a gap of this kind."""
        return gap in self.answers or f"{gap}/{kind}" in self.answers
