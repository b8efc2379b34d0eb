"""What the board shows: place, procedure, category, mine, overdue; kept in the address (筛选)."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from components import label
from components.language import _, chosen
from components.reading import read
from models.place import Place
from models.procedure import Procedure
from models.revision import Area
from models.topic import Category
from rules.permission import Visitor
from services import place as places
from services.topic import reading
from services.topic.reading import Wanted

MINE, OVERDUE, ENDED = "mine", "overdue", "ended"


@dataclass(frozen=True)
class Chosen:
    """The filters as set, and the procedure that gives the columns its names."""

    wanted: Wanted
    place: Place
    procedure: Procedure


def here(visitor: Visitor) -> list[Place]:
    """The places a visitor may want to see: where he belongs and serves; else every compound."""
    return read((Area.PLACE,), "/", places.boards, tuple(sorted({h.path for h in visitor.held})))


def show(visitor: Visitor, today: date) -> Chosen | None:
    """Draw the filters; ``None`` where the house has no place or no procedure yet."""
    offered = {place.code: place for place in here(visitor)}
    if not offered:
        return None
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        place = _place(offered)
        procedure = _procedure(place)
        category = _category()
        marks = _marks(visitor)
        words = st.text_input(
            _("Search"),
            key="q",
            bind="query-params",
            max_chars=40,
            type="search",
            placeholder=_("Search topics"),
            label_visibility="collapsed",
            icon=":material/search:",
            width=220,
        )
    if procedure is None:
        return None
    wanted = Wanted(
        path=place.path,
        procedure_id=procedure.id or 0,
        category=category,
        proposer_id=visitor.member_id if MINE in marks else None,
        overdue_on=today if OVERDUE in marks else None,
        ended=ENDED in marks,
        words=words or "",
    )
    return Chosen(wanted, place, procedure)


def _place(offered: dict[str, Place]) -> Place:
    if len(offered) == 1:
        return next(iter(offered.values()))
    code = st.selectbox(
        _("Place"),
        list(offered),
        format_func=lambda code: offered[code].name,
        key="place",
        bind="query-params",
        label_visibility="collapsed",
        width=180,
    )
    return offered[code]


def _procedure(place: Place) -> Procedure | None:
    used = read(
        (Area.DELIBERATION, Area.PROCEDURE), place.path, reading.procedures_in_use, place.path
    )
    if not used:
        areas = (Area.PROCEDURE, Area.PLACE)
        return read(areas, "/", places.default_procedure, place.id or 0)
    if len(used) == 1:
        return used[0]
    by_code = {procedure.code: procedure for procedure in used}
    code = st.segmented_control(
        _("Procedure"),
        list(by_code),
        format_func=lambda code: _name(by_code[code]),
        key="way",
        bind="query-params",
        default=used[0].code,
        required=True,
        label_visibility="collapsed",
    )
    return by_code.get(code or "", used[0])


def _name(procedure: Procedure) -> str:
    return procedure.name if chosen() == "zh_CN" else procedure.name_en or procedure.name


def _category() -> Category | None:
    code = st.selectbox(
        _("Category"),
        [category.value for category in Category],
        index=None,
        format_func=lambda code: label.category(Category(code)),
        key="kind",
        bind="query-params",
        placeholder=_("All categories"),
        label_visibility="collapsed",
        width=160,
    )
    return Category(code) if code else None


def _marks(visitor: Visitor) -> list[str]:
    words = {MINE: _("Mine"), OVERDUE: _("Overdue"), ENDED: _("Ended early")}
    if not visitor.signed_in:
        del words[MINE]
    picked = st.pills(
        _("Only"),
        list(words),
        selection_mode="multi",
        format_func=words.__getitem__,
        key="only",
        bind="query-params",
        label_visibility="collapsed",
    )
    return list(picked or [])
