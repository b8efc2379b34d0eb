"""Filling in a sheet on a phone, standing in a courtyard (手机评分).

One head at a time; a tap gives points and is kept at once. Nothing has to be typed. A sheet
begins empty: what nobody looked at is not faultless. One tap gives full marks to what is left of
a head, for whoever has looked and found nothing.
"""

import streamlit as st

from components import bar, link
from components.act import unless
from components.alone import part
from components.format import clock
from components.language import _, either
from components.method.naming import name
from components.scoring import beside, ending
from components.text import plain
from db.session import glance
from rules.firm.tie import SAID, Tie
from rules.method.body import Item
from rules.permission import Visitor
from rules.scoring import sheet as rule
from rules.scoring.sheet import Head
from services.scoring.filling import keep_points
from services.scoring.reading import Filled, sheet_of

_WHY, _HEAD = "nb_sheet_why", "nb_sheet_head"


def show(entrant_id: int, code: str, visitor: Visitor) -> None:
    """The whole sheet of one compound."""
    link.to("sheets", _("All my sheets"), "arrow_back")
    with glance() as session:
        found = sheet_of(session, visitor, entrant_id, code)
    if found is None:
        st.info(_("This sheet is not yours to fill in."), icon=":material/block:")
        return
    duty = found.duty
    st.title(plain(duty.name))
    st.caption(f"{plain(duty.firm)} · {plain(name(duty.form))} · {plain(duty.edition)}")
    if duty.tie is not None:
        st.warning(_(SAID[Tie(duty.tie)]), icon=":material/balance:")
        ending.step_back(duty, visitor)
    elif duty.signed_at is not None:
        when = clock(duty.signed_at)
        st.success(_("Signed {when}. It stays as it is.", when=when), icon=":material/check:")
        ending.summary(found)
    elif not duty.open:
        st.info(_("The edition collects no more: this sheet was not signed."))
        ending.summary(found)
    else:
        part(_fill)(entrant_id, code, visitor)


def _fill(entrant_id: int, code: str, visitor: Visitor) -> None:
    """The head that is open; drawn anew at every tap, without the page around it."""
    with glance() as session:
        found = sheet_of(session, visitor, entrant_id, code)
    if found is None or found.duty.signed_at is not None:
        st.rerun()
        return
    heads = rule.heads(found.duty.form, found.points)
    _progress(found, heads)
    if reason := st.session_state.pop(_WHY, ""):
        st.error(reason, icon=":material/block:")
    at = _picked(heads, f"{entrant_id}_{code}")
    head = heads[at]
    if not head.complete:
        st.button(
            _("Nothing to find fault with: full marks for the rest of this part"),
            key="nb_sheet_rest",
            width="stretch",
            icon=":material/done_all:",
            on_click=_give,
            args=(
                found,
                visitor,
                {i.code: i.points for i in head.items if i.code not in found.points},
            ),
        )
    for item in head.items:
        _line(found, item, visitor)
    _on(found, heads, at, visitor)


def _progress(found: Filled, heads: tuple[Head, ...]) -> None:
    done, lines = sum(head.done for head in heads), len(found.duty.form.items)
    sums = {
        "points": points(sum(head.points for head in heads)),
        "most": points(sum(h.most for h in heads)),
    }
    told = _("{done} of {all} lines · {points} of {most} points", done=done, all=lines, **sums)
    bar.show(done, lines, told)
    st.caption(f":material/cloud_done: {_('Every tap is saved at once.')}")


def points(hundredths: int) -> str:
    """38.5, without idle zeros."""
    return f"{hundredths / rule.HUNDREDTHS:.2f}".rstrip("0").rstrip(".")


def _picked(heads: tuple[Head, ...], sheet: str) -> int:
    """Which head is open: the first that is not complete, until another is picked."""
    if len(heads) == 1:
        return 0
    key = f"{_HEAD}_{sheet}"
    if st.session_state.get(key) is None:
        st.session_state[key] = next((n for n, h in enumerate(heads) if not h.complete), 0)
    picked = st.pills(
        _("Part of the sheet"),
        range(len(heads)),
        format_func=lambda n: _tab(heads[n]),
        key=key,
        required=True,
        label_visibility="collapsed",
    )
    return picked or 0


def _tab(head: Head) -> str:
    said = either(head.name, head.name_en)
    if head.complete:
        return f":material/check: {said}"
    return f"{said} {head.done}/{len(head.items)}"


def _line(found: Filled, item: Item, visitor: Visitor) -> None:
    """One line with its steps to tap, and what stands beside it."""
    stored = found.points.get(item.code)
    offered = list(rule.steps(item))
    if stored is not None and stored not in offered:
        offered = sorted([*offered, stored], reverse=True)
    key = f"nb_points_{found.duty.entrant_id}_{found.duty.form.code}_{item.code}"
    st.session_state[key] = stored  # what is kept is what is shown, whatever another tab says
    with st.container(border=True, gap="xsmall"):
        most = _("at most {n} points", n=points(rule.cap(item)))
        st.markdown(f"**{plain(name(item))}** :small[:gray[{most}]]")
        st.segmented_control(
            _("Points for “{item}”, at most {most}", item=name(item), most=points(rule.cap(item))),
            offered,
            format_func=points,
            key=key,
            on_change=_tapped,
            args=(found, item, visitor, key),
            width="stretch",
            label_visibility="collapsed",
        )
        beside.show(found, item, visitor)


def _tapped(found: Filled, item: Item, visitor: Visitor, key: str) -> None:
    given = st.session_state.get(key)
    value = None if given is None else points(given)
    _give(found, visitor, {item.code: value})


def _give(found: Filled, visitor: Visitor, given: dict[str, object]) -> None:
    """Keep these points at once; why not, if not, is told when the head is drawn."""
    duty = found.duty
    told = {code: None if value is None else str(value) for code, value in given.items()}
    st.session_state[_WHY] = unless(keep_points, visitor, duty.entrant_id, duty.form.code, told)


def _on(found: Filled, heads: tuple[Head, ...], at: int, visitor: Visitor) -> None:
    """The one main act: the next part, or to sign once everything is there."""
    left = [n for n, head in enumerate(heads) if not head.complete]
    if not left:
        ending.sign(found, visitor)
    else:
        later = [n for n in left if n > at] or [n for n in left if n != at]
        if later:
            there = heads[later[0]]
            st.button(
                _("Next part: {head}", head=either(there.name, there.name_en)),
                key="nb_sheet_next",
                type="primary" if at not in left else "secondary",
                width="stretch",
                icon=":material/arrow_forward:",
                on_click=_go,
                args=(f"{_HEAD}_{found.duty.entrant_id}_{found.duty.form.code}", later[0]),
            )
    ending.step_back(found.duty, visitor)


def _go(key: str, head: int) -> None:
    st.session_state[key] = head
