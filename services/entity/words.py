"""What tables, columns and choices are called, in a language that is named (实体用语)."""

from rules.entity import Column, Entity
from rules.refusal import N_
from services.wording import say

CHINESE = "zh_CN"
YES, NO, EMPTY = N_("Yes"), N_("No"), N_("not filled in")


def entity_name(entity: Entity, language: str) -> str:
    """The table."""
    return entity.label if language == CHINESE else entity.english or entity.label


def column_name(column: Column, language: str) -> str:
    """The column."""
    return column.label if language == CHINESE else column.english or column.label


def choice_name(column: Column, code: str, language: str) -> str:
    """One value of a closed list; a code that is no longer in it stands as it is."""
    for choice in column.choices:
        if choice.code == code:
            own = choice.label if language == CHINESE else ""
            return own or say(language, choice.english)
    return code


def value_name(column: Column, value: object, language: str) -> str:
    """The value of a dimension: of a list, yes or no, or as it stands."""
    if value is None or value == "":
        return say(language, EMPTY)
    if isinstance(value, bool):
        return say(language, YES if value else NO)
    return choice_name(column, str(value), language)
