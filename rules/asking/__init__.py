"""Whether what was filled in may stand (填写校验): one rule for forms, imports and whole batches.

``checker(entity)`` prepares the columns once; calling it for a row takes microseconds. It knows no
database: whether a person or a place that was picked exists is asked beside it.
"""

from rules.asking.checking import Checked, Checker, Wrong, checked, checker
from rules.asking.value import Unfit, cleaner

__all__ = ["Checked", "Checker", "Unfit", "Wrong", "checked", "checker", "cleaner"]
