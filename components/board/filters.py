"""What the board shows: place, procedure, category, mine, overdue; kept in the address (筛选)."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from components import address
from components import place as picker
from components.board import own
from components.language import _, either
from components.reading import read
from models.place import Place
from models.procedure import Procedure
from models.revision import Area
from rules.permission import Visitor
from services import place as places
from services.topic import board
from services.topic.board import Census, Wanted

MINE, OVERDUE, ENDED = "mine", "overdue", "ended"


@dataclass(frozen=True)
class Chosen:
    """The filters as set, and the procedure that gives the columns its names."""

    wanted: Wanted
    place: Place
    procedure: Procedure
    census: Census

    @property
    def narrowed(self) -> bool:
        """Whether topics of this place may be left out."""
        asked = self.wanted
        return any((asked.category, asked.proposer_id, asked.overdue_on, asked.words, asked.own))


def show(visitor: Visitor, today: date) -> Chosen | None:
    """Draw the filters; ``None`` where the house has no place or no procedure yet."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        place = picker.pick(visitor)
        if place is None:
            return None
        areas = (Area.DELIBERATION, Area.PROCEDURE)
        census = read(areas, place.path, board.census, place.path)
        procedure = _procedure(place, census.procedures)
        category = picker.category()
        marks = _marks(visitor)
        picked = own.show(visitor, place.path)
        words = picker.words(_("Search topics"))
    if procedure is None:
        return None
    wanted = Wanted(
        path=place.path,
        procedure_id=procedure.id or 0,
        category=category,
        proposer_id=visitor.member_id if MINE in marks else None,
        overdue_on=today if OVERDUE in marks else None,
        ended=ENDED in marks,
        words=words,
        own=picked,
        who=visitor if picked else None,
    )
    return Chosen(wanted, place, procedure, census)


def _procedure(place: Place, used: tuple[Procedure, ...]) -> Procedure | None:
    if not used:
        areas = (Area.PROCEDURE, Area.PLACE)
        return read(areas, "/", places.default_procedure, place.id or 0)
    if len(used) == 1:
        return used[0]
    by_code = {procedure.code: procedure for procedure in used}
    code = st.segmented_control(
        _("Procedure"),
        list(by_code),
        format_func=lambda code: either(by_code[code].name, by_code[code].name_en),
        key=address.key("way", by_code, used[0].code),
        required=True,
        label_visibility="collapsed",
    )
    return by_code[address.keep("way", code, used[0].code) or used[0].code]


def _marks(visitor: Visitor) -> list[str]:
    words = {MINE: _("Mine"), OVERDUE: _("Overdue"), ENDED: _("Ended early")}
    if not visitor.signed_in:
        del words[MINE]
    picked = st.pills(
        _("Only"),
        list(words),
        selection_mode="multi",
        format_func=words.__getitem__,
        key=address.keys("only", words),
        label_visibility="collapsed",
    )
    return address.keep_all("only", picked)
