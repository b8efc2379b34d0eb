"""One value against its column (取值校验): what is kept of it, or why it cannot be."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from rules.condition.value import LARGEST
from rules.entity import WHOLE, Column, Kind
from rules.file import read_kept
from rules.refusal import N_

Cleaner = Callable[[Any], Any]

LONGEST = 20_000  # characters, where nothing else bounds a text
MOST_CHOSEN = 100
_UNSAYABLE = re.compile("[\0\ud800-\udfff]")  # no database can hold these
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WHOLE_TEXT = re.compile(r"-?[0-9]{1,18}")
EMPTY: tuple[object, ...] = (None, "", [], ())


class Unfit(Exception):
    """A value that its column cannot take (不合要求的值): a code, and a sentence."""

    def __init__(self, code: str, sentence: str, **facts: object) -> None:
        super().__init__(sentence)
        self.code, self.sentence = code, sentence
        self.facts: Mapping[str, object] = facts


def cleaner(column: Column) -> Cleaner:
    """What turns a value that somebody gave into the one that is kept; ``None`` is empty.

    Custom fields keep days as ``2026-06-10``, for they live in JSON. ``Unfit`` says why not.
    """
    made = _BY_KIND.get(column.kind, _reference)(column)

    def clean(given: Any) -> Any:
        return None if given is None or given == "" else made(given)

    return clean


def _text(column: Column) -> Cleaner:
    longest = column.longest or LONGEST
    pattern = re.compile(column.pattern) if column.pattern else None
    flat = column.kind is Kind.TEXT

    def clean(given: Any) -> str | None:
        if isinstance(given, Enum):
            given = given.value
        if not isinstance(given, str) or _UNSAYABLE.search(given):
            raise Unfit("kind", N_("This is not a text."))
        kept = (" ".join(given.split()) if flat else given.strip()) if given else given
        if len(kept) > longest:
            raise Unfit("longest", N_("At most {n} characters."), n=longest)
        if kept and pattern is not None and not pattern.fullmatch(kept):
            raise Unfit("pattern", N_("This is not written as it must be."))
        return kept or None

    return clean


def _whole(column: Column) -> Cleaner:
    least = column.least if column.least is not None else -LARGEST
    most = column.most if column.most is not None else LARGEST

    def clean(given: Any) -> int:
        number = _read_whole(given)
        if number < least:
            raise Unfit("least", N_("At least {n}."), n=_shown(column, least))
        if number > most:
            raise Unfit("most", N_("At most {n}."), n=_shown(column, most))
        return number

    return clean


def _read_whole(given: Any) -> int:
    if isinstance(given, int) and not isinstance(given, bool):
        return given
    if isinstance(given, str):
        bare = unicodedata.normalize("NFKC", given).replace(",", "").strip()
        if _WHOLE_TEXT.fullmatch(bare):
            return int(bare)
    if isinstance(given, float | Decimal) and -LARGEST <= given <= LARGEST and given % 1 == 0:
        return int(given)
    raise Unfit("kind", N_("This is not a whole number."))


def _shown(column: Column, bound: int) -> str:
    """A bound as people read it: fen as yuan."""
    if column.kind is Kind.MONEY:
        return f"{Decimal(bound) / 100:,.2f}"
    if column.kind is Kind.AREA:
        return f"{Decimal(bound) / 10_000:,f}"
    return f"{bound:,}"


def _date(column: Column) -> Cleaner:
    def clean(given: Any) -> date | str:
        day = _read_day(given)
        return day.isoformat() if column.extra else day

    return clean


def _read_day(given: Any) -> date:
    if isinstance(given, date) and not isinstance(given, datetime):
        return given
    if isinstance(given, str) and _DAY.fullmatch(given.strip()):
        try:
            return date.fromisoformat(given.strip())
        except ValueError:
            pass
    raise Unfit("kind", N_("This is not a day, such as 2026-06-10."))


def _moment(_column: Column) -> Cleaner:
    def clean(given: Any) -> datetime:
        try:
            found = datetime.fromisoformat(given) if isinstance(given, str) else given
        except ValueError:
            found = None
        if not isinstance(found, datetime) or found.tzinfo is None:
            raise Unfit("kind", N_("This is not a moment."))
        return found

    return clean


def _yes_no(_column: Column) -> Cleaner:
    def clean(given: Any) -> bool:
        if not isinstance(given, bool):
            raise Unfit("kind", N_("This is neither yes nor no."))
        return given

    return clean


def _choice(column: Column) -> Cleaner:
    known = frozenset(choice.code for choice in column.choices)

    def clean(given: Any) -> str:
        code = given.value if isinstance(given, Enum) else given
        if not isinstance(code, str) or code not in known:
            raise Unfit("choice", N_("This is not in the list."))
        return code

    return clean


def _choices(column: Column) -> Cleaner:
    known = {choice.code: n for n, choice in enumerate(column.choices)}

    def clean(given: Any) -> list[str] | None:
        if not given and isinstance(given, list | tuple):
            return None
        if not isinstance(given, list | tuple) or len(given) > MOST_CHOSEN:
            raise Unfit("kind", N_("This is not a list."))
        if not all(isinstance(code, str) and code in known for code in given):
            raise Unfit("choice", N_("This is not in the list."))
        return sorted(set(given), key=known.__getitem__)

    return clean


def _file(_column: Column) -> Cleaner:
    def clean(given: Any) -> str:
        if read_kept(given) is None:
            raise Unfit("kind", N_("This is not a file that was handed in here."))
        return str(given)

    return clean


def _reference(_column: Column) -> Cleaner:
    def clean(given: Any) -> int:
        if isinstance(given, bool) or not isinstance(given, int) or not 0 < given <= LARGEST:
            raise Unfit("kind", N_("Pick one of those that are offered."))
        return given

    return clean


_BY_KIND: dict[Kind, Callable[[Column], Cleaner]] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _text,
    Kind.DATE: _date,
    Kind.MOMENT: _moment,
    Kind.YES_NO: _yes_no,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.FILE: _file,
    **dict.fromkeys(WHOLE, _whole),
}
