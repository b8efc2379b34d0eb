"""Dashboards (看板): figures of a place and a time as pictures and tables, down to the rows.

* ``dashboards(session, path)``, ``dashboard(session, key)``: what was drawn up.
* ``answer(session, viewer, dashboard, tile, at, language)``: one tile, drawn and told.
* ``must_read(dashboard, viewer)``: who may look.
"""

from services.dashboard.answering import Answer, Row, answer
from services.dashboard.asking import At, place_at
from services.dashboard.catalogue import dashboard, dashboards, must_read

__all__ = [
    "Answer",
    "At",
    "Row",
    "answer",
    "dashboard",
    "dashboards",
    "must_read",
    "place_at",
]
