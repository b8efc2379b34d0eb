"""Filling in a form on any phone, with an account or without (填写表单)."""

from datetime import date

import streamlit as st

from components import asking, gate, link
from components.act import act
from components.asking.asked import Asked, forget
from components.form import results, sections, words
from components.form.where import Where, asked_where
from components.language import _
from components.reading import read
from components.text import plain
from db.session import glance
from models.base import now
from models.form import FormAnswer
from models.revision import Area
from rules.calendar import day_of
from rules.form import Form, Opening, Use, opening
from rules.permission import Visitor
from rules.refusal import Refused
from services.form import Given, answer_form, fingerprint, reading
from services.form.reading import Told

_XSRF = "_streamlit_xsrf"
LONGEST_KEY = 80


def page(visitor: Visitor) -> None:
    """The form that the address names: what it asks, or why it cannot be filled in now."""
    told = the_form(link.asked("key", LONGEST_KEY))
    if told is None:
        st.title(_("Form"))
        st.info(_("There is no such form."))
        link.to("forms", _("All the forms"), "assignment")
        return
    form = told.form
    st.title(plain(words.name(form)))
    if intro := words.intro(form):
        st.markdown(plain(intro))
    today = day_of(now())
    if not _is_open(form, today) or not _is_asked(told, visitor):
        results.public(form)
        return
    where = asked_where(told, visitor)
    if where is None:
        return
    key = f"{form.key}_{where.place.id}_{where.unit_id}"
    number = st.session_state.get(_done(key))
    before = _before(form, visitor, where)
    if number:
        _receipt(form, key, number)
    elif before is not None and not st.session_state.get(f"nb_form_again_{key}"):
        _answered(form, key, visitor, before)
    else:
        _fill(form, key, visitor, where, before)
        return
    results.public(form)


def the_form(key: str) -> Told | None:
    """The form that is called so; ``None`` where there is none."""
    try:
        return read((Area.DEFINITION,), "/", reading.told, key)
    except Refused:
        return None


def _is_open(form: Form, today: date) -> bool:
    state = opening(form, today)
    if form.use is Use.STEP:
        st.info(_("This form is filled in at a step of a topic."), icon=":material/steps:")
        return False
    if state is not Opening.OPEN:
        st.info(words.opening(form, state).capitalize(), icon=":material/event_busy:")
        return False
    return True


def _is_asked(told: Told, visitor: Visitor) -> bool:
    """Whether it is for this visitor; if not, what to do about it."""
    if told.form.use is not Use.PUBLIC and not visitor.signed_in:
        st.info(_("This form is for members. After signing in you come back here."))
        gate.ask_in()
        return False
    if not reading.is_for(told, visitor):
        st.info(_("This form is for those who live or serve there."), icon=":material/lock:")
        return False
    return True


def _before(form: Form, visitor: Visitor, where: Where) -> FormAnswer | None:
    if not visitor.signed_in:
        return None
    with glance() as session:
        return reading.given(session, visitor, form.key, where.place.id or 0, where.unit_id)


def _fill(form: Form, key: str, visitor: Visitor, where: Where, before: FormAnswer | None) -> None:
    given = dict(before.extra or {}) if before is not None else {}
    asked = sections.ask(form, key, visitor, where.place.path, given)
    st.space("small")
    if st.button(
        _("Send"), type="primary", icon=":material/send:", key="nb_form_send", width="stretch"
    ):
        _send(form, key, visitor, where, asked)
    if form.use is Use.PUBLIC:
        said = _("No account is needed, and nobody sees from which phone it came.")
        st.caption(f":material/visibility_off: {said}")


def _send(form: Form, key: str, visitor: Visitor, where: Where, asked: Asked) -> None:
    if not asked.sound():
        st.error(_("Something is missing above: look for the red lines."), icon=":material/error:")
        return
    given = Given(asked.values, where.place.id or 0, where.unit_id, _sender(form, visitor))
    row = act(_("Sent."), answer_form, visitor, form.key, given)
    if row is not None:
        forget(key)
        st.session_state.pop(f"nb_form_again_{key}", None)
        st.session_state[_done(key)] = row.id
        st.rerun()


def _receipt(form: Form, key: str, number: int) -> None:
    """What somebody keeps: that it arrived, and under which number."""
    with st.container(border=True):
        st.markdown(f"### :green[:material/check_circle:] {_('Filled in')}")
        st.markdown(_("Your number is **{n}**. Keep it if you want to ask about it.", n=number))
        if thanks := words.thanks(form):
            st.markdown(plain(thanks))
        if st.button(_("Fill in once more"), icon=":material/refresh:", key="nb_form_more"):
            del st.session_state[_done(key)]
            st.rerun()


def _answered(form: Form, key: str, visitor: Visitor, before: FormAnswer) -> None:
    with st.container(border=True):
        said = _("You have answered. Thank you. Your number is **{n}**.", n=before.id)
        st.markdown(f":green[:material/check_circle:] {said}")
        asking.show(form.columns, before.extra or {}, visitor)
        if form.changeable and st.button(
            _("Change the answer"), icon=":material/edit:", key="nb_form_change"
        ):
            st.session_state[f"nb_form_again_{key}"] = True
            st.rerun()


def _done(key: str) -> str:
    return f"nb_form_done_{key}"


def _sender(form: Form, visitor: Visitor) -> str:
    return "" if visitor.signed_in else fingerprint(form.key, address())


def address() -> str:
    """Where a stranger comes from; his browser, where that is this very machine."""
    return st.context.ip_address or st.context.cookies.get(_XSRF, "")
