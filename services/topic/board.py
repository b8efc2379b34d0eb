"""What the board shows: how many stand where, and one page of every column (议事板读取)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import CTE, ColumnElement, Row, Select, bindparam, func, intersect, union, union_all
from sqlmodel import Session, col, select

from db.revision import path_end
from models.place import Place
from models.procedure import Procedure, ProcedureVersion, VersionState
from models.topic import Category, Endorsement, Topic, TopicGram, TopicState
from rules.permission import Visitor
from rules.topic import grams
from services.topic.own import Own, ids_of

CARDS = 8  # in one column of the board
ON_THE_WAY = (TopicState.OPEN, TopicState.DONE)  # what the board shows unless asked for the rest
Pages = tuple[tuple[str, int], ...]  # the code of each step, and the page of its column


@dataclass(frozen=True)
class Wanted:
    """Which topics the board shows (筛选)."""

    path: str
    procedure_id: int
    category: Category | None = None
    proposer_id: int | None = None  # mine: what I proposed or support
    overdue_on: date | None = None  # due before this day
    ended: bool = False
    words: str = ""
    own: Own = ()  # by fields that administrators added, as far as ``who`` may read them
    who: Visitor | None = None

    @property
    def narrowed(self) -> bool:
        """Whether anything but the place, the procedure and the state is asked for."""
        asked = (self.category, self.proposer_id, self.overdue_on)
        return any(one is not None for one in asked) or bool(self.words.strip() or self.own)


@dataclass(frozen=True)
class Card:
    """The five things a card says (卡片), and where it leads."""

    id: int
    title: str
    category: Category
    state: TopicState
    step_code: str
    step_since: datetime
    due_on: date | None
    standing: tuple[dict[str, Any], ...]
    waits_for: tuple[str, ...]
    place_name: str


@dataclass(frozen=True)
class Census:
    """How many topics of a place stand in each step of each procedure (分布)."""

    procedures: tuple[Procedure, ...]  # the most used first
    stands: tuple[tuple[int, TopicState, str, int], ...]  # procedure, state, step, how many

    def counts(self, wanted: Wanted) -> dict[str, int]:
        """How many the board shows in each step, unless it is narrowed."""
        found: Counter[str] = Counter()
        for procedure_id, state, code, n in self.stands:
            if procedure_id == wanted.procedure_id and (state not in ON_THE_WAY) == wanted.ended:
                found[code] += n
        return dict(found)


_STAYS = (col(Topic.version_id), col(Topic.state), col(Topic.step_code))
_ALONG = (  # in the order of its index, so that nothing is sorted
    select(*_STAYS, func.count().label("n"))
    .where(col(Topic.path) >= bindparam("low"), col(Topic.path) < bindparam("high"))
    .group_by(col(Topic.path), *_STAYS)
    .subquery()
)
_CENSUS = (
    select(
        col(ProcedureVersion.procedure_id),
        _ALONG.c.state,
        _ALONG.c.step_code,
        func.sum(_ALONG.c.n),
    )
    .join(_ALONG, _ALONG.c.version_id == ProcedureVersion.id)
    .group_by(col(ProcedureVersion.procedure_id), _ALONG.c.state, _ALONG.c.step_code)
)


def census(session: Session, path: str) -> Census:
    """Where every topic at ``path`` and below stands: one walk along one index."""
    stands = session.connection().execute(_CENSUS, {"low": path, "high": path_end(path)}).all()
    used: Counter[int] = Counter()
    for procedure_id, _state, _code, n in stands:
        used[procedure_id] += int(n)
    rows = session.exec(select(Procedure).where(col(Procedure.id).in_(used)))
    ordered = sorted(rows, key=lambda one: (-used[one.id or 0], one.id))
    return Census(tuple(ordered), tuple((p, state, code, int(n)) for p, state, code, n in stands))


def published(session: Session, procedure_id: int) -> int | None:
    """The version of a procedure that new topics begin with."""
    return session.exec(
        select(ProcedureVersion.id)
        .where(ProcedureVersion.procedure_id == procedure_id)
        .where(ProcedureVersion.state == VersionState.PUBLISHED)
    ).first()


def _conditions(wanted: Wanted, among: CTE | None) -> list[ColumnElement[bool]]:
    versions = select(ProcedureVersion.id).where(
        ProcedureVersion.procedure_id == wanted.procedure_id
    )
    states = [state for state in TopicState if (state not in ON_THE_WAY) == wanted.ended]
    found: list[ColumnElement[bool]] = [
        col(Topic.state).in_(states),
        col(Topic.path) >= wanted.path,
        col(Topic.path) < path_end(wanted.path),
        col(Topic.version_id).in_(versions),
    ]
    if wanted.category is not None:
        found.append(col(Topic.category) == wanted.category)
    if wanted.overdue_on is not None:
        found.append(col(Topic.due_on) < wanted.overdue_on)
    if wanted.words.strip() and not grams(wanted.words):
        found.append(col(Topic.title).contains(wanted.words.strip(), autoescape=True))
    if among is not None:
        found.append(col(Topic.id).in_(select(among.c.id)))
    return found


def _among(wanted: Wanted, own: Select[Any] | None = None) -> CTE | None:
    """The ids that a search, “mine” and fields of one's own leave: found once, however many
    columns ask for them."""
    asked = [] if own is None else [own]
    if pairs := sorted(grams(wanted.words)):  # a single character has no index to be looked up in
        asked.append(
            select(col(TopicGram.topic_id).label("id"))
            .where(col(TopicGram.gram).in_(pairs))
            .group_by(col(TopicGram.topic_id))
            .having(func.count(func.distinct(TopicGram.gram)) == len(pairs))
        )
    if wanted.proposer_id is not None:
        proposed = select(Topic.id).where(Topic.proposer_id == wanted.proposer_id)
        supported = select(Endorsement.topic_id).where(Endorsement.member_id == wanted.proposer_id)
        mine = union(proposed, supported).subquery()
        asked.append(select(mine.c.id))
    return intersect(*asked).cte("among") if asked else None


def counts(session: Session, wanted: Wanted, codes: tuple[str, ...]) -> dict[str, int]:
    """How many topics stand in each of the steps ``codes``."""
    among = _among(wanted, _own(session, wanted))
    rows = session.exec(
        select(Topic.step_code, func.count())
        .where(col(Topic.step_code).in_(codes), *_conditions(wanted, among))
        .group_by(col(Topic.step_code))
    )
    return dict(rows.all())


def cards(session: Session, wanted: Wanted, pages: Pages) -> dict[str, tuple[Card, ...]]:
    """One page of each column: what is due first on top, what is done last."""
    found: dict[str, list[Card]] = {code: [] for code, _page in pages}
    if pages:
        own = _own(session, wanted)
        asked = _of_pages(wanted, pages) if own is None else _told(wanted, pages, own)
        for row in session.execute(asked):
            found[row.step_code].append(_card(row))
    return {code: tuple(sorted(column, key=_due_first)) for code, column in found.items()}


def _own(session: Session, wanted: Wanted) -> Select[Any] | None:
    return ids_of(session, wanted.who or Visitor(), wanted.path, wanted.own) if wanted.own else None


@lru_cache(maxsize=500)
def _of_pages(wanted: Wanted, pages: Pages) -> Select[Any]:
    """The statement for all columns: every write in the compound asks it anew, so it is built
    once. Rights change: what goes by them is built each time."""
    return _told(wanted, pages, None)


def _told(wanted: Wanted, pages: Pages, own: Select[Any] | None) -> Select[Any]:
    """One statement for all columns: the few ids of each first, then what is told of them."""
    among = _among(wanted, own)
    columns = [_of_column(wanted, among, code, page) for code, page in pages]
    told = (
        Topic.id, Topic.title, Topic.category, Topic.state, Topic.step_code, Topic.step_since,
        Topic.due_on, Topic.standing, Topic.waits_for, Place.name,
    )  # fmt: skip
    return (
        select(*map(col, told))
        .join(Place, col(Place.id) == Topic.place_id)
        .where(col(Topic.id).in_(union_all(*columns)))
    )


def _of_column(wanted: Wanted, among: CTE | None, code: str, page: int) -> Select[Any]:
    ids = (
        select(Topic.id)
        .where(Topic.step_code == code, *_conditions(wanted, among))
        .order_by(
            (col(Topic.state) == TopicState.DONE),
            col(Topic.due_on).is_(None),
            col(Topic.due_on),
            col(Topic.id).desc(),
        )
        .limit(CARDS)
        .offset(CARDS * max(0, page - 1))
        .subquery()
    )
    return select(ids.c.id)


def _due_first(one: Card) -> tuple[bool, bool, date, int]:
    """The order of a column, as the database sorts it."""
    return (one.state is TopicState.DONE, one.due_on is None, one.due_on or date.min, -one.id)


def _card(row: Row[Any]) -> Card:
    return Card(
        id=row.id,
        title=row.title,
        category=row.category,
        state=row.state,
        step_code=row.step_code,
        step_since=row.step_since,
        due_on=row.due_on,
        standing=tuple(row.standing),
        waits_for=tuple(row.waits_for),
        place_name=row.name,
    )


def card(topic: Topic, place_name: str) -> Card:
    """A topic as the board and the home page show it."""
    return Card(
        id=topic.id or 0,
        title=topic.title,
        category=topic.category,
        state=topic.state,
        step_code=topic.step_code,
        step_since=topic.step_since,
        due_on=topic.due_on,
        standing=tuple(topic.standing),
        waits_for=tuple(topic.waits_for),
        place_name=place_name,
    )
