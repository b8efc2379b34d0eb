"""How the compounds of the street compare, per household (同街道对比)."""

from datetime import date, timedelta

import streamlit as st

from components.format import day, yuan
from components.language import _
from components.ledger import pictures
from components.ledger.asked import Asked
from components.ledger.pictures import BLUE
from components.reading import read
from components.text import plain
from models.revision import Area
from services.ledger.reading.street import Neighbour, neighbours, street_of

YEAR = timedelta(days=365)
DRAWN = 20  # compounds in the picture; the table has all


def show(asked: Asked) -> None:
    """Income for each household over the last year, the highest first; then all figures."""
    street = read((Area.PLACE,), asked.place.path, street_of, asked.place.path)
    if street is None:
        return
    since = _first_day(asked)
    found = read((Area.LEDGER, Area.PLACE), street.path, neighbours, street.path, since)
    counted = [one for one in found if one.households]
    ordered = sorted(counted, key=lambda one: -(one.each(one.income_fen) or 0))
    question = _("What do the compounds of {street} earn for each household?", street=street.name)
    st.markdown(f"#### {plain(question)}")
    said = _("Public revenue since {day}, in yuan for each household", day=day(since, year=True))
    st.caption(plain(said))
    if len(found) == 1:
        st.info(_("This is the only compound of the street that keeps its books here so far."))
    if ordered:
        _picture(asked, ordered[:DRAWN], question)
    _table(asked, [*ordered, *(one for one in found if not one.households)])


def _first_day(asked: Asked) -> date:
    """The first day of the periods that began within a year of today: the running one and more."""
    begun = [span.starts_on for span in asked.standing.periods]
    return min((on for on in begun if on > asked.today - YEAR), default=asked.now.starts_on)


def _picture(asked: Asked, ordered: list[Neighbour], question: str) -> None:
    rows = []
    for one in ordered:
        fen = one.each(one.income_fen) or 0
        mark = "▸ " if one.place_id == asked.place.id else ""
        rows.append((f"{mark}{one.name}", fen, yuan(fen)))
    alt = f"{question} " + "; ".join(f"{name} {said}" for name, _fen, said in rows)
    st.vega_lite_chart(pictures.bars(tuple(rows), BLUE), width="stretch", alt=alt)


def _table(asked: Asked, found: list[Neighbour]) -> None:
    head = [_("Compound"), _("Income"), _("Spent, with costs"), _("Balance now")]
    lines = ["| " + " | ".join(head) + " |", "|:---|---:|---:|---:|"]
    for one in found:
        name = plain(one.name)
        mine = one.place_id == asked.place.id
        shown = f"**{name}**" if mine else f"[{name}](/ledger?place={one.code})"
        sums = [_each(one, fen) for fen in (one.income_fen, one.spent_fen, one.balance_fen)]
        homes = _("households not counted")
        if one.households:
            homes = _("{n} households", n=f"{one.households:,}")
        lines.append("| " + " | ".join([f"{shown} :small[:gray[{homes}]]", *sums]) + " |")
    st.caption(_("In yuan for each household"))
    st.markdown("\n".join(lines))


def _each(one: Neighbour, fen: int) -> str:
    each = one.each(fen)
    return "–" if each is None else plain(yuan(each).replace("¥\u00a0", ""))
