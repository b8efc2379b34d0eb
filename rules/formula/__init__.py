"""Formulas over the columns of a row (公式): a small closed language, exact to the last digit.

    cost_fen ÷ 3                           (money divided by a number is money)
    days(received_on, handled_on)          round(yuan(cost_fen) / households, 2)
    if(satisfied, "满意", "不满意")         如果(x_n > 3, x_n × 2, 0)

Numbers are fractions until the end: nothing is lost on the way. Empty values make a result empty;
a comparison with nothing does not hold; division by zero gives nothing. ``min``, ``max`` and
``concat`` pass over what is empty, and ``default(a, b)`` puts something in its place.

* ``read_formula(text, columns) -> Formula`` refuses everything else with one sentence.
* ``worked(formula, row, today)`` is the value, as a column of its kind keeps it.
* ``worker(entity)`` works out all formulas of a table, each after those it rests on.

What a formula gives is stored with the row whenever the row is written, and never worked out by a
database: so filters, lists, files and figures all see the one number that was worked out here.
"""

from rules.formula.reading import FUNCTIONS, LONGEST, Formula, read_formula
from rules.formula.rounded import worked
from rules.formula.shape import TYPES, Type, names
from rules.formula.worker import Worker, in_order, worker
from rules.formula.working import work

__all__ = [
    "FUNCTIONS",
    "LONGEST",
    "TYPES",
    "Formula",
    "Type",
    "Worker",
    "in_order",
    "names",
    "read_formula",
    "work",
    "worked",
    "worker",
]
