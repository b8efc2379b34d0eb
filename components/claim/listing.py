"""What came back, what is still out, and the register (清收台账)."""

import streamlit as st

from components import address, link, place
from components.claim import export, form, totals, words
from components.dialog import opened
from components.format import day
from components.language import _
from components.reading import read
from components.text import plain
from models.base import now
from models.claim import ClaimKind, ClaimState
from models.place import Place
from models.revision import Area
from rules.calendar import day_of
from rules.claim import Size, Tally
from rules.permission import Permission, Visitor
from services.claim import reading
from services.claim.reading import PAGE_ROWS, ClaimRow, Wanted

AREAS = (Area.CLAIM, Area.LEDGER, Area.PLACE)
LATE = "late"


def show(here: Place, visitor: Visitor) -> None:
    """The totals, the places below, then claim by claim."""
    today = day_of(now())
    found = read(AREAS, here.path, reading.total, here.path, today)
    may = visitor.may(Permission.RECOVER, here.path)
    any_at_all = read(AREAS, here.path, reading.count, Wanted(here.path), today)
    if not any_at_all:
        _empty()
        if may:
            _register(here, visitor)
        return
    totals.show(found)
    totals.by_place(here, today)
    st.subheader(_("The register"))
    wanted = _filters(here, found)
    number = read(AREAS, here.path, reading.count, wanted, today)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if may:
            _register(here, visitor)
        st.space("stretch")
        export.show(here, wanted, whole=may)
    if not number:
        st.info(_("No claim fits. Take a filter away."))
        return
    above, page = place.paged(number, PAGE_ROWS)
    rows = read(AREAS, here.path, reading.claims, wanted, today, page)
    with above:
        for row in rows:
            _card(row, here, may)


def _empty() -> None:
    st.info(
        _(
            "Nothing is registered here yet. Public rooms and sites that somebody occupies, and "
            "income that somebody kept, will stand here until they have come back."
        )
    )


def _register(here: Place, visitor: Visitor) -> None:
    if st.button(_("Register a claim"), type="primary", icon=":material/add:"):
        opened(_("Register a claim"), form.register, here, visitor)


def _filters(here: Place, found: Tally) -> Wanted:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        kinds = [kind.value for kind in ClaimKind]
        kind = st.pills(
            _("What is claimed"),
            kinds,
            format_func=lambda code: words.kind(ClaimKind(code)),
            key=address.key("kind", kinds),
            label_visibility="collapsed",
        )
        kind = address.keep("kind", kind)
        late = _late(found)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        said = place.words(_("Title, holder or who acts"))
        states = [state.value for state in ClaimState]
        state = st.selectbox(
            _("How far"),
            states,
            index=None,
            format_func=lambda code: words.state(ClaimState(code)),
            key=address.key("state", states),
            placeholder=_("Every state"),
            label_visibility="collapsed",
            width=180,
        )
        state = address.keep("state", state)
    return Wanted(
        path=here.path,
        kind=ClaimKind(kind) if kind else None,
        state=ClaimState(state) if state else None,
        late=late,
        words=said,
    )


def _late(found: Tally) -> bool:
    """Only what is late, offered while something is."""
    if not found.late and not link.asked("only"):
        return False
    picked = st.pills(
        _("Only"),
        [LATE],
        format_func=lambda _code: _("Overdue {n}", n=found.late),
        key=address.key("only", [LATE]),
        label_visibility="collapsed",
    )
    return address.keep("only", picked) == LATE


def _card(row: ClaimRow, here: Place, whole: bool) -> None:
    """What it is, who holds it, who acts until when, how much has come back."""
    with st.container(border=True, gap="xsmall"):
        st.button(
            f"**{plain(row.title)}**",
            key=f"nb_claim_{row.id}",
            type="tertiary",
            on_click=goto,
            args=(row.id,),
        )
        held = _("held by {who}", who=words.holder(row, whole))
        facts = [words.size(row.claimed), held]
        if row.place != here.name:
            facts.insert(0, plain(row.place))
        st.markdown(f"{words.marks(row)} :gray[{' · '.join(facts)}]")
        st.markdown(f"{_back(row)}  \n:gray[{charge(row)}]")


def _back(row: ClaimRow) -> str:
    if row.back == Size():
        return _("Nothing has come back yet")
    return f":green[**{_('{size} has come back', size=words.size(row.back))}**]"


def charge(row: ClaimRow) -> str:
    """Who acts, and by when; once it is settled, since when."""
    if row.state is ClaimState.RECOVERED and row.recovered_on:
        return plain(_("Recovered on {day}", day=day(row.recovered_on, year=True)))
    if row.state is ClaimState.DROPPED:
        return words.state(row.state)
    if not row.doer:
        return _("Nobody is in charge yet")
    if row.due_on is None:
        return plain(row.doer)
    until = _("by {day}", day=day(row.due_on, year=True))
    return f"{plain(row.doer)} · {until}"


def goto(claim_id: int) -> None:
    """Another claim of this page goes into the address; none, the register."""
    if claim_id:
        st.query_params["id"] = str(claim_id)
    else:
        st.query_params.pop("id", None)
