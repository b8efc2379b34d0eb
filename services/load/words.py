"""What columns and choices are called in a file (表头与选项用语)."""

from rules.entity import Column, Kind
from rules.load.cell import flat
from services.entity.words import CHINESE, choice_word, column_name, unit_of
from services.wording import LANGUAGES

_SAID = {Kind.MONEY, Kind.AREA}  # written in another unit than they are kept in


def heading(column: Column, language: str) -> str:
    """What stands above a column of a file: its name and, for money and area, the unit."""
    name = column_name(column, language)
    if column.kind not in _SAID:
        return name
    open_, close = ("（", "）") if language == CHINESE else (" (", ")")
    return f"{name}{open_}{unit_of(column, language)}{close}"


def called(column: Column) -> list[str]:
    """Everything that may stand above a column in a file."""
    own = [column.name, column.label, column.english]
    return [*own, *(heading(column, language) for language in LANGUAGES)]


def meanings(column: Column) -> dict[str, str]:
    """The codes of a column's choices by everything they may be called."""
    found: dict[str, str] = {}
    for one in column.choices:
        for word in (one.code, one.label, *(choice_word(one, language) for language in LANGUAGES)):
            if word:
                found.setdefault(flat(word), one.code)
    return found
