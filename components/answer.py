"""What was done is told to whoever did it, once, on the page that he sees then (回应).

A toast does not outlive the page it is on, and most acts draw the page anew or leave it. So an
answer waits until a run comes to its end: this one, or the one that it gave way to.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from components.run import memo

_WAITING, _ANSWERING = "nb_answers", "answering"


def say(done: str) -> None:
    """``done`` is told at the end of this run, or of the next when this one is given up."""
    st.session_state[_WAITING] = (*st.session_state.get(_WAITING, ()), done)


@contextmanager
def answering() -> Iterator[None]:
    """Around a whole run, of a page or of a part that runs alone; inside another, nothing more."""
    notes = memo()
    if _ANSWERING in notes:
        yield
        return
    notes[_ANSWERING] = True
    yield
    # A run that is drawn anew, left or stopped does not come here: Streamlit draws no more of it.
    for done in st.session_state.pop(_WAITING, ()):
        st.toast(done, icon=":material/check:")
