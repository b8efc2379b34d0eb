"""A method of rating as a change set carries it (评价办法变更)."""

from collections.abc import Mapping
from typing import Any

from rules.definition.problem import Problem
from rules.definition.procedure import WORDS
from rules.definition.shape import anything, parts
from rules.method import problems as method_problems

SHAPE = parts(
    {"name": WORDS["name"], "body": anything()},
    {name: shape for name, shape in WORDS.items() if name != "name"},
)


def problems(body: Mapping[str, Any], _context: object = None) -> list[Problem]:
    """What stops a method from being published."""
    found = SHAPE(body, "")
    if found:
        return found
    return [Problem(p.where, p.sentence, p.facts) for p in method_problems(body["body"])]
