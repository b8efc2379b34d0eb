"""How much of something is used, as a bar of letters in the colour of spending (用量条).

Streamlit's own bar is seal-red, and red here means late.
"""

import streamlit as st

LENGTH = 18  # letters: fits a phone


def show(part: int, whole: int, text: str) -> None:
    """``text``, and below it ``part`` of ``whole``."""
    full = LENGTH if whole <= 0 else max(0, min(LENGTH, part * LENGTH // whole))
    full = max(full, int(part > 0))
    drawn = f":orange[{'━' * full}]" if full else ""
    rest = f":gray[{'─' * (LENGTH - full)}]" if full < LENGTH else ""
    st.markdown(f":small[{text}]  \n{drawn}{rest}")
