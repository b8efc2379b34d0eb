"""The form by which an edition is opened (开启期次)."""

from datetime import date, timedelta

import streamlit as st

from components import link
from components.act import act
from components.dialog import opened
from components.format import day
from components.language import _, either
from components.place import here
from components.reading import read
from models.base import now
from models.place import Place
from models.revision import Area
from rules.calendar import day_of
from rules.permission import Permission, Visitor
from services.edition.opening import RATING_PLACES, Opening, open_edition
from services.edition.reading import Choice, usable

JULY = 7


def button(visitor: Visitor) -> None:
    """For whoever runs editions: the way to a new one."""
    if not visitor.may(Permission.RUN_EDITION):
        return
    title = _("Open an edition")
    if st.button(title, type="primary", icon=":material/add:", key="nb_main"):
        opened(title, form, visitor)


def form(visitor: Visitor) -> None:
    """The street, the time, the method; who serves whom is frozen as of today."""
    places = {
        place.id or 0: place
        for place in here(visitor)
        if place.kind in RATING_PLACES and visitor.may(Permission.RUN_EDITION, place.path)
    }
    if not places:
        st.info(_("An edition is opened for a street or a district."))
        return
    where = st.selectbox(
        _("Street"), list(places), format_func=lambda key: places[key].name, key="nb_where"
    )
    place = places[where or next(iter(places))]
    choices = {one.version_id: one for one in read((Area.FIRM,), "/", usable, place.path)}
    if not choices:
        st.info(_("No method is published yet."))
        link.to("methods", _("Methods of rating"), "balance")
        return
    begins, ends = _half()
    left, right = st.columns(2)
    with left:
        first = st.date_input(_("From"), begins, key="nb_begins", format="YYYY-MM-DD")
    with right:
        last = st.date_input(_("Until"), ends, key="nb_ends", format="YYYY-MM-DD")
    title = st.text_input(_("Title"), _title(place, begins), max_chars=80, key="nb_title")
    version = st.selectbox(
        _("Method"), list(choices), format_func=lambda key: _named(choices[key]), key="nb_method"
    )
    st.caption(
        _("Firms and contracts are frozen as of {day}. The seed is shown at once.", day=_today())
    )
    if st.button(_("Open an edition"), type="primary", key="nb_confirm"):
        given = Opening(title or "", first or begins, last or ends, version or 0)
        made = act(_("The edition is open."), open_edition, visitor, place.id or 0, given)
        if made is not None:
            link.go("edition", code=made.code)


def _half() -> tuple[date, date]:
    """The half-year that ended last."""
    today = day_of(now())
    if today.month >= JULY:
        return date(today.year, 1, 1), date(today.year, 6, 30)
    last = date(today.year, 1, 1) - timedelta(days=1)
    return date(last.year, 7, 1), last


def _title(place: Place, begins: date) -> str:
    half = _("first half") if begins.month < JULY else _("second half")
    return _("{place}, {half} of {year}", place=place.name, half=half, year=begins.year)


def _named(one: Choice) -> str:
    name = either(one.name, one.name_en)
    return _("{name}, version {n}", name=name, n=one.number)


def _today() -> str:
    return day(day_of(now()), year=True)
