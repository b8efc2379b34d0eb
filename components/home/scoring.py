"""Sheets that wait for whoever scores, questions that wait for an owner (评分和问卷待办)."""

from collections.abc import Iterator

from components.home.item import Item
from components.language import _, n_
from components.reading import read
from components.text import plain
from db.session import glance
from models.revision import Area
from rules.permission import Permission, Visitor
from services.scoring.reading import collecting, homes, unsigned

AREAS = (Area.RANKING, Area.FIRM, Area.MEMBER)


def waiting(visitor: Visitor) -> Iterator[Item]:
    """One line for all one's sheets of an edition, one for each home that has not answered."""
    if not read((Area.RANKING,), "/", collecting):
        return
    if visitor.may(Permission.SCORE):
        for title, count in read(AREAS, "/", unsigned, visitor):
            told = n_("{n} sheet to sign", "{n} sheets to sign", count)
            line = f":small[:orange-badge[{_('Sheets to fill in')}] :gray[{told}]]"
            yield Item("sheets", 0, "checklist", title, line)
    if visitor.may(Permission.ANSWER_SURVEY):
        with glance() as session:  # an answer moves no counter: thousands come in
            mine = homes(session, visitor.member_id or 0)
        for home in mine:
            if not home.answered:
                said = plain(f"{home.compound} {home.label}")
                line = f":small[:orange-badge[{_('Your answer is asked for')}] :gray[{said}]]"
                title = _("How satisfied are you with your property service?")
                yield Item("survey", 0, "thumbs_up_down", title, line)
