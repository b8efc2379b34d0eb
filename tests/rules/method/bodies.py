"""Bodies of methods for tests: those that ship, and a way to change one part."""

from copy import deepcopy
from typing import Any

from services.method.shipping import shipped


def body(code: str = "liaocheng") -> dict[str, Any]:
    """A body that ships, to be changed freely."""
    return deepcopy(next(kept["body"] for kept in shipped() if kept["code"] == code))


def leaf(given: dict[str, Any], code: str) -> dict[str, Any]:
    """One indicator of a body."""
    return next(leaf for leaf in given["indicators"] if leaf["code"] == code)


def branch(given: dict[str, Any], code: str) -> dict[str, Any]:
    """One group of a body."""
    return next(group for group in given["groups"] if group["code"] == code)
