"""The one way to the database: an engine, and a transaction around every act."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import URL, Engine, event, inspect, make_url
from sqlmodel import Session, create_engine

import models
from db.search.gram import folded
from db.setting import setting
from models.secret import use_keys

BUSY_MS = 30_000
WRITERS = 20  # of the 30 connections to PostgreSQL: readers always find one
_writing = threading.local()
_turns: "WeakKeyDictionary[Engine, _Turns]" = WeakKeyDictionary()
_turns_lock = threading.Lock()


def open_engine(url: str) -> Engine:
    """An engine on ``url``, tuned for many short transactions on SQLite or PostgreSQL."""
    use_keys(*setting().data_keys)
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(url)
    if parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    return _postgresql(parsed)


def _postgresql(url: URL) -> Engine:
    engine = create_engine(url, pool_size=10, max_overflow=20, pool_pre_ping=True)

    @event.listens_for(engine, "connect")
    def _tune(connection: Any, _record: object) -> None:
        # What is asked for decides how it is found. A plan that is kept for all words and filters,
        # as one is made after the fifth time, reads whole tables for a word that one row has.
        connection.execute("SET plan_cache_mode = force_custom_plan")
        connection.commit()

    return engine


def _sqlite(url: str) -> Engine:
    engine = create_engine(
        url,
        connect_args={"check_same_thread": False, "timeout": BUSY_MS / 1000},
        pool_size=10,
        max_overflow=40,
    )

    @event.listens_for(engine, "connect")
    def _tune(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        for line in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=NORMAL"):
            connection.execute(f"PRAGMA {line}")
        connection.execute(f"PRAGMA busy_timeout={BUSY_MS}")
        connection.create_function("folded", 1, folded, deterministic=True)

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        # A deferred transaction that turns into a writer is refused at once: say so at the start.
        mode = "IMMEDIATE" if getattr(_writing, "yes", False) else "DEFERRED"
        connection.exec_driver_sql(f"BEGIN {mode}")

    return engine


@cache
def engine() -> Engine:
    """The engine of this process (connections are pooled and thread-safe)."""
    url = setting().database_url
    path = make_url(url).database
    if url.startswith("sqlite") and path and path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    return open_engine(url)


@dataclass
class _Turns:
    """Who may write to one database now, and how many wait for it (写入排队)."""

    places: threading.Semaphore
    waiting: int = 0


def _turns_of(here: Engine) -> _Turns:
    with _turns_lock:
        if here not in _turns:
            places = 1 if here.dialect.name == "sqlite" else WRITERS
            _turns[here] = _Turns(threading.Semaphore(places))
        return _turns[here]


@contextmanager
def _turn(here: Engine) -> Iterator[None]:
    """Writers take turns before they take a connection; a thread that has its turn keeps it.

    SQLite lets one write at a time and wakes the waiting at random after ever longer naps;
    and five hundred waiting writers must not hold every connection that readers need.
    """
    if getattr(_writing, "has_turn", False):
        yield
        return
    turns = _turns_of(here)
    _wait(turns)
    _writing.has_turn = True
    try:
        yield
    finally:
        _writing.has_turn = False
        turns.places.release()


def _wait(turns: _Turns) -> None:
    with _turns_lock:
        turns.waiting += 1
    try:
        if not turns.places.acquire(timeout=BUSY_MS / 1000):
            raise TimeoutError("no turn to write came in time")
    finally:
        with _turns_lock:
            turns.waiting -= 1


def others_wait() -> bool:
    """Whether more writers stand in line in this process: what they will do can be left to them."""
    return _turns_of(engine()).waiting > 0


@contextmanager
def _session(here: Engine, writing: bool) -> Iterator[Session]:
    before = getattr(_writing, "yes", False)
    _writing.yes = writing
    try:
        with Session(here, expire_on_commit=False) as session, session.begin():
            yield session
    finally:
        _writing.yes = before


@contextmanager
def transaction(on: Engine | None = None) -> Iterator[Session]:
    """Everything inside happens together or not at all. May write."""
    here = on or engine()
    with _turn(here), _session(here, writing=True) as session:
        yield session


@contextmanager
def glance() -> Iterator[Session]:
    """A session that only reads: it never waits for a writer, and makes no writer wait."""
    with _session(engine(), writing=False) as session:
        yield session


def ready() -> bool:
    """Whether the tables of the house exist."""
    return bool(models.TABLES) and inspect(engine()).has_table("trail_line")
