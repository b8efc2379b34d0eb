"""What stands behind a metric that follows from others (派生构成): each part with its own rows."""

import streamlit as st

from components import link
from components.act import why
from components.dashboard.asked import Asked as LookedAt
from components.language import _, chosen
from components.reading import read
from components.text import plain
from models.revision import Area
from rules.metric import Metric
from rules.permission import Visitor
from rules.refusal import Refused
from services.dashboard.words import period as period_name
from services.metric import Asked, figure, figure_shown, in_words, label, metric

DEFINED = (Area.DEFINITION,)
ALL = tuple(Area)


def show(visitor: Visitor, whole: Metric, looked_at: LookedAt) -> None:
    """The figure, how it is made, and of each part its figure and the way to its rows: for the
    same place and the same time."""
    at = looked_at.at
    asked = Asked(today=at.today, start=at.period.start, end=at.period.end, path=at.path)
    said, _refused = _figure(visitor, whole, asked)
    time = period_name(at.period, chosen())
    st.markdown(f"### {plain(said)}\n\n:small[:gray[{plain(at.place)} · {plain(time)}]]")
    st.markdown(plain(read(DEFINED, "/", in_words, whole, chosen())))
    place = next(one.code for one in looked_at.places if one.id == at.place_id)
    for key in whole.parts:
        try:
            part = read(DEFINED, "/", metric, key)
        except Refused as refusal:
            st.caption(f"{plain(key)}: {why(refusal)}")
            continue
        _part(visitor, part, asked, {"place": place, "period": at.period.key})


def _part(visitor: Visitor, part: Metric, asked: Asked, same: dict[str, str]) -> None:
    said, refused = _figure(visitor, part, asked)
    with st.container(border=True, gap="xxsmall"):
        st.markdown(f"**{plain(label(part, chosen()))}**　{plain(said)}")
        if refused is not None:
            st.caption(f":material/lock: {why(refused)}")
            return
        link.to("metric", _("The rows behind it"), "list", key=part.key, part="rows", **same)


def _figure(visitor: Visitor, one: Metric, asked: Asked) -> tuple[str, Refused | None]:
    try:
        found = read(ALL, asked.path, figure, visitor, one, asked)
    except Refused as refusal:
        return "", refusal
    return figure_shown(one, found, chosen()), None
