"""``manage.py migrate``: a step of its own, never done by the server (迁移)."""


def migrate() -> None:
    """Bring the database up to date, and put in the procedures, methods and rules that ship."""
    from db import migrate as migration
    from db.session import transaction
    from services.jurisdiction import shipping as rules_of_places
    from services.method import shipping as methods
    from services.procedure import shipping as procedures

    migration.upgrade()
    with transaction() as session:
        procedures.ship(session)
        methods.ship(session)
        rules_of_places.ship(session)
