"""Which street a register is about: the visitor's own first (街道选择)."""

from components.language import _
from components.place import pick_of
from components.reading import read
from models.place import Place, PlaceKind
from models.revision import Area
from rules.permission import Visitor
from services import place as places


def streets(visitor: Visitor) -> list[Place]:
    """Every street of the house; where the visitor lives or serves stands first."""
    found = read((Area.PLACE,), "/", places.below, "/", (PlaceKind.STREET,))
    paths = [held.path for held in visitor.held]

    def is_mine(street: Place) -> bool:
        return any(path.startswith(street.path) or street.path.startswith(path) for path in paths)

    return sorted(found, key=lambda street: not is_mine(street))


def pick(visitor: Visitor) -> Place | None:
    """The street picked, else the visitor's own; ``None`` while the house has none."""
    return pick_of(streets(visitor), "street", _("Street"))
