"""The ground every table stands on: one registry, one primary key, one clock."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, Column, DateTime, Enum, MetaData, String, TypeDecorator, event
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

# Paths of places are compared byte by byte, whatever the language of the database.
PATH = String(120).with_variant(String(120, collation="C"), "postgresql")


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, kept in UTC even where the database forgets time zones."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Going in: aware, turned to UTC, stored plain."""
        assert value is None or value.tzinfo is not None, "moments must be aware"
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, dialect: Any) -> datetime | None:
        """Coming out: aware again."""
        return None if value is None else value.replace(tzinfo=UTC)


def _wall_clock() -> datetime:
    return datetime.now(UTC)


_clock: Callable[[], datetime] = _wall_clock


def now() -> datetime:
    """The one clock: this moment, aware, in UTC. Tests and seeds stop it with ``clock_at``."""
    return _clock()


def this_minute() -> datetime:
    """The clock at the grain that cached readings may see."""
    return now().replace(second=0, microsecond=0)


def set_clock(clock: Callable[[], datetime] | None) -> None:
    """Let ``clock`` tell the time from here on; ``None`` goes back to the wall clock."""
    global _clock  # noqa: PLW0603 one clock a process, on purpose
    _clock = clock or _wall_clock


@contextmanager
def clock_at(moment: datetime) -> Iterator[None]:
    """Stop the one clock at ``moment`` inside the block."""
    before = _clock
    set_clock(lambda: moment)
    try:
        yield
    finally:
        set_clock(before)


def described(
    label: str,
    *,
    english: str = "",
    unit: str | None = None,
    measure: bool = False,
    dimension: bool = False,
    personal: bool = False,
    long: bool = False,
    help: str = "",
) -> dict[str, Any]:
    """What the low-code tools may know of a column; a column without it is invisible to them.

    Use: ``Field(sa_column_kwargs=described("面积", unit="cm²", measure=True))``. Where no English
    word is given, it is made of the column's name. ``personal`` marks data that names or reaches a
    person: masked, and its reading is logged. ``long`` is text of several lines.
    """
    facts = {"label": label, "english": english, "unit": unit, "measure": measure, "long": long}
    more = {"dimension": dimension, "personal": personal, "help": help}
    return {"info": {"described": facts | more}}


@event.listens_for(Column, "before_parent_attach")
def _keep_enums_as_plain_words(column: Column[Any], _table: object) -> None:
    """Store an enum by its value in a plain column: a new member needs no migration."""
    if isinstance(column.type, Enum) and column.type.enum_class is not None:
        column.type = Enum(
            column.type.enum_class,
            native_enum=False,
            create_constraint=False,
            length=20,
            values_callable=lambda members: [member.value for member in members],
        )


class Record(SQLModel, registry=registry(metadata=MetaData(naming_convention=NAMES))):
    """A row that residents may ask about (记录).

    The registry belongs to this file, not to the library. Streamlit forgets our
    modules when a file changes; a registry of our own is forgotten with them, so
    the tables are never declared twice.
    """

    id: int | None = Field(
        default=None, primary_key=True, sa_column_kwargs=described("编号", english="No.")
    )
    created_at: datetime = Field(
        default_factory=now,
        sa_type=UtcDateTime,
        nullable=False,
        sa_column_kwargs=described("记录时间", english="Recorded"),
    )


class Extended(Record):
    """A row that can hold more than its columns: what administrators added (可扩展的记录).

    ``extra`` holds the values of custom fields (自定义字段) by their key, ``x_…``.
    """

    extra: dict[str, Any] | None = Field(default=None, sa_type=JSON(none_as_null=True))
