"""A row on paper (打印): which layouts there are, and what stands on the sheet."""

from services.layout.framing import framed
from services.layout.leading import Leading, leading
from services.layout.sheet import NO_ROW, Offered, body_of, layouts, paper

__all__ = [
    "NO_ROW",
    "Leading",
    "Offered",
    "body_of",
    "framed",
    "layouts",
    "leading",
    "paper",
]
