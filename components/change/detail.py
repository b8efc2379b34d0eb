"""One change set: what it changes, what stops it, and what may be done with it (变更集详情)."""

import streamlit as st

from components import link
from components.act import act_and_rerun
from components.change import acts, checked, compare, editor, words
from components.change.standing import may
from components.format import clock
from components.language import _, either
from components.reading import read
from components.text import plain
from models.revision import Area
from rules.permission import Permission, Visitor
from services import change
from services.change import Checked, Shown
from services.change.reading import ShownItem
from services.change.standing import OPEN

AREAS = (Area.DEFINITION, Area.PLACE, Area.MEMBER)
MOST_NAMED = 8  # of those who may publish


def show(visitor: Visitor) -> None:
    """Draw it; a sentence and a way on where there is none for this visitor."""
    found = read(AREAS, "/", change.shown, link.asked_id())
    link.to("changes", _("All change sets"), "arrow_back")
    if found is None or not may(visitor, Permission.CONFIGURE, found):
        st.title(_("There is no such change set."))
        return
    kept = found.found
    st.title(plain(kept.title))
    st.markdown(f"{words.badge(kept.state)} {plain(words.place(found.place))}")
    _who(found)
    if kept.note:
        st.text(kept.note)
    seen = checked.of(found, visitor) if kept.state in OPEN and found.items else None
    if seen is not None:
        checked.tell(seen)
    acts.show(found, seen, visitor)
    _items(found, seen, visitor)


def _who(found: Shown) -> None:
    """Who drafted, asked, published, rolled back, and when."""
    kept, people = found.found, found.people
    told = [
        _("drafted by {name}, {at}", name=_name(found, kept.drafted_by), at=clock(kept.created_at))
    ]
    if kept.asked_by in people:
        told.append(_("publication asked for by {name}", name=_name(found, kept.asked_by)))
    if kept.published_at is not None:
        name, at = _name(found, kept.published_by), clock(kept.published_at)
        told.append(_("published by {name}, {at}", name=name, at=at))
    if kept.undone_at is not None:
        name, at = _name(found, kept.undone_by), clock(kept.undone_at)
        told.append(_("rolled back by {name}, {at}", name=name, at=at))
    st.caption(plain(" · ".join(told)))
    if kept.state in OPEN and found.takes_two:
        _second(found)


def _second(found: Shown) -> None:
    """Who may be the second person; what to do where there is nobody."""
    if found.seconds:
        names = plain(_(", ").join(found.seconds[:MOST_NAMED]))
        st.caption(_("A second person publishes this, and then it holds: {names}.", names=names))
        return
    text = _("Nobody else can publish this yet: give a second person a role that may.")
    st.warning(text, icon=":material/person_add:")
    link.to("members", _("Members"), "group")


def _name(found: Shown, member_id: int | None) -> str:
    return found.people.get(member_id or 0, "–")


def _items(found: Shown, seen: Checked | None, visitor: Visitor) -> None:
    if not found.items:
        st.info(
            _(
                "Nothing is in it yet. Change a field, a form, a metric or a right in its editor, "
                "and save it into this change set."
            )
        )
        return
    st.subheader(_("What changes"))
    for item in found.items:
        told = next((one for one in seen.found if one.item_id == item.id), None) if seen else None
        with st.container(border=True, gap="small"):
            _head(found, item, visitor)
            if told is not None:
                checked.item(told, found, visitor)
            compare.show(item)


def _head(found: Shown, item: ShownItem, visitor: Visitor) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        name = plain(either(item.name, item.name_en))
        st.markdown(
            f"{words.icon(item.kind)} {words.kind(item.kind)} · **{name}**", width="content"
        )
        said = words.summary(item.before, item.after, compare.parts(item))
        st.markdown(f":gray[{said}]", width="content")
        st.space("stretch")
        editor.offer(item, (found.found.id or 0) if found.found.state in OPEN else 0)
        editable = found.found.state in OPEN and may(visitor, Permission.CONFIGURE, found)
        text = _("Take it out")
        if editable and st.button(
            text, type="tertiary", icon=":material/close:", key=f"nb_take_{item.id}"
        ):
            given = (found.found.id or 0, item.id, found.found.edit_count)
            act_and_rerun(_("It is taken out."), change.take_item, visitor, *given)
