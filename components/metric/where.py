"""Which place is looked at (地方): it stands in the address."""

import streamlit as st

from components import address
from components.language import _
from components.reading import read
from models.base import now
from models.place import Place, PlaceKind
from models.revision import Area
from rules.calendar import day_of
from rules.metric import Grain, Period
from rules.permission import Visitor
from services import place as places
from services.dashboard import At

LEVELS = (PlaceKind.DISTRICT, PlaceKind.STREET, PlaceKind.COMMUNITY, PlaceKind.COMPOUND)
_INDENT = "\u2003"


def place(visitor: Visitor, path: str = "/") -> Place | None:
    """The place that was picked; at first the smallest that holds all of the visitor's."""
    found = tuple(read((Area.PLACE,), "/", places.below, path, LEVELS))
    if not found:
        return None
    offered = {one.code: one for one in found}
    top = min(one.path.count("/") for one in found)
    first = nearest(found, visitor).code
    code = st.selectbox(
        _("Place"),
        list(offered),
        format_func=lambda code: (
            _INDENT * (offered[code].path.count("/") - top) + offered[code].name
        ),
        key=address.key("place", offered, first),
        width=240,
    )
    return offered[address.keep("place", code, first) or first]


def nearest(found: tuple[Place, ...], visitor: Visitor) -> Place:
    """The smallest place that holds everything the visitor has to do with; else the whole."""
    mine = [held.path for held in visitor.held]
    around = [one for one in found if mine and all(path.startswith(one.path) for path in mine)]
    return max(around or found[:1], key=lambda one: one.path.count("/"))


def this_year(here: Place) -> At:
    """What a picture of the present year is asked for."""
    today = day_of(now())
    span = Period.of(today, Grain.YEAR)
    return At(here.id or 0, here.path, here.kind, here.name, span, today)
