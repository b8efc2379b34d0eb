"""Whose books, which fund and which period a visitor looks at: kept in the address (看哪本账)."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from components import address, link
from components import place as picker
from components.language import _
from components.ledger import naming, words
from components.reading import read
from models.ledger import Fund
from models.place import Place, PlaceKind
from models.revision import Area
from rules.ledger.period import Span
from rules.ledger.position import funds_in_use
from rules.permission import Visitor
from services import place as places
from services.ledger.reading.standing import Standing, kept, standing


@dataclass(frozen=True)
class Asked:
    """What the whole page is about (所看账目)."""

    place: Place
    standing: Standing
    fund: Fund
    today: date

    @property
    def now(self) -> Span:
        """The period that runs today."""
        return self.standing.span(self.today)


def compound(visitor: Visitor) -> Place | None:
    """The compound picked; a link may lead to any, whoever looks."""
    offered = {p.code: p for p in picker.here(visitor) if p.kind is PlaceKind.COMPOUND}
    code = link.asked("place", 40)
    if code and code not in offered:
        linked = read((Area.PLACE,), "/", places.by_code, code)
        if linked is not None and linked.kind is PlaceKind.COMPOUND:
            offered[code] = linked
    if len(offered) <= 1:
        return next(iter(offered.values()), None)
    books = read((Area.LEDGER,), "/", kept)
    first = next((one for one in offered if one in books), next(iter(offered)))
    picked = st.selectbox(
        _("Compound"),
        list(offered),
        format_func=lambda code: offered[code].name,
        key=address.key("place", offered, first),
        label_visibility="collapsed",
        width=200,
    )
    return offered[address.keep("place", picked, first) or first]


def found(place: Place) -> Standing | None:
    """The books of a compound."""
    return read((Area.LEDGER,), place.path, standing, place.id or 0)


def fund(here: Standing) -> Fund:
    """Which money: public revenue unless another is picked."""
    offered = [one.value for one in funds_in_use(here.flows)]
    if len(offered) == 1:
        return Fund.REVENUE
    picked = st.segmented_control(
        _("Fund"),
        offered,
        format_func=lambda code: words.fund(Fund(code)),
        key=address.key("fund", offered, Fund.REVENUE.value),
        required=True,
        label_visibility="collapsed",
    )
    return Fund(address.keep("fund", picked, Fund.REVENUE.value) or Fund.REVENUE.value)


def period(here: Standing, otherwise: str) -> Span | None:
    """The period picked; ``None``, shown as ``otherwise``, while none is."""
    spans = {str(span.number): span for span in here.periods}
    offered = [str(span.number) for span in reversed(here.periods)]
    picked = st.selectbox(
        _("Period"),
        offered,
        index=None,
        format_func=lambda code: naming.period(spans[code], here.period_months),
        key=address.key("period", offered),
        placeholder=otherwise,
        label_visibility="collapsed",
        width=190,
    )
    return spans.get(address.keep("period", picked) or "")


def latest(here: Standing, today: date) -> Span:
    """The latest period in which money moved, so that no picture is empty."""
    last = here.last_busy()
    return next((span for span in here.periods if span.number == last), here.span(today))
