"""What the house holds about the service of a compound (平台数据): counted, never judged.

Everything is of the edition's half-year, for all its compounds in one question each.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction

import sqlalchemy as sa
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col, func, select

from db.revision import path_end
from models.consequence import Consequence
from models.disclosure import Disclosure
from models.edition import Edition, Entrant
from models.ledger import Book, Period
from models.member import Grant
from models.place import Place
from models.rating import Rating
from models.scoring import FigureSource
from models.task import Task
from models.topic import Category, Topic, TopicState
from rules.calendar import day_begins, day_of
from rules.disclosure.clock import due_on
from rules.jurisdiction import Law
from rules.ledger.period import span_of
from rules.permission import BELONGING
from rules.rating import SATISFIED_FROM, WHOLE
from rules.scoring.estimate import mean, per_thousand, per_thousand_error, share
from rules.scoring.evidence import kept
from services.jurisdiction import local
from services.scoring.standing import Read

Reads = dict[int, Read]  # by entrant
DAY = timedelta(days=1)
USED_BY = 20  # one household in twenty, as many as bring a topic before the council
NO_COMPLAINT = (TopicState.WITHDRAWN, TopicState.MERGED, TopicState.DECLINED)


def platform_figures(
    session: Session, name: str, edition: Edition, entrants: Sequence[Entrant]
) -> Reads:
    """The platform's figure called ``name`` for each of ``entrants``."""
    return FIGURES[name](session, edition, entrants)


def _read(value: str, count: int, asked: int | None, evidence: str, error: str = "") -> Read:
    return Read(value, error, count, asked, FigureSource.PLATFORM, evidence)


def _complaints(session: Session, edition: Edition, entrants: Sequence[Entrant]) -> Reads:
    """Topics about the property service per 1,000 households.

    Not those withdrawn, declined or merged into another, nor the owners' topics that a list led
    to itself. Where fewer than one household in twenty uses the platform, silence is no praise:
    the figure is missing.
    """
    led_to = select(Consequence.topic_id).where(col(Consequence.topic_id).is_not(None))
    wanted = select(Topic.compound_id, Topic.id).where(
        Topic.path >= edition.path,
        Topic.path < path_end(edition.path),
        Topic.category == Category.PROPERTY,
        col(Topic.state).not_in(NO_COMPLAINT),
        col(Topic.id).not_in(led_to),
        *_within(edition, col(Topic.created_at)),
    )
    found = _by_compound(session.exec(wanted.order_by(col(Topic.id))))
    used = _used(session, edition, entrants)
    made: Reads = {}
    for one in entrants:
        cases = found.get(one.place_id, [])
        if not one.households:
            made[one.id or 0] = _read("", len(cases), 0, kept("no_households"))
        elif one.place_id not in used:
            made[one.id or 0] = _read("", 0, one.households, kept("unused"))
        else:
            value = per_thousand(len(cases), one.households)
            evidence = kept("complaints", cases)
            error = per_thousand_error(len(cases), one.households)
            made[one.id or 0] = _read(value, len(cases), one.households, evidence, error)
    return made


def _used(session: Session, edition: Edition, entrants: Sequence[Entrant]) -> set[int]:
    """The compounds in which enough homes have an account: a resident's or an owner's."""
    homes = session.exec(
        select(Place.path)
        .join(Grant, col(Grant.place_id) == Place.id)
        .where(
            col(Grant.role).in_(BELONGING),
            Place.path >= edition.path,
            Place.path < path_end(edition.path),
        )
        .distinct()
    )
    above = Counter(int(part) for path in homes for part in path.split("/") if part)
    return {one.place_id for one in entrants if above[one.place_id] * USED_BY >= one.households}


def _disclosure(session: Session, edition: Edition, entrants: Sequence[Entrant]) -> Reads:
    """Accounts that fell due in the half-year: how many were posted in time."""
    books = session.exec(
        select(Book).where(Book.path >= edition.path, Book.path < path_end(edition.path))
    ).all()
    posted = _first_posted(session, edition)
    laws = {code: local(session, code).law for code in {book.jurisdiction for book in books}}
    by_place = {book.place_id: book for book in books}
    made: Reads = {}
    for one in entrants:
        book, due, on_time = by_place.get(one.place_id), 0, 0
        if book is not None:
            for number, last in _dues(book, laws[book.jurisdiction], edition):
                on = posted.get((book.id or 0, number))
                due, on_time = due + 1, on_time + (on is not None and on <= last)
        value = share(on_time, due) if due else ""
        code = "disclosure" if due else "no_disclosure"
        made[one.id or 0] = _read(value, on_time, due, kept(code))
    return made


def _dues(book: Book, law: Law, edition: Edition) -> list[tuple[int, date]]:
    """The periods of a book whose accounts fell due in the half-year, with the last day."""
    day, found = book.opened_on, []
    while day <= edition.ends_on:
        span = span_of(book.opened_on, book.period_months, day)
        last = due_on(law, span.ends_on).on
        if edition.begins_on <= last <= edition.ends_on:
            found.append((span.number, last))
        day = span.ends_on + DAY
    return found


def _first_posted(session: Session, edition: Edition) -> dict[tuple[int, int], date]:
    """The day on which the accounts of a period first hung, by book and number."""
    rows = session.exec(
        select(Disclosure.book_id, Period.number, func.min(Disclosure.posted_at))
        .join(Period, col(Period.id) == Disclosure.period_id)
        .where(Disclosure.path >= edition.path, Disclosure.path < path_end(edition.path))
        .group_by(col(Disclosure.book_id), col(Period.number))
    )
    return {(book_id, number): day_of(moment) for book_id, number, moment in rows}


def _decisions(session: Session, edition: Edition, entrants: Sequence[Entrant]) -> Reads:
    """Tasks that fell due in the half-year: how many were done by their day."""
    rows = session.exec(
        select(Topic.compound_id, col(Task.due_on), col(Task.done_on))
        .join(Task, col(Task.topic_id) == Topic.id)
        .where(
            Topic.path >= edition.path,
            Topic.path < path_end(edition.path),
            Task.due_on >= edition.begins_on,
            Task.due_on <= edition.ends_on,
        )
    )
    tally: dict[int, list[bool]] = defaultdict(list)
    for place_id, last, done in rows:
        tally[place_id or 0].append(done is not None and done <= last)
    made: Reads = {}
    for one in entrants:
        tasks = tally.get(one.place_id, [])
        value = share(sum(tasks), len(tasks)) if tasks else ""
        code = "decisions" if tasks else "no_decisions"
        made[one.id or 0] = _read(value, sum(tasks), len(tasks), kept(code))
    return made


def _ratings(session: Session, edition: Edition, entrants: Sequence[Entrant]) -> Reads:
    """Of those who rated a result in the half-year, how many were satisfied."""
    rows = session.exec(
        select(Topic.compound_id, Rating.score)
        .join(Rating, col(Rating.topic_id) == Topic.id)
        .where(
            Topic.path >= edition.path,
            Topic.path < path_end(edition.path),
            *_within(edition, col(Rating.created_at)),
        )
        .order_by(col(Rating.id))
    )
    scores: dict[int, list[bool]] = defaultdict(list)
    for place_id, score in rows:
        scores[place_id or 0].append(score >= SATISFIED_FROM)
    made: Reads = {}
    for one in entrants:
        said = scores.get(one.place_id, [])
        if not said:
            made[one.id or 0] = _read("", 0, 0, kept("no_ratings"))
            continue
        middle = mean([Fraction(WHOLE * satisfied) for satisfied in said], widest=WHOLE)
        evidence = kept("ratings")
        made[one.id or 0] = _read(middle.value, sum(said), len(said), evidence, middle.error)
    return made


def _within(edition: Edition, moment: Mapped[datetime]) -> tuple[sa.ColumnElement[bool], ...]:
    """From the first day of the half-year to the last, as Shanghai counts days."""
    begins, ends = day_begins(edition.begins_on), day_begins(edition.ends_on + DAY)
    return (moment >= begins, moment < ends)


def _by_compound(rows: Iterable[tuple[int | None, int | None]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for place_id, row_id in rows:
        found[place_id or 0].append(row_id or 0)
    return found


FIGURES: dict[str, Callable[[Session, Edition, Sequence[Entrant]], Reads]] = {
    "complaints": _complaints,
    "disclosure": _disclosure,
    "decisions": _decisions,
    "ratings": _ratings,
}
