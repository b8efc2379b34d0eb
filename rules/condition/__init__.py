"""The one language of rules (条件): filters, row rights, required-if, visible-if, metrics.

A condition is JSON of a closed shape::

    {"all": [c, …]}   {"any": [c, …]}   {"not": c}
    {"field": "state", "op": "is", "value": "open"}

``null`` and ``{"all": []}`` hold for every row. Values are of the column's kind: texts and codes as
strings, numbers whole, money in fen, areas in cm², days as ``"2026-06-10"``, references as ids,
``within`` as the path of a place; or what is true at the moment of asking: ``{"fact": "user"}``,
``"today"``, ``"days_ago:30"``, ``"days_ahead:7"``, ``"month_start"``, ``"year_start"``,
``"now_year"``, ``"my_places"``.

* ``read_condition(json, entity) -> Condition`` refuses everything else with one sentence.
* ``holds(condition, row, facts) -> bool``: in Python; ``row`` is a mapping of names to values.
* ``services.condition.clause(condition, expression, facts)``: the same for the database.
* ``services.condition.in_words(condition, entity, language)``: the same for people;
  ``cell(condition, entity)`` is what it translates.
* ``names(condition)``: the columns it looks at; ``compared(condition)`` those whose values it does.

There are two truth values only. A comparison with nothing, with what is not of the column's kind,
or with an empty text is false; its negation is true: ``is_not`` is ``not is``, ``not_in`` is
``not in``. ``is`` and the order of texts look at code points; ``contains`` and ``begins`` do not
tell A–Z from a–z, and nothing else alike. A day compared with a moment means the whole day in
Shanghai. So Python, SQLite and PostgreSQL agree whatever their collation.
"""

from rules.condition.holding import holds
from rules.condition.reading import OPS, read_condition, written
from rules.condition.shape import (
    ALWAYS,
    AllOf,
    AnyOf,
    Condition,
    Fact,
    Facts,
    Not,
    Op,
    Test,
    compared,
    names,
)
from rules.condition.words import cell

__all__ = [
    "ALWAYS",
    "OPS",
    "AllOf",
    "AnyOf",
    "Condition",
    "Fact",
    "Facts",
    "Not",
    "Op",
    "Test",
    "cell",
    "compared",
    "holds",
    "names",
    "read_condition",
    "written",
]
