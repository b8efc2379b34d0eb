"""What tables, columns and choices are called, in a language that is named (实体用语).

The one place that says so: lists, files, figures, forms and printed pages ask here.
"""

from rules.entity import Choice, Column, Entity, Kind
from rules.refusal import N_
from services.wording import either, say

CHINESE = "zh_CN"
YES, NO, EMPTY = N_("Yes"), N_("No"), N_("not filled in")
_WRITTEN = {Kind.MONEY: N_("yuan"), Kind.AREA: N_("m²")}


def entity_name(entity: Entity, language: str) -> str:
    """The table."""
    return either(language, entity.label, entity.english)


def column_name(column: Column, language: str) -> str:
    """The column."""
    return either(language, column.label, column.english)


def help_of(column: Column, language: str) -> str:
    """What is said of a column to whoever fills it in; empty where nothing is."""
    return either(language, column.help, column.help_en)


def unit_of(column: Column, language: str) -> str:
    """The unit in which people write the values of a column."""
    unit = _WRITTEN.get(column.kind)
    return column.unit if unit is None else say(language, unit)


def choice_word(choice: Choice, language: str) -> str:
    """One of a closed list: an administrator's own word, else ours in that language."""
    if language == CHINESE:
        return choice.label or say(language, choice.english)
    return choice.english or choice.label


def choice_words(column: Column, language: str) -> dict[str, str]:
    """The words of a closed list by its codes."""
    return {one.code: choice_word(one, language) for one in column.choices}


def choice_name(column: Column, code: str, language: str) -> str:
    """One value of a closed list; a code that is no longer in it stands as it is."""
    known = next((one for one in column.choices if one.code == code), None)
    return code if known is None else choice_word(known, language)


def value_name(column: Column, value: object, language: str) -> str:
    """The value of a dimension: of a list, yes or no, or as it stands."""
    if value is None or value == "":
        return say(language, EMPTY)
    if isinstance(value, bool):
        return say(language, YES if value else NO)
    return choice_name(column, str(value), language)
