"""How the command line answers (命令行的回答): lines for people, ``--json`` for programs."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from sqlmodel import Session

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of lines.")]


class BadInput(Exception):
    """What was typed cannot be used (输入有误). Its text is the one line that the person reads."""


def show(result: Mapping[str, object] | Sequence[object], as_json: bool, *lines: str) -> None:
    """Print ``result`` as JSON, or ``lines`` for a person."""
    if as_json:
        typer.echo(json.dumps(result, ensure_ascii=False, default=str))
    else:
        for line in lines:
            typer.echo(line)


@contextmanager
def opened() -> Iterator["Session"]:
    """One transaction in a house that has its tables: all that a command writes, or nothing."""
    from db.session import transaction

    must_be_migrated()
    with transaction() as session:
        yield session


def must_be_migrated() -> None:
    """Refuse to go on without a database that has its tables."""
    from sqlalchemy.exc import SQLAlchemyError

    from db.session import ready

    try:
        there = ready()
    except SQLAlchemyError as why:
        raise BadInput(f"The database does not answer: {why.args[0]}") from why
    if not there:
        raise BadInput("The tables are not there yet: run “python manage.py migrate” first.")
