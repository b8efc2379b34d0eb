"""What would lift the compound out of the black list, each line computed again (改进测算)."""

import streamlit as st

from components.edition import words
from components.format import percent
from components.language import _
from components.reading import read
from components.text import plain
from models.revision import Area
from rules.edition.lift import Change, Lift, Lifts
from services.hearing.lifting import lifts_of
from services.hearing.preview import OwnRow, Preview

_ASKED = "nb_lift_{entrant}"


def section(seen: Preview, row: OwnRow) -> None:
    """Only when asked for: it computes the edition many times."""
    key = _ASKED.format(entrant=row.entrant.id)
    with st.container(border=True):
        st.markdown(f"**{_('What would lift it out of the black list?')}**")
        if not st.session_state.get(key):
            st.caption(_("Each answer is verified by computing the whole edition again."))
            if st.button(_("Work it out"), icon=":material/trending_up:", key=f"{key}_go"):
                st.session_state[key] = True
                st.rerun()
            return
        with st.spinner(_("Computing")):
            facts = (seen.edition.id or 0, row.entrant.id or 0)
            found = read((Area.RANKING,), seen.edition.path, lifts_of, *facts)
        _told(seen, found)


def _told(seen: Preview, found: Lifts) -> None:
    for gate in found.gates:
        text = _("A hard gate applies: {gate}.", gate=words.gate(seen.body, gate))
        st.markdown(f"{plain(text)} {_('No figure lifts it out.')}")
    if found.gates:
        return
    if found.single:
        st.markdown(_("**Any one** of these alone would be enough:"))
    for lift in found.single:
        st.markdown(f"- {_changes(seen, lift.changes)} :gray[:small[{_outcome(seen, lift)}]]")
    if found.together is not None:
        st.markdown(_("**All of these together** would be enough:"))
        for change in found.together.changes:
            st.markdown(f"- {_changes(seen, (change,))}")
        st.caption(_outcome(seen, found.together))
    if found.alone_not_enough:
        named = words.leaves(seen.body, found.alone_not_enough)
        text = _("Not enough alone, even at its best: {indicators}.", indicators=plain(named))
        st.caption(text)
    if not found.single and found.together is None:
        st.write(_("No figures of its own would do: the others are too far ahead."))


def _changes(seen: Preview, changes: tuple[Change, ...]) -> str:
    parts = [
        _(
            "{indicator} from {before} to {after} {unit}",
            indicator=f"**{plain(words.leaf(seen.body, change.code))}**",
            before=plain(change.before),
            after=f"**{plain(change.after)}**",
            unit=plain(words.unit(seen.body, change.code)),
        ).strip()
        for change in changes
    ]
    return _(", ").join(parts)


def _outcome(seen: Preview, lift: Lift) -> str:
    return _(
        "verified: score {score}, rank {rank}, among the worst in {share} of the draws",
        score=words.score(lift.score, seen.body),
        rank=lift.rank or "–",
        share=percent(lift.worst, lift.draws),
    )
