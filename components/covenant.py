"""The register of covenants, and how one is entered, replaced, ended (居民公约)."""

from datetime import date

import streamlit as st

from components import address, link, place
from components.act import act_and_rerun
from components.benefit import covenant_words
from components.dialog import opened
from components.format import day
from components.language import _
from components.reading import read
from components.text import plain
from models.base import now
from models.place import Place
from models.revision import Area
from rules.benefit import in_force
from rules.calendar import day_of
from rules.permission import Permission, Visitor
from services import covenant as service
from services.covenant import PAGE_ROWS, CovenantList, CovenantRow, Words

AREAS = (Area.COVENANT,)
FIRST_LINES = 160  # characters of a covenant in the list
HOLDS, ENDED = "holds", "ended"


def show(visitor: Visitor) -> None:
    """One covenant when the address asks for it; the register below."""
    today = day_of(now())
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        here = place.pick(visitor)
        ended = _which() == ENDED
        words = place.words(_("Search covenants"))
    if here is None:
        st.info(_("No neighbourhood is set up here yet. An administrator adds places first."))
        return
    asked = link.asked_id()
    one = read(AREAS, "/", service.covenant, asked) if asked else None
    if one is not None:
        _card(one, visitor, today, whole=True)

    def found_on(page: int) -> CovenantList:
        return read(
            AREAS, here.path, service.covenants, here.path, today, words, ended=ended, page=page
        )

    found = found_on(1)
    above, page = place.paged(found.total, PAGE_ROWS)
    if page > 1:
        found = found_on(page)
    with above:
        for row in found.rows:
            if one is None or row.id != one.id:
                _card(row, visitor, today, whole=False)
        if not found.total:
            _empty(filtered=bool(words or ended))
    if visitor.may(Permission.PUBLISH_BENEFIT, here.path):
        title = _("Enter a covenant")
        if st.button(title, type="primary", icon=":material/add:", key="nb_enter"):
            opened(title, _enter, here, visitor)


def _which() -> str:
    words = {HOLDS: _("In force"), ENDED: _("Ended")}
    picked = st.segmented_control(
        _("Which"),
        list(words),
        format_func=words.__getitem__,
        key=address.key("which", words, HOLDS),
        required=True,
        label_visibility="collapsed",
    )
    return address.keep("which", picked, HOLDS) or HOLDS


def _card(row: CovenantRow, visitor: Visitor, today: date, *, whole: bool) -> None:
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{plain(row.title)}** {_badge(row, today)}  \n:gray[{_origin(row)}]")
        short = row.body if whole else row.body[:FIRST_LINES]
        st.text(short + ("…" if len(short) < len(row.body) else ""))
        if row.end_reason:
            st.caption(_("Ended because: {reason}", reason=plain(row.end_reason)))
        with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
            paper = _("Read and print")
            st.markdown(f":material/print: [{paper}]({link.origin()}/covenant/{row.id})")
            if row.topic_id:
                link.to("topic", _("How it came to this"), "topic", id=row.topic_id)
            if row.ended_on is None and visitor.may(Permission.PUBLISH_BENEFIT, row.path):
                _menu(row, visitor)


def _badge(row: CovenantRow, today: date) -> str:
    if row.ended_on is not None and row.ended_on <= today:
        return f":gray-badge[{_('ended on {day}', day=day(row.ended_on, year=True))}]"
    if not in_force(row.in_force_on, row.ended_on, today):
        return f":blue-badge[{_('from {day}', day=day(row.in_force_on, year=True))}]"
    return f":green-badge[{_('in force since {day}', day=day(row.in_force_on, year=True))}]"


def _origin(row: CovenantRow) -> str:
    parts = [plain(row.place)]
    if row.number > 1:
        parts.append(_("Version {n}", n=row.number))
    if row.topic_id is None:
        parts.append(_("entered without a topic"))
    return " · ".join(parts)


def _menu(row: CovenantRow, visitor: Visitor) -> None:
    acts = {"replace": _replace, "end": _end}
    words = {"replace": _("Enter a new version"), "end": _("End it")}
    picked = st.menu_button(
        _("Change"),
        list(acts),
        format_func=words.__getitem__,
        key=f"nb_covenant_{row.id}",
        type="tertiary",
        icon=":material/more_horiz:",
    )
    if picked is not None:
        opened(words[picked], acts[picked], row, visitor)


def _enter(here: Place, visitor: Visitor) -> None:
    st.caption(_("A covenant that grew out of a topic is entered when its result is published."))
    words = covenant_words(Words("", "", day_of(now())))
    if st.button(_("Enter it in the register"), type="primary", key="nb_confirm"):
        done = _("“{title}” is in the register.", title=plain(words.title))
        act_and_rerun(done, service.enter_covenant, visitor, here.id or 0, words)


def _replace(row: CovenantRow, visitor: Visitor) -> None:
    st.caption(_("The present version stays readable and ends the day the new one begins."))
    words = covenant_words(Words(row.title, row.body, max(row.in_force_on, day_of(now()))))
    if st.button(_("Enter a new version"), type="primary", key="nb_confirm"):
        done = _("“{title}” is in the register.", title=plain(words.title))
        act_and_rerun(done, service.replace_covenant, visitor, row.id, words)


def _end(row: CovenantRow, visitor: Visitor) -> None:
    on = st.date_input(_("Ends on"), day_of(now()), key="nb_end_on", format="YYYY-MM-DD")
    reason = st.text_area(_("Reason (everybody can read it)"), max_chars=500, key="nb_reason")
    if st.button(_("End it"), type="primary", key="nb_confirm"):
        ended_on = on or day_of(now())
        act_and_rerun(
            _("The covenant is ended."), service.end_covenant, visitor, row.id, ended_on, reason
        )


def _empty(filtered: bool) -> None:
    if filtered:
        st.info(_("Nothing matches. Take a filter away."))
    else:
        st.info(_("No covenant yet. What neighbours agree on in a topic is written down here."))
