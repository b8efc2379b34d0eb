"""What a metric is held against besides: targets of a year, figures of others (年度目标)."""

from typing import Any

import streamlit as st

from components.language import _
from components.metric.decimal import decimal
from models.base import now
from rules.calendar import day_of

Body = dict[str, Any]
YEARS = 3  # this one and those that follow
MOST = 6  # figures of others


def targets(known: list[Body]) -> list[Body]:
    """Targets of single years; those of other periods are kept as they are."""
    first = day_of(now()).year
    years = [str(first + n) for n in range(YEARS)]
    held = {one["period"]: one["value"] for one in known}
    kept = [one for one in known if one["period"] not in years]
    with st.container(horizontal=True, gap="small"):
        for year in years:
            value = decimal(
                _("Target {period}", period=year), held.get(year), f"nb_m_target_{year}"
            )
            kept += [{"period": year, "value": value}] if value else []
    return kept


def comparisons(known: list[Body]) -> list[Body]:
    """Figures published elsewhere: those there are, and room for one more."""
    st.caption(_("Figures published elsewhere are drawn beside ours, with their source."))
    found = []
    for n in range(min(len(known) + 1, MOST)):
        given = known[n] if n < len(known) else {}
        one = _comparison(n, given)
        if one is not None:
            found.append(one)
    return found


def _comparison(n: int, given: Body) -> Body | None:
    """One of them; what has lost its name, its figure or its source is left out."""
    key = f"nb_m_compare_{n}"
    name = st.text_input(_("Whose figure"), given.get("label", ""), max_chars=60, key=f"{key}_name")
    with st.container(horizontal=True, gap="small"):
        value = decimal(_("Its figure"), given.get("value"), f"{key}_value")
        most = decimal(_("Up to, where it is a span"), given.get("most"), f"{key}_most")
    source = st.text_input(_("Source"), given.get("source", ""), max_chars=120, key=f"{key}_source")
    if not (name and value and source):
        return None
    same = given if name == given.get("label") else {}
    made = {**same, "label": name, "value": value, "source": source, "most": most}
    return {word: one for word, one in made.items() if one}
