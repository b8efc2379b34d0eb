"""What an edition waits for: the officers' next step, a firm's look at its results (评价待办)."""

from collections.abc import Iterator

from components.edition import words
from components.format import clock
from components.home.item import Item
from components.language import _
from components.reading import read
from components.text import plain
from models.base import this_minute
from models.edition import EditionState
from models.revision import Area
from rules.edition.next import Step, next_step
from rules.permission import GRANTED, Permission, Visitor
from services.edition.reading import UnderWay, under_way
from services.hearing.reading import previews

AREAS = (Area.RANKING, Area.FIRM)
DUTIES = {Permission.RUN_EDITION, Permission.DECIDE_EDITION}
OTHERS_TURN = {Step.LOOKING, Step.OBJECTING, Step.REVIEWING, Step.DONE, Step.CANCELLED}
NOT_YET = {EditionState.PREVIEW, EditionState.OBJECTION}


def waiting(visitor: Visitor, speaks: bool) -> Iterator[Item]:
    """For officers what is next; for who speaks for a firm its results while it may object."""
    paths = tuple(sorted({held.path for held in visitor.held if GRANTED[held.role] & DUTIES}))
    for one in read(AREAS, "/", under_way, paths) if paths else ():
        yield from _next(one, visitor)
    if speaks:
        yield from _mine(visitor)


def _next(one: UnderWay, visitor: Visitor) -> Iterator[Item]:
    comes = next_step(one.stand, this_minute(), one.terms)
    agreed = comes.step is Step.APPROVE and visitor.member_id in one.stand.approved_by
    if comes.step in OTHERS_TURN or agreed:
        return
    line = f":small[{words.state(one.edition)} :gray[{plain(words.next_step(comes))}]]"
    yield Item("edition", 0, "balance", one.edition.title, line, code=one.edition.code)


def _mine(visitor: Visitor) -> Iterator[Item]:
    for edition, firm in read(AREAS, "/", previews, visitor.member_id or 0):
        if edition.state in NOT_YET:
            until = edition.window_closes_at
            when = _("until {moment}", moment=clock(until)) if until is not None else ""
            told = " ".join(plain(part) for part in (firm.name, when) if part)
            line = f":small[:orange-badge[{_('Check your results')}] :gray[{told}]]"
            yield Item("preview", 0, "mark_email_unread", edition.title, line, code=edition.code)
