"""What is wrong with one cell or one row of a file (导入问题)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

LONGEST_VALUE = 60  # signs of a cell that are repeated to whoever wrote them


@dataclass(frozen=True)
class Problem:
    """One thing that keeps a row out: where it stands, and what to do about it (问题)."""

    row: int  # as the file shows it
    column: str  # the heading; empty: the row as a whole
    code: str
    sentence: str
    value: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


def quoted(cell: Any) -> str:
    """A cell as it is repeated: short, and on one line."""
    text = " ".join(str("" if cell is None else cell).split())
    return text if len(text) <= LONGEST_VALUE else text[:LONGEST_VALUE] + "…"
