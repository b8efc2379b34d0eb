"""What kinds of fields, and what is special about one, are called (字段类型用语)."""

from components.language import _
from rules.entity import Column, Kind
from rules.refusal import N_

_KINDS = {
    Kind.TEXT: N_("Text"),
    Kind.LONG_TEXT: N_("Text of several lines"),
    Kind.NUMBER: N_("Whole number"),
    Kind.MONEY: N_("Amount of money"),
    Kind.AREA: N_("Area"),
    Kind.DATE: N_("Day"),
    Kind.MOMENT: N_("Moment"),
    Kind.YES_NO: N_("Yes or no"),
    Kind.CHOICE: N_("One of a list"),
    Kind.CHOICES: N_("Several of a list"),
    Kind.PERSON: N_("Person"),
    Kind.PLACE: N_("Place"),
    Kind.ROW: N_("Row of another table"),
    Kind.FILE: N_("File"),
    Kind.FORMULA: N_("Formula"),
}
RESULTS = {
    Kind.NUMBER: N_("A number"),
    Kind.MONEY: N_("An amount of money"),
    Kind.DATE: N_("A day"),
    Kind.YES_NO: N_("Yes or no"),
    Kind.TEXT: N_("Text"),
}


def kind(of: Kind) -> str:
    """A kind of field."""
    return _(_KINDS[of])


def kind_word(column: Column) -> str:
    """What a column holds; of a formula that it is worked out."""
    if column.formula:
        return _("Formula")
    return kind(column.kind)


def result(of: Kind) -> str:
    """What a formula gives."""
    return _(RESULTS[of])


def marks(column: Column) -> list[str]:
    """What is special about a column, a word each."""
    found = (
        (column.required, _("Required")),
        (column.hidden, _("Hidden")),
        (column.personal, _("Personal data")),
        (column.visible_if is not None, _("Asked under a condition")),
        (column.required_if is not None, _("Required under a condition")),
        (column.extra and column.indexed, _("Indexed")),
    )
    return [word for holds, word in found if holds]
