"""What a place may be called, and what may lie below it (地方的规则)."""

import re

from models.place import PlaceKind
from rules.refusal import N_, Refused

LONGEST_NAME, LONGEST_CODE = 60, 40
_CODE = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*")
_ORDER = list(PlaceKind)


def kinds_below(kind: PlaceKind | None) -> list[PlaceKind]:
    """What somebody may put below a place by hand; units come from the owners' roll."""
    if kind is None:
        return [PlaceKind.DISTRICT, PlaceKind.STREET]
    below = _ORDER[_ORDER.index(kind) + 1 :]
    return [each for each in below if each is not PlaceKind.UNIT]


def must_be_place_name(typed: str) -> str:
    """A place's name as it is shown; refused when it is none."""
    name = " ".join(typed.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise Refused(N_("Please write a name of at most {most} characters."), most=LONGEST_NAME)
    return name


def must_be_code(typed: str) -> str:
    """What stands in links for a place: small letters, digits and dashes."""
    code = typed.strip().lower()
    if len(code) > LONGEST_CODE or not _CODE.fullmatch(code):
        raise Refused(
            N_("A code is made of small letters, digits and dashes, at most {most} signs."),
            most=LONGEST_CODE,
        )
    return code
