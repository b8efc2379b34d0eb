"""``manage.py migrate``: a step of its own, never done by the server (迁移)."""


def migrate() -> None:
    """Bring the database up to date."""
    from db import migrate as migration

    migration.upgrade()
