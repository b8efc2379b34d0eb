"""What each column holds: guessed from its header, for a human to confirm (列的对应)."""

import streamlit as st

from components import label
from components.language import _
from models.roll import AreaSource
from rules.roll import column as known
from rules.roll.cell import written
from rules.roll.column import Column
from rules.roll.row import Layout, letter
from services.roll.sheet import Sheet

SAMPLES = 3
NEEDED = (Column.LABEL, Column.ROOM)


def sheet(sheets: list[Sheet]) -> Sheet:
    """The sheet to read; asked only where the workbook has several."""
    if len(sheets) == 1:
        return sheets[0]
    number = st.selectbox(
        _("Sheet"), range(len(sheets)), format_func=lambda i: sheets[i].name, key="nb_roll_sheet"
    )
    return sheets[number]


def ask(file: str, page: Sheet) -> tuple[Layout | None, int]:
    """The layout, and the index of the first row below the header.

    ``None`` while no column names the units.
    """
    head = [[written(cell) for cell in row] for row in page.rows[: known.HEADER_WITHIN + SAMPLES]]
    key = f"{file[:12]}_{page.name}"
    guessed = known.header_row(head)
    header = st.number_input(
        _("The header stands on row"),
        min_value=1,
        max_value=min(len(head), known.HEADER_WITHIN),
        value=guessed + 1,
        key=f"nb_header_{key}",
        width=220,
    )
    names = head[int(header) - 1]
    samples = head[int(header) : int(header) + SAMPLES]
    found = known.guess(names, samples)
    st.subheader(_("What the columns hold"))
    chosen: dict[Column, int] = {}
    with st.grid("auto", min_column_width=220, gap="small"):
        for column in Column:
            index = _one(column, names, samples, found.get(column), f"{key}_{header}")
            if index is not None:
                chosen[column] = index
    source = _source(names, chosen, key)
    if not any(column in chosen for column in NEEDED):
        st.warning(_("Say which column holds the door: the whole number, or the room."))
        return None, 0
    return Layout(chosen, source), int(header)


def _one(
    column: Column, names: list[str], samples: list[list[str]], guessed: int | None, key: str
) -> int | None:
    options = list(range(len(names)))
    return st.selectbox(
        words(column),
        options,
        index=options.index(guessed) if guessed is not None else None,
        format_func=lambda index: f"{letter(index)} · {names[index] or _('(no header)')}",
        placeholder=_("Not in the file"),
        help=_sample(samples, guessed),
        key=f"nb_column_{column}_{key}",
    )


def _sample(samples: list[list[str]], index: int | None) -> str | None:
    if index is None:
        return None
    return "、".join(row[index] for row in samples if index < len(row) and row[index]) or None


def _source(names: list[str], chosen: dict[Column, int], key: str) -> AreaSource:
    sources = list(AreaSource)
    at = chosen.get(Column.AREA)
    guessed = known.guess_source(names[at]) if at is not None else AreaSource.REGISTER
    return st.radio(
        _("Where the areas come from, unless a row says otherwise"),
        sources,
        index=sources.index(guessed),
        format_func=label.area_source,
        horizontal=True,
        help=_("The property register counts before a survey, a survey before a contract."),
        key=f"nb_source_{key}_{at}",
    )


def words(column: Column) -> str:
    """What a column holds, for people."""
    return {
        Column.LABEL: _("Door, whole (3-2-501)"),
        Column.BUILDING: _("Building"),
        Column.ENTRANCE: _("Entrance"),
        Column.ROOM: _("Room (501), after building and entrance"),
        Column.AREA: _("Exclusive area (m²)"),
        Column.SOURCE: _("Source of the area"),
        Column.OWNER: _("Owners"),
        Column.CO_OWNER: _("Names of co-owners"),
        Column.ID_NUMBER: _("ID number"),
        Column.PHONE: _("Phone"),
        Column.KIND: _("Kind"),
        Column.STATUS: _("State"),
    }[column]
