"""One line of what waits (待办事项)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    """One thing that waits: where it leads, and one line about it (待办事项)."""

    page: str
    id: int
    icon: str
    title: str
    line: str
    place: str = ""
    code: str = ""
    key: str = ""
