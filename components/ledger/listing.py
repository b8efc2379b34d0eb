"""Every entry in a line, with its decision and its vouchers (逐笔明细).

One table of Markdown: it costs one element however many rows it has, reads well on a phone,
prints, and a screen reader can walk through it.
"""

from collections.abc import Iterable

import streamlit as st

from components import place as picker
from components.format import day, yuan
from components.language import _, n_
from components.ledger import download, filters, naming, words
from components.ledger.asked import Asked
from components.reading import read
from components.text import plain
from models.ledger import Fund
from models.revision import Area
from rules.ledger.position import funds_in_use
from services.ledger.reading import listing, row
from services.ledger.reading.listing import LATEST, MOST, ROWS, Found, Wanted
from services.ledger.reading.row import Row

AREAS = (Area.LEDGER,)
LATELY = 6  # entries on the first view
_STYLE = (
    "<style>.st-key-nb_entries table{width:100%}"
    ".st-key-nb_entries td{vertical-align:top;border-left:0;border-right:0}"
    ".st-key-nb_entries th{border-left:0;border-right:0}"
    ".st-key-nb_entries td:nth-child(1){min-width:4.4rem}"
    ".st-key-nb_entries td:nth-child(3){white-space:nowrap;font-variant-numeric:tabular-nums}"
    ".st-key-nb_entries td:nth-child(2){width:100%;overflow-wrap:anywhere}"
    ".st-key-nb_entries td a{display:block}"
    "@media(max-width:639px){.st-key-nb_entries td,.st-key-nb_entries th"
    "{padding:.4rem .25rem;font-size:.92rem}}"
    "</style>"
)


def show(asked: Asked) -> None:
    """Filters, what they leave, the rows of one page, the pages."""
    wanted = filters.show(asked)
    path = asked.place.path
    found = read(AREAS, path, listing.found, wanted)
    if not found.total:
        _empty(wanted)
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        _summary(asked, wanted, found)
        st.space("stretch")
        download.show(asked.standing.code, asked.standing.entry_count)
    above, page = picker.paged(found.total, ROWS)
    with above:
        _rows(asked, read(AREAS, path, row.rows, _page(path, wanted, found, page)), wanted.fund)


def _page(path: str, wanted: Wanted, found: Found, number: int) -> tuple[int, ...]:
    if found.ids is not None:
        return found.page(number)
    return read(AREAS, path, listing.walked, wanted, number, found.total)


def lately(asked: Asked) -> None:
    """The newest few, under the pictures."""
    several = len(funds_in_use(asked.standing.flows)) > 1
    wanted = Wanted(asked.standing.book_id, fund=asked.fund if several else None)
    found = read(AREAS, asked.place.path, listing.found, wanted)
    if found.total:
        ids = _page(asked.place.path, wanted, found, 1)[:LATELY]
        st.markdown(f"#### {_('What happened last?')}")
        _rows(asked, read(AREAS, asked.place.path, row.rows, ids), asked.fund)


def _empty(wanted: Wanted) -> None:
    if wanted.narrowed:
        st.info(_("Nothing matches. Take a filter away, or search for less."))
    else:
        st.info(_("The book is open, and nothing is posted yet. Each entry will stand here."))


def _summary(asked: Asked, wanted: Wanted, found: Found) -> None:
    """How many, and what they come to, where that can be added up at once."""
    count = n_("{count} entry", "{count} entries", found.total, count=f"{found.total:,}")
    if found.more:
        count = _("more than {n} entries: narrow the search to see them all", n=f"{MOST:,}")
    parts = [count]
    if found.sums is not None:
        parts.append(_("came in {sum}", sum=yuan(found.sums[0])))
        parts.append(_("went out {sum}", sum=yuan(found.sums[1])))
    if wanted.words and asked.standing.entry_count > LATEST:
        parts.append(_("purposes are searched in the latest {n} entries", n=f"{LATEST:,}"))
    st.caption(plain(" · ".join(parts)))


def _rows(asked: Asked, rows: Iterable[Row], fund: Fund | None) -> None:
    head = [_("Day"), _("What for, and with whom"), _("Amount")]
    lines = ["| " + " | ".join(head) + " |", "|:---|:---|---:|"]
    lines += [_line(asked, one, fund) for one in rows]
    st.html(_STYLE)
    with st.container(key="nb_entries"):
        st.markdown("\n".join(lines))


def _line(asked: Asked, one: Row, fund: Fund | None) -> str:
    short, on = day(one.day), day(one.day, year=one.day.year != asked.today.year)
    on = on.replace(short, short.replace(" ", "\u00a0"))  # the year may go on a line of its own
    title = f"[{_cell(one.purpose)}](/entry?id={one.id})"
    return f"| {on} | {title} {_small(asked, one)} {marks(one)} | {amount(one, fund)} |"


def _small(asked: Asked, one: Row) -> str:
    about = naming.head(asked.standing.heads, one.head) if one.head else words.kind(one.kind)
    number = _("No. {n}", n=one.number)
    facts = filter(None, [one.party, about, number, one.document])
    return f":small[:gray[{_cell(' · '.join(facts))}]]"


def amount(one: Row, fund: Fund | None) -> str:
    """In blue with a plus, out in ochre with a minus; what only moved has neither."""
    fen = one.effect(fund)
    if not fen:
        moved = max((abs(part) for _fund, part in one.moved), default=one.amount_fen)
        return f":gray[{plain(yuan(moved or one.amount_fen))}]"
    colour = "blue" if fen > 0 else "orange"
    return f":{colour}[{'+' if fen > 0 else ''}{plain(yuan(fen))}]"


def marks(one: Row) -> str:
    """What proves it and what allowed it; a word beside each sign."""
    found = []
    if one.reverses:
        found.append(f":red-badge[{_('Reverses no. {n}', n=one.reverses[1])}]")
    if one.reversed_by:
        found.append(f":gray-badge[{_('Reversed by no. {n}', n=one.reversed_by[1])}]")
    if one.vouchers:
        papers = n_("{count} voucher", "{count} vouchers", one.vouchers, count=one.vouchers)
        found.append(f":small[:green[:material/receipt: {papers}]]")
    elif one.bare:
        said = _("No voucher: reason given") if one.excuse else _("No voucher")
        colour = "gray" if one.excuse else "orange"
        found.append(f":{colour}-badge[:material/receipt_long_off: {said}]")
    if one.decision:
        name = _cell(one.decision.name)
        found.append(f":small[:gray[:material/how_to_vote: {_('Decided')}: {name}]]")
    elif one.contract:
        found.append(f":small[:gray[:material/contract: {_cell(one.contract.name)}]]")
    return " ".join(found)


def _cell(text: str) -> str:
    """Text from people in one cell of one line."""
    return plain(" ".join(text.split()))
