"""Changes of configuration (变更集): drafted, checked, published by a second person, rolled back.

A set holds at one place; everything in it holds there together, or not at all.
"""

from services.change.carrying import Arriving, arriving, export_change, import_change
from services.change.checking import Checked, Found, check, supposed
from services.change.drafting import (
    ask_publication,
    draft_change,
    drop_change,
    put_item,
    refresh_item,
    take_item,
)
from services.change.publishing import publish_at_once, publish_change
from services.change.reading import Listed, Shown, Wanted, count, home_of, listed, open_at, shown
from services.change.second import needs_second
from services.change.undoing import reverse_change, undo_change, undo_takes_two

__all__ = [
    "Arriving",
    "Checked",
    "Found",
    "Listed",
    "Shown",
    "Wanted",
    "arriving",
    "ask_publication",
    "check",
    "count",
    "draft_change",
    "drop_change",
    "export_change",
    "home_of",
    "import_change",
    "listed",
    "needs_second",
    "open_at",
    "publish_at_once",
    "publish_change",
    "put_item",
    "refresh_item",
    "reverse_change",
    "shown",
    "supposed",
    "take_item",
    "undo_change",
    "undo_takes_two",
]
