"""What has to be put right in a street, or one of them (专项整治)."""

import streamlit as st

from components import address, link, place
from components.dialog import opened
from components.firm import where
from components.language import _, n_
from components.reading import read
from components.rectification import detail, form, words
from components.text import plain
from models.base import now
from models.place import Place
from models.revision import Area
from rules.calendar import day_of
from rules.permission import Permission, Visitor
from services.consequence import reading
from services.consequence.reading import PAGE_ROWS, Row, Show, Sums

AREAS = (Area.RANKING, Area.FIRM, Area.PLACE)


def show(visitor: Visitor) -> None:
    """Who is late stands first."""
    if number := link.asked_id():
        detail.show(number, visitor)
        return
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.title(_("Rectification"))
        st.space("stretch")
        here = where.pick(visitor)
    if here is None:
        st.info(_("No neighbourhood is set up here yet. An administrator adds places first."))
        return
    today = day_of(now())
    sums = read(AREAS, here.path, reading.sums, here.path, today)
    _answer(sums)
    if visitor.may(Permission.RECTIFY, here.path):
        _keep(here, visitor)
    if sums == Sums():
        _empty()
        return
    shown = _filter(sums)
    number = {
        Show.OPEN: sums.open,
        Show.LATE: sums.late,
        Show.DONE: sums.done,
        Show.DROPPED: sums.dropped,
    }[shown]
    if not number:
        st.info(_("Nothing stands here."))
        return
    above, page = place.paged(number, PAGE_ROWS)
    rows = read(AREAS, here.path, reading.rectifications, here.path, shown, today, page)
    with above, st.grid("auto", min_column_width=320, gap="small"):
        for row in rows:
            _card(row)


def _answer(sums: Sums) -> None:
    if sums.late:
        told = n_(
            "{n} compound is overdue, of {all} being put right.",
            "{n} compounds are overdue, of {all} being put right.",
            sums.late,
            all=sums.open,
        )
        st.markdown(f"### :red[:material/alarm: {told}]")
    elif sums.open:
        told = n_(
            "{n} compound is being put right, none is overdue.",
            "{n} compounds are being put right, none is overdue.",
            sums.open,
        )
        st.markdown(f"### {told}")


def _empty() -> None:
    st.info(
        _(
            "No compound stands on the list. Those with the most hotline cases of an edition, and "
            "others with a cause, will stand here with tasks, dates and what came of it."
        )
    )


def _keep(here: Place, visitor: Visitor) -> None:
    """The acts of whoever keeps the list."""
    with st.container(horizontal=True, gap="small"):
        title = _("List by hotline cases")
        if st.button(title, type="primary", icon=":material/format_list_numbered:"):
            opened(title, form.worst, here, visitor)
        title = _("List one compound")
        if st.button(title, icon=":material/add:"):
            opened(title, form.by_hand, here, visitor)


def _filter(sums: Sums) -> Show:
    counts = {
        Show.OPEN: sums.open,
        Show.LATE: sums.late,
        Show.DONE: sums.done,
        Show.DROPPED: sums.dropped,
    }
    codes = [each.value for each in Show if counts[each] or each is Show.OPEN]
    picked = st.pills(
        _("Which ones"),
        codes,
        format_func=lambda code: f"{words.show(Show(code))} {counts[Show(code)]}",
        key=address.key("show", codes, Show.OPEN.value),
        required=True,
        label_visibility="collapsed",
    )
    return Show(address.keep("show", picked, Show.OPEN.value) or Show.OPEN.value)


def _card(row: Row) -> None:
    """Which compound, why, what is missing, by when."""
    today = day_of(now())
    with st.container(border=True, gap="xsmall"):
        st.button(
            f"**{plain(row.compound)}**",
            key=f"nb_rectification_{row.id}",
            type="tertiary",
            on_click=detail.goto,
            args=(row.id,),
        )
        facts = [words.cause(row), row.firm]
        told = plain(" · ".join(fact for fact in facts if fact))
        st.markdown(f"{words.marks(row, today)} {told}")
        more = [words.progress(row), words.when(row, today)]
        st.markdown(f":gray[{plain(' · '.join(more))}]")
