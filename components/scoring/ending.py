"""Signing a sheet, stepping back from it, and how it reads once signed (签署、回避)."""

import streamlit as st

from components.act import act, act_and_rerun
from components.dialog import opened
from components.language import _, either
from components.method.naming import name
from components.scoring import beside
from components.text import plain
from rules.permission import STRANGER, Visitor
from rules.scoring import sheet as rule
from rules.scoring.sheet import Head
from services.scoring.drawing import step_back as steps_back
from services.scoring.filling import sign_sheet
from services.scoring.reading import Duty, Filled


def _points(hundredths: int) -> str:
    return f"{hundredths / rule.HUNDREDTHS:.2f}".rstrip("0").rstrip(".")


def sign(found: Filled, visitor: Visitor) -> None:
    """The main act when every line has its points."""
    words = _("Look over and sign")
    if st.button(
        words, type="primary", width="stretch", icon=":material/draw:", key="nb_sheet_sign"
    ):
        opened(words, _sign, found, visitor)


def _sign(found: Filled, visitor: Visitor) -> None:
    duty = found.duty
    total = rule.total(duty.form, found.points)
    most = sum(rule.cap(item) for item in duty.form.items)
    st.markdown(
        _(
            "{name}: **{points}** of {most} points",
            name=plain(duty.name),
            points=_points(total),
            most=_points(most),
        )
    )
    _heads(found)
    st.caption(_("Once signed, nobody can change this sheet, not even you."))
    if st.button(_("Sign"), type="primary", width="stretch", key="nb_sheet_signed"):
        done = _("The sheet of {name} is signed.", name=duty.name)
        where = (visitor, duty.entrant_id, duty.form.code, duty.edit_count)
        act_and_rerun(done, sign_sheet, *where)


def _heads(found: Filled) -> None:
    """The points of each part, in a table that fits a phone."""
    heads = rule.heads(found.duty.form, found.points)
    rows = [_table_row(either(h.name, h.name_en) or name(found.duty.form), h) for h in heads]
    st.markdown("\n".join([f"| {_('Part')} | {_('Points')} |", "|---|--:|", *rows]))


def _table_row(said: str, head: Head) -> str:
    return f"| {plain(said)} | {_points(head.points)} / {_points(head.most)} |"


def summary(found: Filled) -> None:
    """A sheet that is read and not filled in."""
    form = found.duty.form
    total = _points(rule.total(form, found.points))
    most = _points(sum(rule.cap(item) for item in form.items))
    st.markdown(_("**{points}** of {most} points", points=total, most=most))
    for head in rule.heads(form, found.points):
        said = either(head.name, head.name_en) or name(form)
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{plain(said)}** :gray[{_points(head.points)} / {_points(head.most)}]")
            for item in head.items:
                kept = found.points.get(item.code)
                told = "–" if kept is None else _points(kept)
                st.markdown(f"{plain(name(item))}  :gray[{told} / {_points(rule.cap(item))}]")
                beside.show(found, item, STRANGER, writable=False)


def step_back(duty: Duty, visitor: Visitor) -> None:
    """The way out for an expert who should not score this compound after all."""
    if duty.assignment_id is None or duty.signed_at is not None or not duty.open:
        return
    words = _("I should not score this compound")
    if st.button(words, type="tertiary", icon=":material/balance:", key="nb_step_back"):
        opened(words, _step_back, duty, visitor)


def _step_back(duty: Duty, visitor: Visitor) -> None:
    st.write(_("The next expert by the published seed takes your place."))
    reason = st.text_input(
        _("Reason (everybody can read it)"),
        max_chars=300,
        key="nb_reason",
        placeholder=_("I know the manager well"),
    )
    if st.button(_("Step back"), type="primary", key="nb_confirm"):
        done = _("You have stepped back.")
        if act(done, steps_back, visitor, duty.assignment_id or 0, reason or "") is not None:
            st.switch_page("sheets.py")
