"""Forms that wait for a member, or for his home (待填表单)."""

from collections.abc import Iterator
from datetime import date

from components.form import words
from components.home.item import Item
from components.language import _
from components.reading import read
from models.revision import Area
from rules.form import Opening
from rules.permission import Visitor
from services.form import reading

AREAS = (Area.DEFINITION, Area.REGISTER, Area.MEMBER, Area.ROLL, Area.PLACE)


def waiting(visitor: Visitor, today: date) -> Iterator[Item]:
    """One line for each form that is open, for him, and not answered."""
    for told in read(AREAS, "/", reading.waiting, visitor, today):
        until = words.opening(told.form, Opening.OPEN)
        line = f":small[:orange-badge[{_('Fill in')}] :gray[{until}]]"
        yield Item("form", 0, "assignment", words.name(told.form), line, key=told.form.key)
