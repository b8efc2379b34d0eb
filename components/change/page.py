"""All change sets: what is open, what waits for a second person, what holds (变更集一览)."""

import streamlit as st

from components import address, link, place
from components.act import act
from components.change import policy, upload, words
from components.change.pick import HOUSE, places_for
from components.dialog import opened
from components.format import clock
from components.language import _, n_
from components.reading import read
from components.text import plain
from models.definition import ChangeState
from models.revision import Area
from rules.definition.parcel import LONGEST_NOTE, LONGEST_TITLE
from rules.permission import Permission, Visitor
from services import change
from services.change.reading import PAGE_ROWS, Listed

AREAS = (Area.DEFINITION, Area.PLACE, Area.MEMBER)
OPEN, ALL = "open", "all"
SHOWN = {
    OPEN: (ChangeState.DRAFT, ChangeState.ASKED),
    ChangeState.PUBLISHED.value: (ChangeState.PUBLISHED,),
    ChangeState.UNDONE.value: (ChangeState.UNDONE,),
    ChangeState.DROPPED.value: (ChangeState.DROPPED,),
    ALL: (),
}


def reach(visitor: Visitor) -> tuple[str, ...]:
    """Whose sets the visitor sees: of the places he configures, and below."""
    if visitor.may_everywhere(Permission.CONFIGURE):
        return ("/",)
    paths = {held.path for held in visitor.held if visitor.may(Permission.CONFIGURE, held.path)}
    return tuple(sorted(paths))


def show(visitor: Visitor) -> None:
    """What waits first; then all of them by state."""
    paths = reach(visitor)
    st.title(_("Changes of configuration"))
    st.caption(
        _(
            "Fields, forms, rights, metrics and procedures change in sets: checked against what is "
            "there, published by a second person where that matters, rolled back in a second."
        )
    )
    everything = read(AREAS, "/", change.count, change.Wanted(paths))
    _answer(everything)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        title = _("New change set")
        if st.button(title, type="primary", icon=":material/add:", key="nb_new_change"):
            opened(title, _new, visitor)
        title = _("Import a file")
        if st.button(title, icon=":material/upload_file:", key="nb_import_change"):
            opened(title, upload.show, visitor)
        title = _("Who publishes what")
        if st.button(title, icon=":material/rule:", key="nb_policy"):
            opened(title, policy.show, visitor)
        elif rule := link.asked("rule"):
            del st.query_params["rule"]  # once: what is closed stays closed
            opened(title, policy.show, visitor, rule)
        st.space("stretch")
        said = place.words(_("Name of a change set"))
    if not everything:
        st.info(_("Nothing has been changed yet. What is changed in the editors gathers here."))
        return
    _sets(paths, said)


def _answer(found: dict[ChangeState, int]) -> None:
    waiting = found.get(ChangeState.ASKED, 0)
    if waiting:
        told = n_(
            "{n} change set waits for a second person.",
            "{n} change sets wait for a second person.",
            waiting,
        )
        st.markdown(f"### :orange[:material/person_add: {told}]")


def _sets(paths: tuple[str, ...], said: str) -> None:
    found = read(AREAS, "/", change.count, change.Wanted(paths, words=said))
    totals = {
        code: sum(n for state, n in found.items() if not states or state in states)
        for code, states in SHOWN.items()
    }
    picked = _state(totals)
    if not totals[picked]:
        st.info(_("Nothing stands here."))
        return
    above, page = place.paged(totals[picked], PAGE_ROWS)
    rows = read(AREAS, "/", change.listed, change.Wanted(paths, SHOWN[picked], said), page)
    with above, st.grid("auto", min_column_width=320, gap="small"):
        for row in rows:
            _card(row)


def _state(totals: dict[str, int]) -> str:
    labels = {OPEN: _("not finished"), ALL: _("All")}
    labels |= {state.value: words.state(state) for state in ChangeState if state.value in SHOWN}
    codes = [code for code in SHOWN if totals[code] or code in (OPEN, ALL)]
    picked = st.pills(
        _("State"),
        codes,
        format_func=lambda code: f"{labels[code]} {totals[code]}",
        key=address.key("state", codes, OPEN),
        required=True,
        label_visibility="collapsed",
    )
    return address.keep("state", picked, OPEN) or OPEN


def _card(row: Listed) -> None:
    """Which set, how far, where, by whom."""
    with st.container(border=True, gap="xsmall"):
        link.to("change", f"**{plain(row.title)}**", "published_with_changes", id=row.id)
        many = n_("{n} change", "{n} changes", row.items)
        st.markdown(f"{words.badge(row.state)} {many} · {plain(words.place(row.place))}")
        told = _("drafted by {name}, {at}", name=row.drafter, at=clock(row.drafted_at))
        if row.published_at is not None:
            told = _("published by {name}, {at}", name=row.publisher, at=clock(row.published_at))
        st.caption(plain(told))


def _new(visitor: Visitor) -> None:
    offered = places_for(visitor)
    title = st.text_input(_("Name of a change set"), max_chars=LONGEST_TITLE, key="nb_change_title")
    where = st.selectbox(
        _("Where it holds"),
        list(offered),
        format_func=offered.__getitem__,
        key="nb_change_place",
        help=_("There and everywhere below."),
    )
    note = st.text_area(_("What it is for"), max_chars=LONGEST_NOTE, key="nb_change_note")
    if st.button(_("Confirm"), type="primary", key="nb_confirm"):
        at = None if where == HOUSE else where
        done = _("The change set is begun.")
        found = act(done, change.draft_change, visitor, title or "", at, note or "")
        if found is not None:
            link.go("change", id=found.id)
