"""Every dashboard that holds (看板目录), and who may look at it."""

from sqlmodel import Session

from models.definition import DefinitionKind
from rules.dashboard import Dashboard, read_dashboard
from rules.permission import Visitor
from rules.refusal import N_, Refused
from services.dashboard.of_metric import OF, own
from services.definition import Defined, bodies, one


def dashboards(session: Session, path: str | None = None) -> tuple[Dashboard, ...]:
    """Every dashboard; with ``path`` those that hold there (看板目录)."""
    return tuple(_read(defined) for defined in bodies(session, DefinitionKind.DASHBOARD, path))


def dashboard(session: Session, key: str) -> Dashboard:
    """The dashboard with this key; ``metric.<key>`` is what the page of a metric shows.

    Raises:
        Refused: there is none.
    """
    if key.startswith(OF):
        return own(session, key.removeprefix(OF))
    defined = one(session, DefinitionKind.DASHBOARD, key)
    if defined is None:
        raise Refused(N_("There is no such dashboard."))
    return _read(defined)


def must_read(board: Dashboard, viewer: Visitor) -> None:
    """Refuse a stranger what was not drawn up for everybody; what he may see on it is asked of
    each figure."""
    if not board.public and not viewer.signed_in:
        raise Refused(N_("This dashboard is for members. Please sign in first."))


def _read(defined: Defined) -> Dashboard:
    return read_dashboard(defined.key, defined.body, defined.path, defined.number)
