"""What the list of entries shows: fund, head, kind, words, order; kept in the address (筛选)."""

import streamlit as st

from components import address, link
from components import place as picker
from components.language import _
from components.ledger import asked as asking
from components.ledger import naming, words
from components.ledger.asked import Asked
from models.ledger import EntryKind
from rules.ledger.position import funds_in_use
from services.ledger.reading.listing import Order, Wanted

NAMES = ("fund", "head", "kind", "sort", "period")


def show(asked: Asked) -> Wanted:
    """Draw the filters; another choice begins at the first page again."""
    here = asked.standing
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        said = picker.words(_("Payer, payee, voucher or entry number, purpose"))
        span = asking.period(here, _("All periods"))
        head = _head(asked)
        kind = _kind()
        order = _order()
        if said or any(link.asked(name) for name in NAMES):
            icon = ":material/filter_alt_off:"
            st.button(
                _("All entries"), icon=icon, on_click=address.clear, args=NAMES, type="tertiary"
            )
    wanted = Wanted(
        book_id=here.book_id,
        fund=asked.fund if len(funds_in_use(here.flows)) > 1 else None,
        first_day=span.starts_on if span else None,
        last_day=span.ends_on if span else None,
        head=head,
        kind=kind,
        words=said,
        order=order,
    )
    address.begin_again(wanted)
    return wanted


def _head(asked: Asked) -> str:
    names = asked.standing.heads
    used = sorted({flow.head for flow in asked.standing.flows if flow.head})
    picked = st.selectbox(
        _("Category"),
        used,
        index=None,
        format_func=lambda code: naming.head(names, code),
        key=address.key("head", used),
        placeholder=_("All categories"),
        label_visibility="collapsed",
        width=190,
    )
    return address.keep("head", picked) or ""


def _kind() -> EntryKind | None:
    codes = [kind.value for kind in EntryKind]
    picked = st.selectbox(
        _("Kind"),
        codes,
        index=None,
        format_func=lambda code: words.kind(EntryKind(code)),
        key=address.key("kind", codes),
        placeholder=_("In and out"),
        label_visibility="collapsed",
        width=150,
    )
    found = address.keep("kind", picked)
    return EntryKind(found) if found else None


def _order() -> Order:
    codes = [order.value for order in Order]
    picked = st.selectbox(
        _("Order"),
        codes,
        format_func=lambda code: _(naming.ORDERS[Order(code)]),
        key=address.key("sort", codes, Order.NEWEST.value),
        label_visibility="collapsed",
        width=150,
    )
    return Order(address.keep("sort", picked, Order.NEWEST.value) or Order.NEWEST.value)
