"""The list of what is posted; each leads to its paper (公示)."""

from datetime import datetime

import streamlit as st

from components import address, link, place
from components.format import clock, day
from components.language import _
from components.reading import read
from components.text import plain
from models.base import this_minute
from models.notice import NoticeKind
from models.revision import Area
from rules.notice import hangs, last_day
from rules.permission import Visitor
from services import notice as service
from services.notice import PAGE_ROWS, NoticeRow

AREAS = (Area.NOTICE,)


def show(visitor: Visitor) -> None:
    """Filters, the list, its pages."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        here = place.pick(visitor)
        kind = _kind()
    if here is None:
        st.info(_("No neighbourhood is set up here yet. An administrator adds places first."))
        return
    found = read(AREAS, here.path, service.notices, here.path, 1, kind)
    if not found.total:
        st.info(_("Nothing is posted. What is put to the vote and what comes of it hangs here."))
        return
    above, page = place.paged(found.total, PAGE_ROWS)
    if page > 1:
        found = read(AREAS, here.path, service.notices, here.path, page, kind)
    with above:
        rows(found.rows, this_minute())


def rows(found: tuple[NoticeRow, ...], moment: datetime) -> None:
    """Every notice in a frame of its own."""
    for row in found:
        with st.container(border=True, gap="xsmall"):
            st.markdown(line(row, moment, where=True))


def line(row: NoticeRow, moment: datetime, where: bool = False) -> str:
    """One notice as a paragraph with a link to its paper."""
    facts = [plain(row.place)] if where else []
    facts += [_("posted {moment}", moment=clock(row.posted_at)), _term(row, moment)]
    title = f"**[{plain(row.title)}]({paper(row.code)})**"
    return f":gray-badge[{kinds()[row.kind]}] {title}  \n:gray[{' · '.join(facts)}]"


def paper(code: str) -> str:
    """Where the paper of a notice is read."""
    return f"{link.origin()}/notice/{code}"


def kinds() -> dict[NoticeKind, str]:
    """What each kind of notice is called."""
    return {
        NoticeKind.MOTION: _("Notice of a vote"),
        NoticeKind.RESULT: _("Result of a vote"),
        NoticeKind.MEETING: _("Notice of a meeting"),
        NoticeKind.DECISION: _("Notice of a decision"),
        NoticeKind.ACCOUNTS: _("Accounts posted"),
        NoticeKind.SPENDING: _("What a spending came to"),
        NoticeKind.RANKING: _("Red and black list"),
    }


def _kind() -> NoticeKind | None:
    said = kinds()
    codes = [kind.value for kind in NoticeKind]
    code = st.pills(
        _("Kind of notice"),
        codes,
        format_func=lambda code: said[NoticeKind(code)],
        key=address.key("kind", codes),
        label_visibility="collapsed",
        wrap=True,
    )
    found = address.keep("kind", code)
    return NoticeKind(found) if found else None


def _term(row: NoticeRow, moment: datetime) -> str:
    last = day(last_day(row.posted_until))
    if hangs(row.posted_at, row.posted_until, moment):
        return _("hangs until {day}", day=last)
    return _("hung until {day}", day=last)
