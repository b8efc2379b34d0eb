"""What somebody wants to see of a table: read from an address or from a saved view (列表要求)."""

from rules.table.wanted import (
    MOST_COLUMNS,
    NAMES,
    Wanted,
    asked_of,
    body_of,
    listed,
    read_body,
    read_wanted,
)

__all__ = [
    "MOST_COLUMNS",
    "NAMES",
    "Wanted",
    "asked_of",
    "body_of",
    "listed",
    "read_body",
    "read_wanted",
]
