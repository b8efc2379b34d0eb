"""Papers at the desk: one by one, or a whole sheet (录入书面票)."""

import streamlit as st

from components.act import act
from components.language import _
from components.motion.desk import finder
from components.text import plain
from models.choice import Choice
from models.motion import Motion
from rules.permission import Visitor
from rules.vocabulary import CHOICES
from services.motion import enter_paper_ballot, enter_papers, papers_in
from services.motion.heads import DeskHead
from services.motion.stack import Entered

_LAST = "nb_desk_last"


def show(motion: Motion, visitor: Visitor) -> None:
    """Find the home, tick the answer, press Enter; the next one."""
    if last := st.session_state.get(_LAST):
        st.success(last, icon=":material/check:")
    head = finder.find(motion)
    if head is not None:
        _form(motion, head, visitor)
    with st.popover(_("Enter a whole sheet"), icon=":material/upload_file:"):
        _sheet(motion, visitor)


def choices(key: str, label: str) -> Choice | None:
    """The three answers side by side."""
    code = st.segmented_control(
        label,
        [choice.value for choice in Choice],
        format_func=lambda code: _(CHOICES[Choice(code)]),
        key=key,
    )
    return Choice(code) if code else None


def _form(motion: Motion, head: DeskHead, visitor: Visitor) -> None:
    turn = finder.turn()
    with st.form(f"nb_paper_{turn}", border=False):
        choice = choices(f"nb_paper_choice_{turn}", _("What the paper says"))
        document = st.text_input(
            _("Number of the paper"),
            _("Paper {unit}", unit=head.unit),
            key=f"nb_paper_number_{turn}",
            max_chars=200,
            width=360,
        )
        newer = head.answered_by is not None and st.checkbox(
            _("Signed later: it replaces the answer that is there"), key=f"nb_paper_newer_{turn}"
        )
        pressed = st.form_submit_button(_("Enter"), type="primary", icon=":material/check:")
    if not pressed:
        return
    if choice is None:
        st.error(_("Tick what the paper says."), icon=":material/block:")
        return
    said = _(CHOICES[choice])
    done = _("{unit} is entered.", unit=plain(head.unit))
    receipt = act(
        done,
        enter_paper_ballot,
        visitor,
        motion.id or 0,
        head.voter_id,
        choice,
        document or "",
        replacing=bool(newer),
    )
    if receipt is not None:
        facts = {"unit": head.unit, "choice": said, "code": receipt.code}
        st.session_state[_LAST] = _("{unit}: {choice}, receipt {code}", **facts)
        finder.next_home()


def _sheet(motion: Motion, visitor: Visitor) -> None:
    st.caption(_("A CSV file with the columns 户号, 选项, 编号 (unit, choice, document)."))
    file = st.file_uploader(_("File"), type=["csv"], key="nb_sheet", max_upload_size=5)
    if file is None:
        return
    if st.button(_("Enter the sheet"), type="primary", key="nb_sheet_enter"):
        source = file.getvalue()

        def deed(session, actor, motion_id):  # type: ignore[no-untyped-def]
            return enter_papers(session, actor, motion_id, papers_in(source))

        done = act(_("The sheet is entered."), deed, visitor, motion.id or 0)
        if done is not None:
            _told(done)


def _told(done: Entered) -> None:
    """What was entered, and by name what was not."""
    st.success(_("{n} papers entered.", n=done.recorded), icon=":material/check:")
    for labels, said in (
        (done.answered, _("Answered before, left as they are: {labels}")),
        (done.contradicting, _("Papers of one owner that contradict each other: {labels}")),
        (done.unknown, _("Not on the list: {labels}")),
    ):
        if labels:
            st.warning(said.format(labels=plain("、".join(labels))), icon=":material/report:")
