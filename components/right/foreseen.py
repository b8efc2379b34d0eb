"""Rights as the set in the address would have them (集内权限): they do not hold before it does."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from sqlmodel import Session

from components.change.editor import the_set, to_set
from components.reading import read
from models.definition import DefinitionKind
from models.revision import Area
from services import change
from services.change import Shown

AREAS = (Area.DEFINITION,)
P = ParamSpec("P")
R = TypeVar("R")


def told() -> None:
    """Whose draft is shown, where the set in the address changes rights."""
    found = _set()
    if found is not None:
        to_set(found.found.id or 0, found.found.title)


def ask(reader: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
    """What ``reader`` says as if that set held already; without one, what holds."""
    found = _set()
    if found is None:
        return read(AREAS, "/", reader, *args, **kwargs)
    return read(AREAS, "/", change.supposed, found.found.id or 0, reader, *args, **kwargs)


def _set() -> Shown | None:
    found = the_set()
    is_right = found is not None and any(i.kind is DefinitionKind.RIGHT for i in found.items)
    return found if is_right else None
