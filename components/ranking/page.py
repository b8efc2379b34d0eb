"""A published edition: what came out, every row, the pictures, how to check it (已发布期次)."""

import streamlit as st

from components import address
from components.language import _
from components.ranking import checking, intervals, lists, notes, table, words
from components.ranking.asked import AREAS, Asked
from components.reading import read
from components.text import plain
from models.edition import Edition, EntrantKind, Mark
from rules.permission import Visitor
from rules.refusal import N_
from services.ranking import edition as editions
from services.ranking.edition import Results

ROWS, PICTURE, NOTES, CHECK = "rows", "picture", "notes", "check"
PARTS = {
    ROWS: N_("All compounds"),
    PICTURE: N_("How sure it is"),
    NOTES: N_("Corrections and appeals"),
    CHECK: N_("Check it yourself"),
}


def show(edition: Edition, visitor: Visitor) -> None:
    """Its results; nothing at all while it is not published."""
    told = read(AREAS, edition.path, editions.head, edition.code)
    if told is None or not told.is_published:
        return
    results = read(AREAS, edition.path, editions.results, edition.id or 0)
    if results is None:
        return
    asked = Asked(told, results)
    _answer(results)
    checking.papers(asked)
    lists.show(asked)
    _part(asked, visitor)


def _answer(results: Results) -> None:
    """In one sentence."""
    rated = sum(results.marks.values())
    said = _(
        "{n} compounds were rated: {red} on the red list, {black} on the black list.",
        n=f"{rated:,}",
        red=results.marks.get(Mark.RED, 0),
        black=results.marks.get(Mark.BLACK, 0),
    )
    apart = [
        f"{words.kind(kind)} {count:,}"
        for kind in (EntrantKind.PARTY_LED, EntrantKind.UNSERVED)
        if (count := results.apart.get(kind, 0))
    ]
    if apart:
        told_apart = _("Shown and not ranked: {what}.", what=_(", ").join(apart))
        said = f"{said} {told_apart}"
    corrected = f" :orange-badge[{_('Corrected')}]" if results.corrections else ""
    st.markdown(f"#### {plain(said)}{corrected}")


def _part(asked: Asked, visitor: Visitor) -> None:
    picked = st.segmented_control(
        _("Part"),
        list(PARTS),
        format_func=lambda code: _(PARTS[code]),
        key=address.key("part", PARTS, ROWS),
        required=True,
        label_visibility="collapsed",
        width="stretch",
    )
    match address.keep("part", picked, ROWS):
        case "picture":
            intervals.show(asked)
        case "notes":
            notes.show(asked, visitor)
        case "check":
            checking.show(asked)
        case _:
            table.show(asked)
