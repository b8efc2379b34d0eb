"""Finding a home at the desk: by the beginning of its number, or by the owner's full name."""

import streamlit as st

from components.act import redraw
from components.format import clock
from components.language import _
from components.reading import read
from components.text import plain
from models.motion import Motion
from models.revision import Area
from rules.vocabulary import CHANNELS
from services.motion.heads import DeskHead, sought

AREAS = (Area.DELIBERATION,)
_TURN = "nb_desk_turn"


def turn() -> int:
    """Which home this is since the page was opened: each begins with an empty form."""
    return int(st.session_state.get(_TURN, 0))


def next_home() -> None:
    """Clear the desk for the next one, without drawing the whole page again."""
    st.session_state[_TURN] = turn() + 1
    redraw()


def find(motion: Motion) -> DeskHead | None:
    """The home that was typed, with what is known of it; ``None`` while it is not clear."""
    assert motion.id is not None
    typed = st.text_input(
        _("Home number"),
        key=f"nb_desk_unit_{turn()}",
        max_chars=100,
        placeholder=_("For example 3-2-501, then Enter"),
        icon=":material/search:",
        width=360,
    )
    wanted = (typed or "").strip()
    if not wanted:
        return None
    found = read(AREAS, motion.path, sought, motion.id, wanted, motion.names_public)
    if not found:
        st.warning(_("No home on the list begins like this."), icon=":material/search_off:")
        return None
    head = next((row for row in found if row.unit == wanted), None)
    if head is None:
        head = found[0] if len(found) == 1 else _choose(found)
    if head is not None:
        _facts(head)
    return head


def _choose(found: tuple[DeskHead, ...]) -> DeskHead | None:
    by_label = {f"{row.unit} {row.name}": row for row in found}
    picked = st.pills(
        _("Which one?"), list(by_label), key=f"nb_desk_pick_{turn()}", label_visibility="collapsed"
    )
    return by_label[picked] if picked else None


def _facts(head: DeskHead) -> None:
    """Whose home it is and what has come from it; never which answer."""
    lines = [f"**{plain(head.unit or head.name)}** {plain(head.name)}"]
    if head.unit_count > 1:
        lines[0] += f" :gray[{_('one vote for {n} units', n=head.unit_count)}]"
    if head.answered_by and head.answered_at:
        facts = {"channel": _(CHANNELS[head.answered_by]), "moment": clock(head.answered_at)}
        said = _("has answered: {channel}, {moment}", **facts)
        lines.append(f":orange-badge[:material/how_to_vote: {said}]")
    if head.holder:
        lines.append(f":blue-badge[{_('authority held by {name}', name=plain(head.holder))}]")
    if head.delivered_at:
        lines.append(f":gray[{_('paper delivered {moment}', moment=clock(head.delivered_at))}]")
    st.markdown("  \n".join(lines))
