"""Tables whose rows nobody changes: triggers say so on both databases (只增不改)."""

from sqlalchemy import event
from sqlalchemy.engine import Connection

from models.base import Record

APPEND_ONLY = (
    "trail_line",
    "notice",
    "period_act",
    "entry",
    "entry_line",
    "leaf",
    "node",
    "checkpoint",
    "cosignature",
    "public_copy",
    "entry_voucher",
    "claim_note",
    "disclosure",
    "edition_act",
    "computation",
    "edition_placing",
    "figure",
    "served",
    "preview_reading",
    "definition",
    "row_change",
    "snapshot",
)

_SQLITE = """CREATE TRIGGER {table}_no_{verb} BEFORE {VERB} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"""
_FUNCTION = """CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$ LANGUAGE plpgsql"""
_POSTGRES = """CREATE TRIGGER {table}_no_{verb} BEFORE {VERB} ON {table}
FOR EACH {each} EXECUTE FUNCTION refuse_change()"""


def statements(dialect: str, table: str) -> list[str]:
    """What makes ``table`` append-only under ``dialect``."""
    if dialect == "sqlite":
        verbs = ("update", "delete")
        return [_SQLITE.format(table=table, verb=v, VERB=v.upper()) for v in verbs]
    each = {"update": "ROW", "delete": "ROW", "truncate": "STATEMENT"}
    made = [_POSTGRES.format(table=table, verb=v, VERB=v.upper(), each=e) for v, e in each.items()]
    return [_FUNCTION, *made]


def guard(connection: Connection, table: str) -> None:
    """Put the triggers on ``table``."""
    for statement in statements(connection.dialect.name, table):
        connection.exec_driver_sql(statement.replace("%", "%%"))


def _guard_after_create(table: str) -> None:
    def made(_target: object, connection: Connection, **_: object) -> None:
        guard(connection, table)

    event.listen(Record.metadata.tables[table], "after_create", made)


for _table in APPEND_ONLY:
    _guard_after_create(_table)
