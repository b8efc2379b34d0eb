"""Listing, setting tasks, reporting, closing: each in a dialog of its own (整治表单)."""

from datetime import date, timedelta

import streamlit as st

from components.act import act_and_rerun
from components.language import _, n_
from components.reading import read
from components.text import plain
from models.base import now
from models.consequence import RectificationTask
from models.place import Place
from models.revision import Area
from rules.calendar import day_of
from rules.consequence import rectification as rule
from rules.permission import Visitor
from services.consequence import reading, rectifying
from services.consequence.reading import Row
from services.firm import reading as compounds
from services.firm.reading import Wanted

AREAS = (Area.RANKING, Area.FIRM, Area.PLACE)
USUAL_DAYS, USUAL_NUMBER = 90, 5


def worst(here: Place, visitor: Visitor) -> None:
    """The compounds with the most hotline cases of an edition, from the top."""
    offered = read(AREAS, here.path, reading.candidates, here.path)
    if not offered:
        st.info(
            _(
                "No edition here holds hotline cases yet. They come with the figures of an "
                "edition whose method counts them."
            )
        )
        return
    names = {each.edition_id: each for each in offered}
    edition_id = st.selectbox(
        _("From which edition?"),
        list(names),
        format_func=lambda i: n_(
            "{title}: {n} compound with cases",
            "{title}: {n} compounds with cases",
            names[i].compounds,
            title=names[i].title,
        ),
        key="nb_edition",
    )
    most = st.number_input(
        _("How many, from the most cases?"), 1, rule.MOST_LISTED, USUAL_NUMBER, key="nb_most"
    )
    st.caption(_("Whoever has as many cases as the last of them is listed too."))
    due_on = _day(_("To be put right by"))
    if st.button(_("Put them on the list"), type="primary", key="nb_confirm") and edition_id:
        done = _("They stand on the list.")
        facts = (edition_id, int(most), due_on)
        act_and_rerun(done, rectifying.list_worst, visitor, *facts)


def by_hand(here: Place, visitor: Visitor) -> None:
    """One compound, searched for by name, with a cause."""
    said = st.text_input(_("Search for the compound"), max_chars=40, key="nb_compound_search")
    wanted = Wanted(here.path, words=(said or "").strip())
    found = read(AREAS, here.path, compounds.compounds, wanted, day_of(now()))
    if not found:
        st.info(_("No compound fits. Take a filter away."))
        return
    names = {row.id: row.name for row in found}
    place_id = st.selectbox(
        _("Compound"), list(names), format_func=names.__getitem__, key="nb_compound"
    )
    cause = _text(_("Why? Everybody can read it"), rule.LONGEST_CAUSE)
    due_on = _day(_("To be put right by"))
    if st.button(_("Put it on the list"), type="primary", key="nb_confirm") and place_id:
        done = _("It stands on the list.")
        act_and_rerun(done, rectifying.open_rectification, visitor, place_id, cause, due_on)


def task(row: Row, visitor: Visitor) -> None:
    """What is to be done, by whom, by when."""
    title = st.text_input(
        _("What is to be done?"), max_chars=rule.LONGEST_TITLE, key="nb_task_title"
    )
    doer = st.text_input(_("By whom?"), row.firm, max_chars=rule.LONGEST_DOER, key="nb_task_doer")
    due_on = _day(_("By when?"), row.due_on)
    if st.button(_("Set the task"), type="primary", key="nb_confirm"):
        facts = (row.id, title or "", doer or "", due_on)
        act_and_rerun(_("The task is set."), rectifying.set_task, visitor, *facts)


def finish(task_: RectificationTask, visitor: Visitor) -> None:
    """On which day, and what shows it."""
    st.markdown(f"**{plain(task_.title)}**")
    today = day_of(now())
    done_on = st.date_input(
        _("Done on"), today, max_value=today, key="nb_done_on", format="YYYY-MM-DD"
    )
    evidence = _text(_("What shows it? Everybody can read it"), rule.LONGEST_EVIDENCE)
    if st.button(_("Report it done"), type="primary", key="nb_confirm"):
        facts = (task_.id or 0, done_on or today, evidence)
        act_and_rerun(_("The task is done."), rectifying.finish_task, visitor, *facts)


def close(row: Row, visitor: Visitor) -> None:
    """What came of it."""
    left = row.tasks - row.done_tasks
    if left:
        told = n_("{n} task is not done yet.", "{n} tasks are not done yet.", left)
        st.warning(told)
        return
    outcome = _text(_("What came of it? Everybody can read it"), rule.LONGEST_OUTCOME)
    if st.button(_("Close it"), type="primary", key="nb_confirm"):
        done = _("It is closed.")
        act_and_rerun(done, rectifying.close_rectification, visitor, row.id, outcome)


def drop(row: Row, visitor: Visitor) -> None:
    """Why it need not be put right any more."""
    reason = _text(_("Why? Everybody can read it"), rule.LONGEST_OUTCOME)
    if st.button(_("Take off the rectification list"), type="primary", key="nb_confirm"):
        done = _("It is taken off the list.")
        act_and_rerun(done, rectifying.drop_rectification, visitor, row.id, reason)


def _text(label: str, longest: int) -> str:
    return st.text_area(label, max_chars=longest, key="nb_text", height=90) or ""


def _day(label: str, latest: date | None = None) -> date:
    today = day_of(now())
    usual = today + timedelta(days=USUAL_DAYS)
    value = min(usual, latest) if latest is not None and latest >= today else usual
    last = latest if latest is not None and latest >= today else None
    picked = st.date_input(
        label,
        value,
        min_value=today,
        max_value=last or today + timedelta(days=rule.LONGEST_DAYS),
        key="nb_due",
        format="YYYY-MM-DD",
    )
    return picked if isinstance(picked, date) else value
