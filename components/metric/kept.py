"""What was published, beside what the rows say today (已公布的数)."""

import streamlit as st

from components.language import _, chosen
from components.reading import read
from components.text import plain
from models.revision import Area
from rules.metric import Metric, Period
from rules.permission import Visitor
from services.dashboard import At
from services.dashboard.words import period as period_name
from services.metric import Asked, figure, figure_shown, shown
from services.metric.snapshot import may_see, published, scaled

_BACK = 8
ALL = tuple(Area)


def show(visitor: Visitor, metric: Metric, at: At) -> None:
    """The last periods that ended, where something was kept of them that is the visitor's."""
    if not read(ALL, at.path, may_see, visitor, metric, at.path):
        return
    ended = Period.of(at.today, metric.grain)
    spans = [ended.shifted(-n) for n in range(1, _BACK + 1)]
    keys = tuple(span.key for span in spans)
    held = read((Area.METRIC,), at.path, published, metric.key, at.path, keys)
    if not held:
        return
    with st.expander(_("As it was published"), icon=":material/lock_clock:"):
        st.caption(_("Each figure is kept when its period has ended, and stays."))
        heads = (_("Time"), _("As published"), _("As counted today"), _("Version"))
        lines = ["| " + " | ".join(heads) + " |", "|:---|---:|---:|---:|"]
        for span in spans:
            if span.key not in held:
                continue
            kept, number = held[span.key]
            asked = Asked(today=at.today, path=at.path).of(span)
            now = read(ALL, at.path, figure, visitor, metric, asked)
            cells = (
                period_name(span, chosen()),
                shown(metric, scaled(metric, kept), chosen()),
                figure_shown(metric, now, chosen()),
                str(number),
            )
            lines.append("| " + " | ".join(plain(cell) for cell in cells) + " |")
        st.markdown("\n".join(lines))
