"""``manage.py migrate``: a step of its own, never done by the server (迁移)."""


def migrate() -> None:
    """Bring the database up to date, and put in the procedures that ship."""
    from db import migrate as migration
    from db.session import transaction
    from services.procedure.shipping import ship

    migration.upgrade()
    with transaction() as session:
        ship(session)
