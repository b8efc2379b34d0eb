"""What share of the balance belongs to a home: by exclusive area, to the fen (我家份额)."""

import streamlit as st

from components.format import area, percent, yuan
from components.language import _, chosen
from components.ledger import head
from components.ledger.asked import Asked
from components.reading import read
from components.text import plain
from models.ledger import Fund
from models.revision import Area
from rules.ledger.position import position
from rules.permission import Visitor
from rules.share import share_of
from services.ledger.reading.share import Cut, Slice, cut
from services.wording import area as whole_area

CM2 = 10_000
LARGEST = 10_000.0  # square metres


def show(asked: Asked, visitor: Visitor) -> None:
    """The owner's own homes, and a field for any other."""
    now = asked.now.number
    balance = position(asked.standing.flows, Fund.REVENUE, now, now).closing_fen
    if balance <= 0:
        st.info(_("There is nothing to share at the moment."))
        return
    whole = read((Area.ROLL,), asked.place.path, cut, asked.standing.place_id, balance)
    if not whole.area_cm2:
        st.info(
            _("The roll of owners is not imported yet. Once it is, everybody finds his share here.")
        )
        return
    st.markdown(f"#### {_('What part of the balance is mine?')}")
    for label in head.own(asked, visitor):
        if part := whole.of(label):
            _told(whole, part.fen, part.area_cm2, part)
    _ask(whole)
    st.caption(
        _(
            "By the area of the exclusive parts, as Civil Code 283 has it where nothing else is "
            "agreed. All shares together are {sum}, to the fen. It is a share of what is there, "
            "not money that has been handed out: that takes a decision of the owners.",
            sum=plain(yuan(whole.total_fen)),
        )
    )


def _ask(whole: Cut) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        label = st.text_input(
            _("Unit number"), key="unit", bind="query-params", max_chars=40, width=180,
            placeholder=_("as on the deed, 3-2-501"),
        )  # fmt: skip
        metres = st.number_input(
            _("or its area in m²"), min_value=0.0, max_value=LARGEST, value=None, step=1.0,
            key="area", bind="query-params", width=180, placeholder="90.55",
        )  # fmt: skip
    if label and label.strip():
        part = whole.of(label)
        if part is None:
            st.warning(_("No unit of this compound has this number. Type its area instead."))
        else:
            _told(whole, part.fen, part.area_cm2, part)
    elif metres:
        area_cm2 = min(round(metres * 100) * 100, whole.area_cm2)
        _told(whole, share_of(whole.total_fen, area_cm2, whole.area_cm2), area_cm2, None)


def _told(whole: Cut, fen: int, area_cm2: int, part: Slice | None) -> None:
    name = part.label if part else _("A home of {area}", area=area(area_cm2))
    facts = {
        "area": area(area_cm2),
        "all": whole_area(chosen(), whole.area_cm2),  # to the last hundredth: it can be checked
        "share": percent(area_cm2, whole.area_cm2),
    }
    with st.container(border=True, gap="xxsmall"):
        st.markdown(f"{plain(name)}  \n### {plain(yuan(fen))}")
        st.caption(_("{area} of {all}: {share} of the balance", **facts))
