"""Where our money goes: the answer, the pictures, every line, my share, the street (账目)."""

import streamlit as st

from components import address, link
from components.format import day
from components.language import _
from components.ledger import asked as asking
from components.ledger import head, listing, mine, overview, street
from components.ledger.asked import Asked
from components.text import plain
from models.base import now
from models.place import Place
from rules.calendar import day_of
from rules.permission import Permission, Visitor
from rules.refusal import N_

OVERVIEW, LINES, MINE, STREET = "overview", "lines", "mine", "street"
VIEWS = {
    OVERVIEW: N_("At a glance"),
    LINES: N_("Every entry"),
    MINE: N_("My share"),
    STREET: N_("The street"),
}


def show(visitor: Visitor) -> None:
    """The whole page; what it shows is in its address."""
    code = link.asked("place", 40)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.title(_("Accounts of the compound"))
        st.space("stretch")
        place = asking.compound(visitor)
    if place is not None and code not in ("", place.code):
        lost = _(
            "There is no compound at this address. These are the books of {name}.", name=place.name
        )
        st.warning(plain(lost))
    if place is None:
        st.info(_("No compound is set up here yet. An administrator adds places first."))
        return
    here = asking.found(place)
    if here is None:
        _no_book(place, visitor)
        return
    today = day_of(now())
    told = Asked(place, here, asking.fund(here), today)
    head.show(told, visitor)
    _view(told, visitor)


def _no_book(place: Place, visitor: Visitor) -> None:
    name = plain(place.name)
    st.info(_("{name} does not keep its books here yet.", name=name), icon=":material/menu_book:")
    if visitor.may(Permission.OPEN_BOOK, place.path):
        st.markdown(_("Open the book, sign its opening balance, and post the first entry."))
        link.main("bookkeeping", _("Open the book"), "menu_book")
        return
    st.markdown(
        _(
            "Public revenue belongs to all owners, and the law wants its accounts posted. Raise it "
            "with your neighbours, and the committee can begin."
        )
    )
    link.to("propose", _("Raise it"), "add_circle")


def _view(told: Asked, visitor: Visitor) -> None:
    picked = st.segmented_control(
        _("View"),
        list(VIEWS),
        format_func=lambda code: _(VIEWS[code]),
        key=address.key("view", VIEWS, OVERVIEW),
        required=True,
        label_visibility="collapsed",
        width="stretch",
    )
    match address.keep("view", picked, OVERVIEW):
        case "lines":
            listing.show(told)
        case "mine":
            mine.show(told, visitor)
        case "street":
            street.show(told)
        case _:
            overview.show(told)
            listing.lately(told)
    _foot(told)


def _foot(told: Asked) -> None:
    """How far the books are closed, and where what was posted stands."""
    here = told.standing
    closed = [span for span in here.periods if span.number in here.closed]
    parts = [_("Books kept since {day}", day=day(here.opened_on, year=True))]
    if closed:
        parts.append(_("closed to {day}", day=day(closed[-1].ends_on, year=True)))
    parts.append(_("{n} entries, none of which can be changed", n=f"{here.entry_count:,}"))
    st.caption(plain(" · ".join(parts)))
    link.to("disclosures", _("Accounts posted"), "receipt_long", place=told.place.code)
