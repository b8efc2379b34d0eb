"""Every row in a line (列表): one table of Markdown, which on a phone is a list of cards.

It costs one element however many rows it has, prints, and a screen reader walks through it.
"""

import streamlit as st

from components import place
from components.language import _, n_
from components.reading import read
from components.table import bulk, views, words
from components.table.asked import AREAS, Asked
from components.text import plain
from rules.entity import Column, Entity, Kind
from services.table import listing
from services.table.listing import Page
from services.table.paging import ROWS

_STYLE = (
    ".st-key-nb_rows{overflow-x:auto}"
    ".st-key-nb_rows table{width:100%}"
    ".st-key-nb_rows td{vertical-align:top;border-left:0;border-right:0;overflow-wrap:anywhere}"
    ".st-key-nb_rows th{border-left:0;border-right:0;white-space:nowrap}"
    ".st-key-nb_rows td:nth-child(1){min-width:11rem}"
    "@media(max-width:639px){"
    ".st-key-nb_rows thead{position:absolute;left:-9999px}"
    ".st-key-nb_rows tr{display:block;padding:.5rem 0;border-bottom:1px solid #8884}"
    ".st-key-nb_rows td{display:block;padding:.05rem 0!important;border:0;"
    "text-align:left!important}"
    ".st-key-nb_rows td:empty{display:none!important}"
    ".st-key-nb_rows td:not(:first-child){display:inline-block;margin-right:.9em;font-size:.92rem}"
    ".st-key-nb_rows td:not(:first-child)::before{opacity:.65;margin-right:.5em}"
)
_NARROW = frozenset(
    {Kind.DATE, Kind.MOMENT, Kind.YES_NO, Kind.MONEY, Kind.AREA, Kind.NUMBER, Kind.CHOICE}
)


def show(asked: Asked) -> None:
    """How many rows fit, the rows of one page, the pages."""
    meant = place.page_meant()
    (total, more), page = _read(asked, meant)
    if not total:
        _empty(asked)
        return
    count = n_("{count} row", "{count} rows", total, count=f"{total:,}")
    if more:
        count = _("more than {n} rows", n=f"{total:,}")
    head = st.container(horizontal=True, vertical_alignment="center", gap="small")
    above, number = place.paged(total, ROWS)
    if number != meant:  # the address asks for a page that there is not
        _total, page = _read(asked, number)
    with head:
        st.caption(plain(count))
        views.keep(asked)
        bulk.offer(asked, page)
    with above:
        table(asked.entity, page)


def _read(asked: Asked, number: int) -> tuple[tuple[int, bool], Page]:
    told = asked.visitor, asked.wanted, number, asked.today
    return read(AREAS, "/", listing.opened_at, *told)


def _empty(asked: Asked) -> None:
    if asked.wanted.narrowed:
        st.info(_("No row fits. Take a filter away, or search for less."))
    elif asked.table.creatable:
        st.info(_("Nothing is here yet. Add the first row, or import a file."))
    else:
        st.info(_("Nothing is here yet, or nothing that you may read."))


def table(entity: Entity, page: Page, key: str = "nb_rows") -> None:
    """The rows with links to each of them."""
    others = tuple(one for one in page.columns if one.name != entity.title)
    style = f"{_STYLE.replace('nb_rows', key)}{_labels(others, key)}}}{_narrow(others, key)}"
    st.html(f"<style>{style}</style>")
    with st.container(key=key):
        st.markdown(written(entity, page))


def written(entity: Entity, page: Page) -> str:
    """The rows as a table of Markdown; the first cell is the way to the row."""
    others = [(at, one) for at, one in enumerate(page.columns) if one.name != entity.title]
    title = entity.by_name.get(entity.title)
    head = [words.column(title) if title else _("No.")]
    head += [words.column(one) for _at, one in others]
    lines = ["| " + " | ".join(words.cell(said) for said in head) + " |"]
    lines.append("|:---|" + "".join("---:|" if words.numeric(c) else ":---|" for _at, c in others))
    for row_id, name, row in zip(page.ids, page.titles, page.rows):
        called = words.cell(words.row(title, name, row_id, page.labels))
        cells = [f"[{called}](/row?of={entity.key}&id={row_id})"]
        cells += [words.cell(words.text(one, row[at], page.labels)) for at, one in others]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _narrow(columns: tuple[Column, ...], key: str) -> str:
    """Days and figures stand in one line, and words keep room to be read, however many columns
    there are: then the table scrolls sideways. On a phone each row is a card of its own."""
    told = "".join(
        f".st-key-{key} td:nth-child({at})"
        + ("{white-space:nowrap}" if one.kind in _NARROW else "{min-width:5.5rem}")
        for at, one in enumerate(columns, start=2)
    )
    return f"@media(min-width:640px){{{told}}}"


def _labels(columns: tuple[Column, ...], key: str) -> str:
    """On a phone each value says what it is: by the style sheet, so that it is sent once."""
    return "".join(
        f'.st-key-{key} td:nth-child({at})::before{{content:"{_quoted(words.column(one))}"}}'
        for at, one in enumerate(columns, start=2)
    )


def _quoted(said: str) -> str:
    """Words in a style sheet, letter by letter: none of them can end it."""
    return "".join(one if one.isalnum() else f"\\{ord(one):x} " for one in said)
