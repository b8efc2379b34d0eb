"""Contracts that owe or run out, for who keeps them (合同提醒)."""

from collections.abc import Iterator
from datetime import date

from components.format import yuan
from components.home.item import Item
from components.language import _, n_
from components.reading import read
from models.revision import Area
from rules.permission import GRANTED, Permission, Visitor
from services.contract.reading import Sums, sums
from services.place import compound_of

AREAS = (Area.LEDGER,)


def waiting(visitor: Visitor, today: date) -> Iterator[Item]:
    """What should have come in, and what has to be renewed or ended in time."""
    kept = {held.path for held in visitor.held if Permission.KEEP_CONTRACT in GRANTED[held.role]}
    for path in sorted(kept):
        found = read(AREAS, path, sums, path, today)
        here = read((Area.PLACE,), path, compound_of, path)
        if here is not None and (found.late or found.expiring):
            title = _("{place}: contracts to look after", place=here.name)
            line = f":small[{' '.join(_badges(found))}]"
            yield Item("contracts", 0, "contract", title, line, here.code)


def _badges(found: Sums) -> Iterator[str]:
    if found.late:
        owed = _("{fen} should have come in and has not", fen=yuan(found.arrears_fen))
        yield f":red-badge[:material/error: {owed}]"
    if found.expiring:
        soon = n_("{n} contract runs out soon", "{n} contracts run out soon", found.expiring)
        yield f":orange-badge[:material/event: {soon}]"
