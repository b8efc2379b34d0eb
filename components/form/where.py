"""Where an answer is about, and for which home it is given (填报地点)."""

from dataclasses import dataclass

import streamlit as st

from components import address
from components.language import _
from components.reading import read
from components.text import plain
from db.session import glance
from models.place import Place
from models.revision import Area
from rules.form import OncePer
from rules.permission import Visitor
from services.form import reading
from services.form.reading import Home, Told

AREAS = (Area.DEFINITION, Area.PLACE)


@dataclass(frozen=True)
class Where:
    """The place of an answer, and the home where the form counts homes (填报地点)."""

    place: Place
    unit_id: int = 0


def asked_where(told: Told, visitor: Visitor) -> Where | None:
    """Where the address or the visitor says it is; ``None``, and a word, where that is nowhere."""
    held = tuple(sorted({h.path for h in visitor.held}))
    offered = read(AREAS, "/", reading.places, told.form.key, held)
    if not offered:
        st.info(_("This form is for those who live or serve there."), icon=":material/lock:")
        return None
    if told.form.once_per is OncePer.UNIT:
        return _home(told, visitor, offered)
    place = _place(offered, first=offered[0].code if visitor.signed_in else None)
    if place is None:
        st.caption(_("Say first which place it is about: the questions follow."))
        return None
    return Where(place)


def _place(offered: list[Place], first: str | None) -> Place | None:
    """The place that is picked. Nobody knows where a stranger lives: nothing is picked for him,
    or half of all answers would be about the first compound of the list."""
    by_code = {place.code: place for place in offered}
    if len(offered) == 1:
        return offered[0]
    code = st.selectbox(
        _("Which place is it about"),
        list(by_code),
        index=0 if first else None,
        placeholder=_("Choose"),
        format_func=lambda code: by_code[code].name,
        key=address.key("place", by_code, first),
    )
    return by_code.get(address.keep("place", code, first) or first or "")


def _home(told: Told, visitor: Visitor, offered: list[Place]) -> Where | None:
    """The home that one answers for; its compound is where the answer belongs."""
    with glance() as session:
        homes = reading.homes(session, visitor, told.path)
    if not homes:
        st.info(
            _("Each home answers once, and your account is not tied to a home here."),
            icon=":material/home:",
        )
        return None
    home = homes[0] if len(homes) == 1 else _pick(homes)
    if len(homes) == 1:
        st.caption(_("You answer for {home}, once.", home=plain(home.label)))
    around = [place for place in offered if home.path.startswith(place.path)]
    if not around:
        return None
    return Where(max(around, key=lambda place: len(place.path)), home.id)


def _pick(homes: list[Home]) -> Home:
    labels = {home.id: home.label for home in homes}
    picked = st.selectbox(
        _("Which home do you answer for"),
        list(labels),
        format_func=labels.__getitem__,
        key="nb_form_home",
    )
    return next((home for home in homes if home.id == picked), homes[0])
