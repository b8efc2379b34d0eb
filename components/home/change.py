"""Change sets that wait for this visitor to publish them (待发布的变更)."""

from collections.abc import Iterator

from components.change.page import reach
from components.home.item import Item
from components.language import _
from components.reading import read
from components.text import plain
from models.definition import ChangeState
from models.revision import Area
from rules.permission import Permission, Visitor
from services import change

AREAS = (Area.DEFINITION,)


def waiting(visitor: Visitor) -> Iterator[Item]:
    """What another drafted, and this visitor may publish."""
    if not visitor.may(Permission.PUBLISH_CHANGES):
        return
    asked = change.Wanted(reach(visitor), (ChangeState.ASKED,))
    for row in read(AREAS, "/", change.listed, asked):
        if visitor.member_id not in row.hands:
            told = _("Publish it, as the second person")
            line = f":small[:orange-badge[{told}] :gray[{plain(row.drafter)}]]"
            yield Item("change", row.id, "published_with_changes", row.title, line)
