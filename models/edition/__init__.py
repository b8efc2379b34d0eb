"""One round of rating and how it walks to its red and black list (期次)."""

from models.edition.placing import Mark, Placing
from models.edition.round import (
    Computation,
    Edition,
    EditionAct,
    EditionActKind,
    EditionState,
    Entrant,
    EntrantKind,
)

__all__ = [
    "Computation",
    "Edition",
    "EditionAct",
    "EditionActKind",
    "EditionState",
    "Entrant",
    "EntrantKind",
    "Mark",
    "Placing",
]
