"""Owners asking together for an audit: how far it has come, and signing it (审计联名)."""

from datetime import date

import streamlit as st

from components.act import act_and_rerun
from components.dialog import opened
from components.format import area, clock, day
from components.language import _
from components.reading import read
from models.base import now
from models.revision import Area
from rules.calendar import day_of
from rules.permission import Permission, Visitor
from services.disclosure import petition as acts
from services.disclosure import sheet
from services.disclosure.sheet import PetitionSheet

AREAS = (Area.LEDGER,)


def panel(book_id: int, path: str, visitor: Visitor) -> None:
    """The last petition; the button where an owner may begin or sign one."""
    found = read(AREAS, path, sheet.petition, book_id)
    may = visitor.may(Permission.OBJECT, path)
    settles = visitor.may(Permission.PUBLISH_ACCOUNTS, path)
    if found is None and not may:
        return
    today = day_of(now())
    with st.container(border=True, gap="small"):
        st.subheader(_("Petition for an audit"))
        if found is not None:
            _progress(found, today)
        if found is not None and sheet.is_open(found, today):
            _sign(found, path, visitor, may)
        elif may and (found is None or found.outcome or not found.reached_at):
            _begin(book_id, visitor)
        if found is not None and settles and found.reached_at and not found.outcome:
            title = _("Record what came of it")
            if st.button(title, key="nb_settle", icon=":material/edit_note:"):
                opened(title, _settle, found.id, visitor)


def _progress(found: PetitionSheet, today: date) -> None:
    at = found.progress
    st.text(found.text)
    st.markdown(
        _(
            "{heads} of {needed} owners, {area} of {needed_area}",
            heads=at.heads,
            needed=at.needed_heads,
            area=area(at.area_cm2),
            needed_area=area(at.needed_area_cm2),
        )
    )
    st.progress(min(1.0, at.heads / at.needed_heads if at.needed_heads else 1.0))
    if found.reached_at:
        reached = _("Enough owners have signed: {moment}", moment=clock(found.reached_at))
        st.markdown(f":green[:material/check_circle: {reached}]")
        told = _("The owners' assembly now has an accounting firm look at the books.")
        st.caption(told)
    else:
        missing = _(
            "Still missing: {heads} owners and {area}, until {day}",
            heads=at.missing_heads,
            area=area(at.missing_area_cm2),
            day=day(found.closes_on, year=found.closes_on.year != today.year),
        )
        st.markdown(f":gray[{missing}]")
    if found.outcome:
        st.markdown(f"**{_('What came of it')}**")
        st.text(found.outcome)


def _sign(found: PetitionSheet, path: str, visitor: Visitor, may: bool) -> None:
    if not may or visitor.member_id is None:
        return
    if read(AREAS, path, sheet.has_signed, found.id, visitor.member_id):
        st.markdown(f":green[:material/done: {_('You have signed.')}]")
    elif st.button(_("Sign the petition"), key="nb_sign", icon=":material/draw:"):
        act_and_rerun(_("You have signed."), acts.sign_petition, visitor, found.id)


def _begin(book_id: int, visitor: Visitor) -> None:
    st.caption(_("A fifth of the owners with a fifth of the area can have the books audited."))
    title = _("Begin a petition for an audit")
    if st.button(title, key="nb_petition", icon=":material/groups:"):
        opened(title, _form, book_id, visitor)


def _form(book_id: int, visitor: Visitor) -> None:
    text = st.text_area(_("What should the auditors look at, and why?"), max_chars=acts.LONGEST)
    if st.button(_("Begin and sign"), type="primary", key="nb_begin"):
        done = _("The petition has begun.")
        act_and_rerun(done, acts.begin_petition, visitor, book_id, text)


def _settle(petition_id: int, visitor: Visitor) -> None:
    text = st.text_area(
        _("What did the owners' assembly and the auditors do?"), max_chars=acts.LONGEST
    )
    if st.button(_("Save"), type="primary", key="nb_outcome"):
        act_and_rerun(_("Saved."), acts.settle_petition, visitor, petition_id, text)
