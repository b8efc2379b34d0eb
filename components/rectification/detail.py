"""One compound that has something to put right: why, what, who, by when (整治详情)."""

from datetime import date

import streamlit as st

from components import link
from components.dialog import opened
from components.format import day
from components.language import _, n_
from components.reading import read
from components.rectification import form, words
from components.text import plain
from models.base import now
from models.consequence import RectificationState, RectificationTask
from models.revision import Area
from rules.calendar import day_of, days_late
from rules.permission import Permission, Visitor
from services.consequence import reading
from services.consequence.reading import Row, Sheet
from services.firm.tie import speaks_for

AREAS = (Area.RANKING, Area.FIRM, Area.PLACE)


def goto(number: int) -> None:
    """Another one of this page goes into the address; none, the list."""
    if number:
        st.query_params["id"] = str(number)
    else:
        st.query_params.pop("id", None)


def show(number: int, visitor: Visitor) -> None:
    """Draw it; a sentence and a way on where there is none."""
    today = day_of(now())
    found = read(AREAS, "/", reading.rectification, number)
    st.button(
        _("All of them"),
        icon=":material/arrow_back:",
        type="tertiary",
        on_click=goto,
        args=(0,),
    )
    if found is None:
        st.title(_("There is no such rectification."))
        return
    row = found.row
    st.title(plain(row.compound))
    st.markdown(f"{words.marks(row, today)} {plain(words.cause(row))}")
    st.markdown(f"### {plain(words.when(row, today))}")
    if row.outcome:
        with st.container(border=True):
            st.markdown(f"**{_('What came of it')}**")
            st.text(row.outcome)
    _links(row)
    is_open = row.state is RectificationState.OPEN
    if is_open and visitor.may(Permission.RECTIFY, row.path):
        _keep(found, visitor)
    _tasks(found, is_open and _reports(row, visitor), today, visitor)


def _links(row: Row) -> None:
    with st.container(horizontal=True, gap="small"):
        if row.firm_code:
            link.to("firm", plain(row.firm), "apartment", code=row.firm_code)
        if row.edition_code:
            link.to("edition", _("The edition"), "leaderboard", code=row.edition_code)


def _keep(found: Sheet, visitor: Visitor) -> None:
    """The acts of whoever keeps the list."""
    row = found.row
    ready = row.tasks > 0 and row.tasks == row.done_tasks
    with st.container(horizontal=True, gap="small"):
        title = _("Set a task")
        kind = "secondary" if ready else "primary"
        if st.button(title, icon=":material/add_task:", type=kind):  # type: ignore[arg-type]
            opened(title, form.task, row, visitor)
        title = _("Close it")
        kind = "primary" if ready else "secondary"
        if st.button(title, icon=":material/task_alt:", type=kind):  # type: ignore[arg-type]
            opened(title, form.close, row, visitor)
        title = _("Take off the rectification list")
        if st.button(title, icon=":material/playlist_remove:"):
            opened(title, form.drop, row, visitor)


def _reports(row: Row, visitor: Visitor) -> bool:
    """Whether the visitor may report on the tasks here; the service asks again."""
    if visitor.may(Permission.RECTIFY, row.path) or visitor.may(Permission.REPORT_WORK, row.path):
        return True
    if visitor.member_id is None or row.firm_id is None:
        return False
    return row.firm_id in read((Area.FIRM,), "/", speaks_for, visitor.member_id)


def _tasks(found: Sheet, reports: bool, today: date, visitor: Visitor) -> None:
    st.subheader(_("Tasks"))
    if not found.tasks:
        st.caption(_("No task is set yet: what is to be done, by whom, by when."))
    for task in found.tasks:
        with st.container(border=True, gap="xsmall"):
            _task(task, today)
            if reports and task.done_on is None:
                label = _("Report it done")
                if st.button(label, key=f"nb_task_{task.id}", icon=":material/check:"):
                    opened(label, form.finish, task, visitor)


def _task(task: RectificationTask, today: date) -> None:
    late = days_late(task.due_on, today) if task.done_on is None else 0
    if task.done_on is not None:
        badge = f":green-badge[:material/check: {_('done on {day}', day=day(task.done_on))}]"
    elif late:
        told = n_("{n} day overdue", "{n} days overdue", late)
        badge = f":red-badge[:material/alarm: {told}]"
    else:
        badge = f":blue-badge[{_('due {day}', day=day(task.due_on))}]"
    st.markdown(f"**{plain(task.title)}**  \n{badge} :gray[{plain(task.doer)}]")
    if task.evidence:
        st.text(task.evidence)
