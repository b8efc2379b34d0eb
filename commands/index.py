"""``manage.py index``: what large tables are searched by, built anew (重建检索索引)."""

from collections.abc import Callable
from typing import Annotated

import typer

from commands.answer import AsJson, BadInput, must_be_migrated, show


def index(
    tables: Annotated[list[str] | None, typer.Argument(help="Some tables only.")] = None,
    as_json: AsJson = False,
) -> None:
    """Build the search index anew, from the rows: after an upgrade that asks for it."""
    from db import search
    from db.session import transaction

    must_be_migrated()
    known = search.indexed()
    if unknown := sorted(set(tables or ()) - set(known)):
        raise BadInput(f"No index is kept of {', '.join(unknown)}. There is: {', '.join(known)}.")
    done: dict[str, int] = {}
    with transaction() as session:
        if not tables:
            search.clear_all(session.connection())
        for table in tables or known:
            done[table] = search.rebuild(session, table, _told(table, as_json))
    show(done, as_json, *(f"{table}: {count:,} rows." for table, count in done.items()))


def _told(table: str, as_json: bool) -> Callable[[int], None]:
    """Who says on the way how far it has come: on stderr, every hundred thousand rows."""

    def tell(count: int) -> None:
        if count % 100_000 == 0 and not as_json:
            typer.echo(f"{table}: {count:,} …", err=True)

    return tell
