"""Every test here has a database, twice: SQLite and PostgreSQL."""

import pytest
from sqlalchemy import Engine


@pytest.fixture(autouse=True)
def _house(engine: Engine) -> None:
    """Asks for the database before anything else."""
