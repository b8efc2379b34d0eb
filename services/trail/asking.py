"""Which lines somebody asks for, read from an address (筛选条件)."""

from collections.abc import Mapping
from datetime import date, timedelta

from sqlmodel import Session, select

from models.place import Place
from rules.calendar import day_begins
from rules.permission import Visitor
from rules.trail import WORDS
from services.trail.reading import Wanted, must_reach, reach

NAMES = ("place", "code", "who", "about", "from", "to")


def wanted(session: Session, here: Visitor, asked: Mapping[str, str]) -> Wanted:
    """The filters that ``asked`` names; what cannot be read is left out.

    Raises ``Refused`` for a place beyond the visitor's own, or when he has none.
    """
    place = session.exec(select(Place).where(Place.code == asked.get("place", ""))).first()
    paths = reach(here)
    path = place.path if place is not None else min(paths, key=len, default="/")
    must_reach(here, path)
    since, until = read_day(asked.get("from", "")), read_day(asked.get("to", ""))
    code = asked.get("code", "")
    return Wanted(
        path=path,
        code=code if code in WORDS else "",
        who=asked.get("who", "").strip(),
        about=asked.get("about", "").strip(),
        since=day_begins(since) if since else None,
        until=day_begins(until + timedelta(days=1)) if until else None,
    )


def read_day(text: str) -> date | None:
    """A day in an address: 2026-06-10."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
