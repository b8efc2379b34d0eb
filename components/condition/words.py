"""What comparisons are called where they are picked (比较用语)."""

from components.language import _
from rules.condition import Op
from rules.entity import Kind
from rules.refusal import N_

_OPS = {
    Op.IS: N_("is"),
    Op.IS_NOT: N_("is not"),
    Op.IN: N_("is one of"),
    Op.LT: N_("is less than"),
    Op.LE: N_("is at most"),
    Op.GT: N_("is more than"),
    Op.GE: N_("is at least"),
    Op.CONTAINS: N_("contains"),
    Op.BEGINS: N_("begins with"),
    Op.HAS: N_("includes"),
    Op.EMPTY: N_("is empty"),
    Op.FILLED: N_("is filled in"),
    Op.WITHIN: N_("lies in"),
}
_DAYS = {
    Op.LT: N_("is before"),
    Op.LE: N_("is on or before"),
    Op.GT: N_("is after"),
    Op.GE: N_("is on or after"),
}
OFFERED = tuple(_OPS)


def op_word(op: Op, kind: Kind) -> str:
    """A comparison, as it is read between a column and a value."""
    dated = kind in {Kind.DATE, Kind.MOMENT} and op in _DAYS
    return _(_DAYS[op] if dated else _OPS[op])
