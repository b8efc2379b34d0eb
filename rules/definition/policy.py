"""Which changes take two people (发布规则): one drafts, another publishes."""

from collections.abc import Iterable, Mapping
from typing import Any

from models.definition import DefinitionKind
from rules.definition.problem import Problem
from rules.definition.shape import distinct, parts, text

KEY = "publication"
KINDS = tuple(kind.value for kind in DefinitionKind)
SHAPE = parts({"two_people": distinct(KINDS)}, {"note": text(200, 0)})


def problems(body: Mapping[str, Any], _context: object = None) -> list[Problem]:
    """What stops a policy from holding."""
    return SHAPE(body, "")


def two_people(holding: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """The kinds that take two people where all of ``holding`` hold: a place may ask for more than
    the house at large, never for less."""
    return frozenset(kind for body in holding for kind in body["two_people"])
