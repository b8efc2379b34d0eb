"""Which street an edition is of: that never changes, so it is asked once (期次所在街道).

A page that knows the place beforehand asks for its revision alone, and not for the house's too.
"""

from functools import lru_cache

from sqlalchemy import Engine

from db import session as database
from db.revision import EVERYWHERE
from db.session import glance
from services.ranking import edition as editions


def path_of(code: str) -> str:
    """The path of an edition's street; of the whole house where there is no such edition."""
    try:
        return _known(database.engine(), code)
    except LookupError:
        return EVERYWHERE


@lru_cache(maxsize=200)
def _known(_engine: Engine, code: str) -> str:
    """Not remembered while there is none: it may be opened in a minute."""
    with glance() as session:
        found = editions.path_of(session, code)
    if found is None:
        raise LookupError(code)
    return found
