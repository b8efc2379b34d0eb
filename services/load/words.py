"""What columns and choices are called in a file (表头与选项用语)."""

from rules.entity import Choice, Column, Entity, Kind
from rules.load.cell import flat
from rules.refusal import N_
from services.wording import LANGUAGES, say

CHINESE = "zh_CN"
YES, NO = N_("Yes"), N_("No")
_UNITS = {Kind.MONEY: N_("yuan"), Kind.AREA: N_("m²")}


def label(column: Column, language: str) -> str:
    """What a column is called."""
    return column.label if language == CHINESE else column.english or column.label


def named(entity: Entity, language: str) -> str:
    """What a table is called."""
    return entity.label if language == CHINESE else entity.english or entity.label


def heading(column: Column, language: str) -> str:
    """What stands above a column of a file: its name and, for money and area, the unit."""
    unit = _UNITS.get(column.kind)
    if unit is None:
        return label(column, language)
    open_, close = ("（", "）") if language == CHINESE else (" (", ")")
    return f"{label(column, language)}{open_}{say(language, unit)}{close}"


def choice(one: Choice, language: str) -> str:
    """What a choice is called: an administrator's own word, else ours in that language."""
    if language == CHINESE:
        return one.label or say(language, one.english)
    return one.english or one.label


def choices(column: Column, language: str) -> dict[str, str]:
    """The labels of a column's choices by their codes."""
    return {one.code: choice(one, language) for one in column.choices}


def called(column: Column) -> list[str]:
    """Everything that may stand above a column in a file."""
    own = [column.name, column.label, column.english]
    return [*own, *(heading(column, language) for language in LANGUAGES)]


def meanings(column: Column) -> dict[str, str]:
    """The codes of a column's choices by everything they may be called."""
    found: dict[str, str] = {}
    for one in column.choices:
        for word in (one.code, one.label, *(choice(one, language) for language in LANGUAGES)):
            if word:
                found.setdefault(flat(word), one.code)
    return found
