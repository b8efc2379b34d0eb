"""What custom fields do to the rows that are there (自定义字段与现有记录).

* ``using``: how many rows hold something, lack something, or would not fit a field any more.
* ``indexing``: an index on the values of one field, made and dropped with its definition.
* ``working``: formulas, worked out whenever a row is written, and for all rows when one is new.
"""

from services.field.indexing import index_name, is_indexed, set_index
from services.field.using import failing, holders, misfits, used_by
from services.field.working import follow_the_day, recompute

__all__ = [
    "failing",
    "follow_the_day",
    "holders",
    "index_name",
    "is_indexed",
    "misfits",
    "recompute",
    "set_index",
    "used_by",
]
