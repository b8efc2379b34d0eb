"""Accounts to be posted and objections to be answered, for who posts and who watches (待公示)."""

from collections.abc import Iterator
from datetime import date

from components.disclosure import words
from components.home.item import Item
from components.language import _, n_
from components.reading import read
from models.revision import Area
from rules.disclosure.clock import ClockState
from rules.permission import GRANTED, Permission, Visitor
from services.disclosure.reading import Shelf, shelves

AREAS = (Area.LEDGER,)
MOST = 3  # compounds; the list has the rest


def waiting(visitor: Visitor, today: date) -> Iterator[Item]:
    """What the council has to post or answer; at the street, who is late."""
    for path, mine in sorted(_served(visitor).items()):
        found = [shelf for shelf in read(AREAS, path, shelves, path, today) if _waits(shelf, mine)]
        for shelf in found[:MOST]:
            yield _item(shelf)


def _served(visitor: Visitor) -> dict[str, bool]:
    """The paths of these duties, each once; whether it is his to post there."""
    served: dict[str, bool] = {}
    for held in visitor.held:
        granted = GRANTED[held.role]
        if Permission.PUBLISH_ACCOUNTS in granted:
            served[held.path] = True
        elif Permission.WITNESS in granted:
            served.setdefault(held.path, False)
    return served


def _waits(shelf: Shelf, mine: bool) -> bool:
    if mine:
        return shelf.pressing is not None or shelf.open_objections > 0
    return shelf.count(ClockState.LATE) > 0


def _item(shelf: Shelf) -> Item:
    told = [words.badge(shelf.pressing.clock)] if shelf.pressing else []
    if shelf.open_objections:
        asked = n_("{n} objection waits", "{n} objections wait", shelf.open_objections)
        told.append(f":orange-badge[{asked}]")
    title = _("{place}: accounts to post", place=shelf.place)
    if not shelf.pressing:
        title = _("{place}: objections to answer", place=shelf.place)
    line = f":small[{' '.join(told)}]"
    return Item("disclosures", 0, "receipt_long", title, line, shelf.code)
