"""Where, when and what was picked: all of it stands in the address (看板状态)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import streamlit as st

from components import address, link
from components.language import _, chosen
from components.reading import read
from models.base import now
from models.place import Place, PlaceKind
from models.revision import Area
from rules.calendar import day_of
from rules.dashboard import Dashboard
from rules.metric import Grain, Period
from rules.permission import Visitor
from rules.refusal import Refused
from services import place as places
from services.dashboard import At
from services.dashboard.asking import PICKED, read_picked, write_picked
from services.dashboard.picked import told
from services.dashboard.words import period as period_name
from services.metric.asking import Value

LEVELS = (PlaceKind.DISTRICT, PlaceKind.STREET, PlaceKind.COMMUNITY, PlaceKind.COMPOUND)
_BACK = {Grain.YEAR: 3, Grain.HALF: 4, Grain.QUARTER: 6, Grain.MONTH: 12, Grain.WEEK: 12}
_INDENT = "\u2003"


@dataclass(frozen=True)
class Asked:
    """What is looked at, and by whom (看板查询)."""

    board: Dashboard
    visitor: Visitor
    at: At
    places: tuple[Place, ...]
    said: Mapping[str, str] = field(default_factory=dict)  # what was picked, in words
    is_draft: bool = False  # it has no address yet that a file could be fetched from


def asked(board: Dashboard, visitor: Visitor, *, timed: bool = True) -> Asked | None:
    """The two questions on top of the page; ``None`` while the house has no places.

    What has no time (``timed``) is asked for no stretch of it."""
    found = tuple(read((Area.PLACE,), "/", places.below, board.path, LEVELS))
    if not found:
        return None
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        here = _place(found, visitor)
        span = _period(board) if timed else Period.of(day_of(now()), board.span)
    today = day_of(now())
    said = read((Area.DEFINITION,), "/", told, board, picked(), chosen()) if picked() else {}
    only = tuple((name, value) for name, value in picked() if name in said)
    at = At(here.id or 0, here.path, here.kind, here.name, span, today, only)
    return Asked(board, visitor, at, found, said)


def _place(found: tuple[Place, ...], visitor: Visitor) -> Place:
    offered = {place.code: place for place in found}
    top = min(place.path.count("/") for place in found)
    code = st.selectbox(
        _("Place"),
        list(offered),
        format_func=lambda code: (
            _INDENT * (offered[code].path.count("/") - top) + offered[code].name
        ),
        key=address.key("place", offered, _nearest(found, visitor)),
        width=240,
    )
    return offered[address.keep("place", code, _nearest(found, visitor)) or found[0].code]


def _nearest(found: tuple[Place, ...], visitor: Visitor) -> str:
    """The smallest place that holds everything the visitor has to do with; else the whole."""
    mine = [held.path for held in visitor.held]
    around = [place for place in found if mine and all(p.startswith(place.path) for p in mine)]
    return max(around or found[:1], key=lambda place: place.path.count("/")).code


def _period(board: Dashboard) -> Period:
    today = day_of(now())
    spans = {span.key: span for span in _offered(board.span, today)}
    first = Period.of(today, board.span).key
    asked_for = link.asked("period")
    try:
        spans |= {asked_for: Period.read(asked_for)} if asked_for else {}
    except Refused:
        st.warning(_("The period in the address cannot be read; this is the present one."))
    key = st.selectbox(
        _("Time"),
        list(spans),
        format_func=lambda key: period_name(spans[key], chosen()),
        key=address.key("period", spans, first),
        width=180,
    )
    return spans[address.keep("period", key, first) or first]


def _offered(grain: Grain, today: date) -> list[Period]:
    """The present period and some before it, with the year around them."""
    this = Period.of(today, grain)
    found = [this.shifted(-n) for n in range(_BACK.get(grain, 12))]
    years = [Period.of(today, Grain.YEAR).shifted(-n) for n in range(2)]
    return [*found, *(year for year in years if year.grain is not grain)]


def narrowed(found: Asked) -> None:
    """What the pictures are narrowed to, each with the way back."""
    if not found.at.only:
        return
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.caption(_("Only"), width="content")
        for name, words in found.said.items():
            st.button(
                words,
                icon=":material/close:",
                key=f"nb_let_go_{name}",
                on_click=let_go,
                args=(name,),
            )


def picked() -> tuple[tuple[str, Value], ...]:
    """The values that were picked on the pictures, as the address says."""
    return read_picked(link.asked(PICKED))


def let_go(name: str) -> None:
    """Show all values of a dimension again."""
    _write({one: value for one, value in picked() if one != name})


def _write(values: dict[str, Value]) -> None:
    _ask({PICKED: write_picked(tuple(values.items()))})


def _ask(changed: Mapping[str, str]) -> None:
    """The address with some of it changed, in one step: going back undoes one tap."""
    query = {**st.query_params.to_dict(), **changed}
    st.query_params.from_dict({name: said for name, said in query.items() if said})


def follow(asked_: Asked, place_id: int, picked_: tuple[str, Value] | None, period: str) -> None:
    """What a tap on a picture asks for: one of its places, one of its kinds, one of its times."""
    found = next((place for place in asked_.places if place.id == place_id), None)
    changed = {"place": found.code} if found is not None else {}
    changed |= {"period": period} if period else {}
    if picked_ is not None:
        name, value = picked_
        held = {one: of for one, of in picked() if one != name}
        held |= {} if dict(picked()).get(name) == value else {name: value}
        changed[PICKED] = write_picked(tuple(held.items()))
    _ask(changed)
