"""The one secured way to rows (数据权限): nine doors, one select. Closed by default.

* ``reach(session, actor, table, action=Action.READ, full=False) -> Reach``; ``table`` is a key or
  an ``Entity``. Refused where the actor has no such right anywhere. For the nine doors:
  ``at_door(session, actor, table, Door.EXPORT)``. A metric asks with ``Action.MEASURE``: what may
  be read may be measured too.
* ``Reach.names``: the columns he may use at all. ``Reach.rows()``: which rows, as SQL.
  ``Reach.column(name)``: a column as SQL, empty in rows where he may not see it, masked where it
  names or reaches a person. Select, filter, sort, search and group by nothing else. A name that is
  not his is refused with the same sentence as one that does not exist.
* ``secured(reach, *names) -> Select`` of ``id`` and these columns, labelled by their names;
  ``.with_only_columns(func.count())`` counts. ``reach.where(condition)`` is a filter of his as SQL,
  ``reach.facts`` what its facts are; ``reach.says(words)`` a search in the table's search columns.
  The n-gram index may only find candidates: add ``reach.says`` wherever ``reach.plain(name)`` is
  false for a search column.
* ``sees_all(session, reach)``: whether that is every row; ``rows()`` may then be left out.
* Personal columns are masked for everybody. ``full=True`` opens them where the actor holds
  ``READ_PERSONAL``; whoever asks so calls ``note_reading(session, actor, entity, ids)`` in a
  transaction, which leaves ``row.read`` in the trail.
* Writing: ``may_write(session, actor, table, action) -> Reach`` with rights read afresh; then
  ``allowed(session, reach, row_id) -> frozenset[str]``: the columns of this very row (empty: none
  of his), asked before and after the change. Where the subject's own rules change the rows
  (``Changes.BY_ACTS``), only ``free`` and custom columns are among them.
* ``why(session, asker, person, Question(table, action, row_id, column)) -> Answer``: the reasons,
  yes and no. ``lines(session)`` is the matrix, ``terms(session, role, table)`` one square of it.
"""

from services.right.matrix import lines, terms
from services.right.reach import Reach, at_door, reach, secured
from services.right.reading import rights, rights_of
from services.right.whole import sees_all
from services.right.why import Answer, Question, why
from services.right.writing import allowed, may_write, note_reading

__all__ = [
    "Answer",
    "Question",
    "Reach",
    "allowed",
    "at_door",
    "lines",
    "may_write",
    "note_reading",
    "reach",
    "rights",
    "rights_of",
    "secured",
    "sees_all",
    "terms",
    "why",
]
