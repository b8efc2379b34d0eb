"""Bringing the tables up to date: a step of its own, never done by the server (迁移)."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

ROOT = Path(__file__).parent.parent


def config(connection: Connection | None = None) -> Config:
    """Alembic's configuration, on ``connection`` or on the deployment's own database."""
    made = Config(str(ROOT / "alembic.ini"))
    made.set_main_option("script_location", str(ROOT / "db" / "migrations"))
    made.attributes["connection"] = connection
    return made


def upgrade(connection: Connection | None = None, to: str = "head") -> None:
    """Forward to ``to``."""
    command.upgrade(config(connection), to)


def downgrade(connection: Connection | None = None, to: str = "base") -> None:
    """Back to ``to``."""
    command.downgrade(config(connection), to)
