"""A procedure that is drawn up, and where it is kept (规程编辑台)."""

from collections.abc import Callable
from dataclasses import dataclass

from rules.procedure import StepPlan

Steps = tuple[StepPlan, ...]
End = Callable[[bool], None]  # what stands below it; told whether something stops it


@dataclass(frozen=True)
class Desk:
    """What lies on it, and how it is kept with other steps (编辑台)."""

    name: str
    steps: Steps
    turn: str  # another one for every body that is kept: the inputs begin anew
    kept: str  # what is said when it is kept
    head: Callable[[], object]
    keep: Callable[[str, Steps], None]
