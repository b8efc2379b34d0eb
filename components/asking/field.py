"""One input for one column (字段输入): drawn by its kind, told in the visitor's language."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypedDict

import streamlit as st

from components.asking.handing import handed_in
from components.asking.picking import pick
from components.language import _, chosen
from components.table import words
from components.text import plain
from rules.calendar import SHANGHAI
from rules.entity import WIDEST, Column, Kind
from rules.money import fen_of
from rules.permission import Visitor
from rules.refusal import Refused
from services.entity.words import help_of, unit_of

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
CM2 = 10_000
FEW = 4  # choices that stand beside each other


class Usual(TypedDict):
    """What every widget is told (通用参数)."""

    key: str
    help: str | None
    disabled: bool


@dataclass(frozen=True)
class Field:
    """What an input needs to know beside its column (输入项)."""

    column: Column
    key: str
    given: Any
    label: str
    help: str | None
    visitor: Visitor
    path: str
    disabled: bool = False

    @property
    def usual(self) -> Usual:
        """What every widget is told."""
        return {"key": self.key, "help": self.help, "disabled": self.disabled}


def draw(
    column: Column, key: str, given: Any, visitor: Visitor, path: str, *, required: bool
) -> Any:
    """The input of one column; returns what it holds, not yet checked."""
    name, unit = plain(words.column(column)), unit_of(column, chosen())
    label = _("{label} ({unit})", label=name, unit=plain(unit)) if unit else name
    label = f"{label} :red[\\*]" if required else label
    help_ = plain(help_of(column, chosen())) or None
    field = Field(column, key, given, label, help_, visitor, path, not column.writable)
    return _DRAWN.get(column.kind, _reference)(field)


def _text(field: Field) -> str | None:
    return st.text_input(
        field.label,
        _said(field.given),
        max_chars=field.column.longest,
        **field.usual,
    )


def _long_text(field: Field) -> str | None:
    return st.text_area(
        field.label,
        _said(field.given),
        max_chars=field.column.longest,
        **field.usual,
    )


def _number(field: Field) -> int | None:
    given = field.given if _is_whole(field.given) else None
    found = st.number_input(
        field.label,
        value=given,
        step=1,
        **field.usual,
        placeholder=_bounds(field.column) or None,
    )
    return None if found is None else int(found)


def _money(field: Field) -> Any:
    written = field.given if not _is_whole(field.given) else _sum(field.given)
    text = st.text_input(
        field.label,
        _said(written),
        max_chars=20,
        **field.usual,
        placeholder=_("48,600.50 or 4.86万"),
    )
    bare = (text or "").strip()
    if not bare:
        return None
    minus = bare.startswith("-")
    try:
        return -fen_of(bare[1:]) if minus else fen_of(bare)
    except Refused:
        return bare  # the check says why it is none


def _area(field: Field) -> Any:
    written = f"{Decimal(field.given) / CM2:f}" if _is_whole(field.given) else field.given
    if isinstance(written, str) and "." in written:
        written = written.rstrip("0").rstrip(".")
    text = st.text_input(
        field.label,
        _said(written),
        max_chars=20,
        **field.usual,
    )
    bare = (text or "").replace(",", "").strip()
    try:
        cm2 = Decimal(bare) * CM2
        return int(cm2) if cm2.is_finite() and cm2 == int(cm2) else bare
    except ArithmeticError:
        return bare or None


def _date(field: Field) -> date | None:
    found = st.date_input(
        field.label,
        value=_day_of(field.given),
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        **field.usual,
    )
    return found if isinstance(found, date) else None


def _moment(field: Field) -> datetime | None:
    given = field.given if isinstance(field.given, datetime) else None
    found = st.datetime_input(
        field.label,
        value=given.astimezone(SHANGHAI).replace(tzinfo=None) if given else None,
        min_value=datetime(1900, 1, 1),
        max_value=datetime(2199, 12, 31),
        **field.usual,
    )
    return found.replace(tzinfo=SHANGHAI) if found else None


def _yes_no(field: Field) -> bool | None:
    return st.segmented_control(
        field.label,
        [True, False],
        default=field.given if isinstance(field.given, bool) else None,
        format_func=lambda yes: _("Yes") if yes else _("No"),
        **field.usual,
    )


def _choice(field: Field) -> str | None:
    column = field.column
    codes = [choice.code for choice in column.choices]
    given = getattr(field.given, "value", field.given)
    if isinstance(given, str) and given and given not in codes:
        codes.append(given)  # taken off the list since: it is seen, and told to be wrong on saving
    return st.selectbox(
        field.label,
        codes,
        index=codes.index(given) if given in codes else None,
        format_func=lambda code: words.choice(column, code),
        **field.usual,
        placeholder=_("Choose"),
    )


def _choices(field: Field) -> list[str]:
    column = field.column
    codes = [choice.code for choice in column.choices]
    given = field.given if isinstance(field.given, list | tuple) else []
    return st.multiselect(
        field.label,
        codes,
        default=[code for code in given if code in codes],
        format_func=lambda code: words.choice(column, code),
        **field.usual,
        placeholder=_("Choose"),
    )


def _reference(field: Field) -> int | None:
    return pick(
        field.column,
        field.key,
        field.given if _is_whole(field.given) else None,
        field.label,
        field.help,
        field.visitor,
        field.path,
    )


def _file(field: Field) -> str | None:
    return handed_in(field.key, field.given, field.label, field.help, field.visitor)


_DRAWN: dict[Kind, Callable[[Field], Any]] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _long_text,
    Kind.NUMBER: _number,
    Kind.MONEY: _money,
    Kind.AREA: _area,
    Kind.DATE: _date,
    Kind.MOMENT: _moment,
    Kind.YES_NO: _yes_no,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.FILE: _file,
}


def _said(given: Any) -> str:
    return "" if given is None else str(given)


def _is_whole(given: Any) -> bool:
    return isinstance(given, int) and not isinstance(given, bool)


def _sum(fen: int) -> str:
    sign, rest = ("-", -fen) if fen < 0 else ("", fen)
    return f"{sign}{rest // 100}.{rest % 100:02d}".removesuffix(".00")


def _day_of(given: Any) -> date | None:
    if isinstance(given, str):
        try:
            given = date.fromisoformat(given)
        except ValueError:
            return None
    if isinstance(given, datetime) or not isinstance(given, date):
        return None
    return given if FIRST_DAY <= given <= LAST_DAY else None


def _bounds(column: Column) -> str:
    least = None if column.least == -WIDEST else column.least
    most = None if column.most == WIDEST else column.most
    if least is not None and most is not None:
        return f"{least:,} – {most:,}"
    if most is not None:
        return f"≤ {most:,}"
    return f"≥ {least:,}" if least is not None else ""
