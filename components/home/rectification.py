"""What has to be put right soon, for who keeps the list and who reports on it (整治待办)."""

from collections.abc import Iterator
from datetime import date, timedelta

from components.home.item import Item
from components.language import _
from components.reading import read
from components.rectification import words
from components.text import plain
from models.revision import Area
from rules.permission import GRANTED, Permission, Visitor
from services.consequence.reading import due

AREAS = (Area.RANKING, Area.FIRM, Area.PLACE)
AHEAD = timedelta(days=14)
DUTIES = {Permission.RECTIFY, Permission.REPORT_WORK}


def waiting(visitor: Visitor, firm_ids: tuple[int, ...], today: date) -> Iterator[Item]:
    """What is late or falls due within two weeks, where the visitor has a part in it."""
    served = {held.path for held in visitor.held if GRANTED[held.role] & DUTIES}
    paths = tuple(sorted(path for path in served if not _covered(path, served)))
    if not paths and not firm_ids:
        return
    for row in read(AREAS, "/", due, paths, firm_ids, today + AHEAD):
        title = _("{place}: to be put right", place=row.compound)
        told = plain(f"{words.progress(row)} · {words.when(row, today)}")
        line = f":small[{words.marks(row, today)} :gray[{told}]]"
        yield Item("rectifications", row.id, "build", title, line)


def _covered(path: str, served: set[str]) -> bool:
    return any(path != other and path.startswith(other) for other in served)
