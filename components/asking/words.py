"""What columns and choices are called, in the visitor's language (字段用语)."""

from components.language import _, chosen
from rules.entity import Choice, Column, Entity, Kind

CHINESE = "zh_CN"
_WRITTEN = {Kind.MONEY: "元", Kind.AREA: "㎡"}
_WRITTEN_EN = {Kind.MONEY: "yuan", Kind.AREA: "m²"}


def label_of(column: Column) -> str:
    """A column as its heading says it."""
    return column.label if chosen() == CHINESE else column.english or column.label


def entity_label(entity: Entity) -> str:
    """A table as its heading says it."""
    return entity.label if chosen() == CHINESE else entity.english or entity.label


def help_of(column: Column) -> str:
    """What is said of a column to whoever fills it in; empty where nothing is."""
    if chosen() == CHINESE:
        return column.help
    return column.help_en or column.help


def choice_word(column: Column, code: str) -> str:
    """One value of a closed list; a code that is no longer in it stands for itself."""
    for choice in column.choices:
        if choice.code == code:
            return _word(choice)
    return code


def _word(choice: Choice) -> str:
    if not choice.label:
        return _(choice.english)
    return choice.label if chosen() == CHINESE else choice.english or choice.label


def unit_of(column: Column) -> str:
    """The unit in which people write the values of a column."""
    written = _WRITTEN if chosen() == CHINESE else _WRITTEN_EN
    return written.get(column.kind, column.unit)
