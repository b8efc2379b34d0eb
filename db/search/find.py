"""Asking the index: which rows have these words (检索).

Where few rows have them, these are named; where many have them, rows are looked at in the order
in which they are wanted, and the first page is full soon. Nothing reads them all.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Integer,
    Select,
    String,
    and_,
    any_,
    cast,
    column,
    false,
    func,
    literal,
    or_,
    select,
    table,
    text,
    true,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Session

from db.search import searched
from db.search.gram import ROW_BITS, first_id, needed, signed, words
from db.search.index import table_of
from models.search import SEARCH_TEXT

FEW = 5_000  # rows that are named; where more have the words, at a million one in two hundred has
_FTS = table("search_gram", column("rowid", BigInteger), column("search_gram"))
_GIN = table("search_gram", column("id", BigInteger), column("grams", ARRAY(Integer)))
_AMONG = " AND "


@dataclass(frozen=True)
class Sought:
    """Words to be found in some columns of an indexed table (检索词)."""

    dialect: str
    table: str
    words: tuple[str, ...]
    names: tuple[str, ...]

    def rows(self) -> Select[Any]:
        """The numbers of the rows that have every word in one of the columns, from the index."""
        _number, source, matching = self.index()
        asked = select(SEARCH_TEXT.c.id - first_id(self.table)).select_from(source)
        return asked.where(matching)

    def index(self) -> tuple[ColumnElement[int], Any, ColumnElement[bool]]:
        """The index beside the texts, in which order it is, and which of its rows have them."""
        number, source, matching = self._candidates()
        if source is not SEARCH_TEXT:
            source = source.join(SEARCH_TEXT, SEARCH_TEXT.c.id == number)
        return number, source, and_(matching, self._in_texts())

    def are_few(self, session: Session) -> bool:
        """Whether the index leads to so few rows that they can be named."""
        _number, source, matching = self._candidates()
        some = select(literal(1)).select_from(source).where(matching).limit(FEW + 1).subquery()
        count = session.connection().scalar(select(func.count()).select_from(some))
        return int(count or 0) <= FEW

    def few(self, session: Session) -> tuple[int, ...] | None:
        """On PostgreSQL: the numbers of the rows themselves; ``None`` where they are many.

        It cannot know how many rows have a word. Asked for the first fifty rows among them, it
        hopes to meet these soon, and reads the whole table backwards for a handful.
        """
        number, source, matching = self._candidates()
        some = select(number.label("id")).select_from(source).where(matching).limit(FEW + 1)
        found = some.cte("found")
        count = select(func.count()).select_from(found).scalar_subquery()
        row = found.c.id - literal(first_id(self.table), BigInteger)
        ids = select(row).where(count <= FEW, self.in_row(row))
        asked = select(count, func.array(ids.scalar_subquery(), type_=ARRAY(BigInteger)))
        told = session.connection().execute(asked).one()
        return tuple(told[1]) if told[0] <= FEW else None

    def nearest(self, last_first: bool, looked_at: int | None) -> Select[Any]:
        """On PostgreSQL: the rows that have the words, in the order of their numbers, one after
        the other: among the next ``looked_at`` of the index, or among all it leads to."""
        number, source, matching = self._candidates()
        first = first_id(self.table)
        if looked_at is None:
            led_to = select(number.label("id")).select_from(source).where(matching).cte("led_to")
            led_to = led_to.prefix_with("MATERIALIZED")  # by the grams, however few are wanted
            some = select(led_to.c.id).order_by(_by(led_to.c.id, last_first)).subquery()
            fits: ColumnElement[bool] = true()
        else:
            ours = number.between(first, first + (1 << ROW_BITS) - 1)
            near = select(number.label("id"), func.coalesce(matching, false()).label("fits"))
            near = near.select_from(source).where(ours).order_by(_by(number, last_first))
            some = near.limit(looked_at).subquery()
            fits = some.c.fits
        row = some.c.id - literal(first, BigInteger)
        return select(row.label("id")).where(fits, self.in_row(row))

    def in_row(self, row_id: ColumnElement[Any]) -> ColumnElement[bool]:
        """Whether the row of this number has every word."""
        number = row_id + literal(first_id(self.table), BigInteger)
        texts = select(literal(1)).where(SEARCH_TEXT.c.id == number)
        # Not EXISTS: PostgreSQL would read all texts first, to look up a handful of rows in them.
        return texts.where(self._in_texts()).scalar_subquery().is_not(None)

    def _candidates(self) -> tuple[ColumnElement[int], Any, ColumnElement[bool]]:
        """The index, and which of its rows have all grams of every word in one column."""
        groups = [[needed(self.table, name, word) for name in self.names] for word in self.words]
        looked_up = [each for each in groups if each and all(each)]
        first = first_id(self.table)
        number: ColumnElement[int] = _FTS.c.rowid if self.dialect == "sqlite" else _GIN.c.id
        source: Any = _FTS if self.dialect == "sqlite" else _GIN
        if not looked_up:  # a single letter is in no index: the texts are looked through
            number, source = SEARCH_TEXT.c.id, SEARCH_TEXT
        ours = number.between(first, first + (1 << ROW_BITS) - 1)
        if not looked_up:
            return number, source, ours
        if self.dialect == "sqlite":
            return number, source, and_(_FTS.c.search_gram.op("MATCH")(_question(looked_up)), ours)
        return number, source, and_(*map(_any_has_all, looked_up), ours)

    def _in_texts(self) -> ColumnElement[bool]:
        within = func.instr if self.dialect == "sqlite" else func.strpos
        values = [SEARCH_TEXT.c.texts[name].as_string() for name in self.names]
        each = (or_(*(within(value, word) > 0 for value in values)) for word in self.words)
        return and_(true(), *each)


def _by(number: ColumnElement[Any], last_first: bool) -> ColumnElement[Any]:
    return number.desc() if last_first else number.asc()


def _question(looked_up: Sequence[Sequence[Sequence[int]]]) -> str:
    """What FTS5 is asked: every word in some column, all its grams there."""
    words_asked = []
    for groups in looked_up:
        columns = [_AMONG.join([f'"{code:x}"' for code in group]) for group in groups]
        words_asked.append(f"(({') OR ('.join(columns)}))")
    return _AMONG.join(words_asked)


def _any_has_all(groups: Sequence[Sequence[int]]) -> ColumnElement[bool]:
    asked = (cast([signed(code) for code in group], ARRAY(Integer)) for group in groups)
    return or_(*(_GIN.c.grams.op("@>")(codes) for codes in asked))


@dataclass(frozen=True)
class Hits:
    """The rows that have the words, said in the ways that are quick at one time or another (命中).

    ``where`` holds for them, and is quick where the words are in few rows, or rows are looked at
    in the order in which they are wanted. With ``many`` rows, ``source`` has them in the order of
    ``number``, that is of their id plus ``first``, where ``matching``; and ``named`` lists them.
    On PostgreSQL ``nearest`` asks for them in that order (see ``Sought.nearest``), and ``seen`` is
    what else must hold of a row where its columns are not plainly seen.
    """

    where: ColumnElement[bool]
    many: bool = False
    named: ColumnElement[bool] | None = None
    source: Any = None
    number: ColumnElement[int] | None = None
    first: int = 0
    matching: ColumnElement[bool] | None = None
    nearest: Callable[[bool, int | None], Select[Any]] | None = None
    seen: ColumnElement[bool] | None = None


def ids_like(dialect: str, key: str, asked: Sequence[str], names: Sequence[str]) -> Select[Any]:
    """The numbers of the rows of an indexed table that have every word in one of the columns."""
    return Sought(dialect, table_of(key), tuple(asked), tuple(names)).rows()


def found(
    session: Session,
    key: str,
    row_id: ColumnElement[Any],
    columns: Mapping[str, ColumnElement[Any]],
    question: str,
) -> ColumnElement[bool]:
    """Whether a row has every word of ``question``, each in one of ``columns``.

    ``columns`` are what the asking person may see of each column, by its name: where that is not
    the plain column, the words are looked for in what is seen. ``row_id`` is the row's number.
    """
    return look(session, key, row_id, columns, question).where


def look(
    session: Session,
    key: str,
    row_id: ColumnElement[Any],
    columns: Mapping[str, ColumnElement[Any]],
    question: str,
) -> Hits:
    """The same, with what a list needs to be quick: asks the index whether there are many."""
    dialect, asked = session.get_bind().dialect.name, words(question)
    if not asked or not columns:
        return Hits(false() if asked else true())
    seen = and_(*(or_(*(_has(dialect, c, w) for c in columns.values())) for w in asked))
    sought = Sought(dialect, table_of(key), asked, tuple(columns))
    if not _is_indexed(sought):
        return Hits(seen)
    plain = all(isinstance(_unwrapped(one), Column) for one in columns.values())
    named, few = _named(session, sought, row_id)
    named = named if plain else and_(named, seen)
    if few:
        return Hits(named)
    number, source, matching = sought.index()
    return Hits(
        where=sought.in_row(row_id) if plain else seen,
        many=True,
        named=named,
        source=source,
        number=number,
        first=first_id(sought.table),
        matching=matching if plain else and_(matching, seen),
        nearest=sought.nearest if dialect == "postgresql" else None,
        seen=None if plain else seen,
    )


def _named(
    session: Session, sought: Sought, row_id: ColumnElement[Any]
) -> tuple[ColumnElement[bool], bool]:
    """The rows that have the words, named by the index, and whether they are few."""
    if sought.dialect != "sqlite":
        ids = sought.few(session)
        if ids is not None:
            return row_id == any_(literal(ids, ARRAY(BigInteger))), True
        return row_id.in_(sought.rows()), False
    return row_id.in_(sought.rows()), sought.are_few(session)


def _is_indexed(sought: Sought) -> bool:
    """Whether the index knows all the columns: its own, and those that administrators added."""
    model = searched.indexed().get(sought.table)
    if model is None:
        return False
    of_the_code = set(sought.names) & set(model.__table__.c.keys())  # type: ignore[attr-defined]
    return of_the_code <= set(searched.names(model))


def _has(dialect: str, one: ColumnElement[Any], word: str) -> ColumnElement[bool]:
    """Whether a value has a folded word in it, asked of the value itself."""
    value: Any = one if isinstance(one.type, String) else cast(one, String)
    if dialect == "sqlite":
        return func.instr(func.folded(value), word) > 0
    return func.strpos(func.lower(func.normalize(value, text("NFKC"))), word) > 0


def _unwrapped(one: Any) -> Any:
    """The column of the table that an attribute of a class stands for."""
    return one.__clause_element__() if hasattr(one, "__clause_element__") else one
