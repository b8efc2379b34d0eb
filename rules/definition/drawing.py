"""Moving the parts of a body about (设计): a body goes in, another comes out."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

Body = dict[str, Any]


def placed(body: Body, part: str, at: int | None, row: Mapping[str, Any]) -> Body:
    """``row`` at its place in the list ``part``; at the end where it has none yet."""
    made = deepcopy(body)
    if at is None:
        made[part].append(dict(row))
    else:
        made[part][at] = dict(row)
    return made


def moved(body: Body, part: str, at: int, by: int) -> Body:
    """One row of the list up or down; at its ends nothing moves."""
    if not 0 <= at + by < len(body[part]):
        return body
    made = deepcopy(body)
    made[part].insert(at + by, made[part].pop(at))
    return made


def copied(body: Body, part: str, at: int) -> Body:
    """One row again, behind itself."""
    made = deepcopy(body)
    made[part].insert(at + 1, deepcopy(made[part][at]))
    return made


def without(body: Body, part: str, at: int) -> Body:
    """The list without one row. The last one stays."""
    if len(body[part]) == 1:
        return body
    made = deepcopy(body)
    del made[part][at]
    return made
