"""The forms of a place: to fill in, and to look after (表单列表)."""

from typing import Literal

import streamlit as st

from components import link, place
from components.dialog import opened
from components.form import results, words
from components.format import clock
from components.language import _, n_
from components.text import plain
from db.session import glance
from models.base import now
from rules.calendar import day_of
from rules.form import Opening, Use
from rules.permission import Permission, Visitor
from services.form import reading
from services.form.reading import Listed


def page(visitor: Visitor) -> None:
    """What waits for the visitor first, then every form he may use."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.title(_("Forms"))
        st.space("stretch")
        if visitor.may(Permission.CONFIGURE):
            words_ = _("Draw up a form")
            if st.button(words_, type="primary", icon=":material/add:", key="nb_form_new"):
                link.go("forming")
    today = day_of(now())
    with glance() as session:
        rows = reading.listed(session, visitor, today)
        mine = {one.form.key for one in reading.waiting(session, visitor, today)}
    if not rows:
        st.info(_("No form is open to you."), icon=":material/assignment:")
        return
    for row in sorted(rows, key=lambda row: (row.told.form.key not in mine, row.told.form.key)):
        _row(row, visitor, row.told.form.key in mine)


def _row(row: Listed, visitor: Visitor, waits: bool) -> None:
    form = row.told.form
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"**{plain(words.name(form))}**", width="content")
            if waits:
                st.badge(_("waits for you"), color="orange")
            st.badge(words.opening(form, row.opening), color=_colour(row.opening))
        st.caption(" · ".join(_facts(row)))
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            if row.opening is Opening.OPEN and form.use is not Use.STEP:
                link.to("form", _("Fill in"), "edit_note", key=form.key)
            if row.answers is not None:
                link.to("table", _("Answers"), "table", of=f"form:{form.key}")
            if row.answers and st.button(
                _("Summary of answers"),
                icon=":material/bar_chart:",
                type="tertiary",
                key=f"nb_sum_{form.key}",
            ):
                opened(words.name(form), results.full, form, visitor)
            _keeping(row, visitor)


def _keeping(row: Listed, visitor: Visitor) -> None:
    """What whoever draws up forms does with one, and the code for the wall."""
    form = row.told.form
    if row.configures:
        link.to("forming", _("Edit"), "edit", key=form.key)
    if visitor.may(Permission.CONFIGURE):
        link.to("forming", _("Copy"), "content_copy", copy=form.key)
    if form.use is not Use.STEP and row.answers is not None:
        at = next((p.code for p in place.here(visitor) if p.path.startswith(row.told.path)), "")
        address = f"/form-poster/{form.key}" + (f"?place={at}" if at else "")
        st.link_button(_("QR code"), address, type="tertiary", icon=":material/qr_code_2:")


def _facts(row: Listed) -> list[str]:
    form = row.told.form
    facts = [plain(row.place or _("Whole house")), words.use(form.use)]
    facts.append(_("version {n}", n=row.told.number) if row.told.number else _("as it ships"))
    if row.answers is not None:
        facts.append(n_("{n} answer", "{n} answers", row.answers))
    if row.last_at is not None:
        facts.append(_("the last {at}", at=clock(row.last_at)))
    return facts


def _colour(state: Opening) -> Literal["green", "gray"]:
    return "green" if state is Opening.OPEN else "gray"
