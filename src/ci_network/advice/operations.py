"""The seventeen operations of a what-if, each a small frozen value with ``apply``, ``words`` and ``hours``."""

from typing import Final

from ci_network.advice.operation import Hours, Operation, apply_all
from ci_network.advice.operations_contact import AddTie, ConfirmTie, Convene, Delegate, SetFrequency
from ci_network.advice.operations_members import AddMember, EnlargeBackbone, RemoveMember, Seed
from ci_network.advice.operations_work import (
    AddActivity,
    AddCoLead,
    AdoptOutcome,
    JoinActivity,
    LinkActivities,
    MergeActivities,
    SetLead,
    ShareMeasure,
)

__all__ = [
    "OPERATIONS", "AddActivity", "AddCoLead", "AddMember", "AddTie", "AdoptOutcome", "ConfirmTie", "Convene",
    "Delegate", "EnlargeBackbone", "Hours", "JoinActivity", "LinkActivities", "MergeActivities", "Operation",
    "RemoveMember", "Seed", "SetFrequency", "SetLead", "ShareMeasure", "apply_all",
]  # fmt: skip

OPERATIONS: Final[tuple[type[Operation], ...]] = (
    AddTie, SetFrequency, ConfirmTie, AddMember, RemoveMember, JoinActivity, SetLead, AddCoLead, LinkActivities,
    MergeActivities, AdoptOutcome, AddActivity, ShareMeasure, Delegate, Convene, Seed, EnlargeBackbone,
)  # fmt: skip
