"""From the body of a definition to rights (读入数据权限), or all that is wrong with it."""

from collections.abc import Mapping
from typing import Any

from rules.refusal import N_, Refused
from rules.right.shape import ACTIONS, Action, Right, Roles

MOST_RIGHTS, MOST_NAMES = 200, 200
Wrong = tuple[str, str, dict[str, object]]  # where, a sentence, its facts

_PARTS = {"tables", "actions", "fields", "except", "rows"}
_LIST = N_("“{part}” needs a list of names.")


def body_problems(body: Any) -> list[Wrong]:
    """What is wrong with the shape of a body: where, the sentence and its facts."""
    if not isinstance(body, Mapping) or not {"role", "rights"} <= set(body) <= {
        "role",
        "rights",
        "note",
    }:
        return [("", N_("A right names a role and what it may do."), {})]
    found: list[Wrong] = []
    if body["role"] not in Roles.known:
        found.append(("role", N_("There is no such role."), {}))
    rights = body["rights"]
    if not isinstance(rights, list | tuple) or len(rights) > MOST_RIGHTS:
        facts: dict[str, object] = {"n": MOST_RIGHTS}
        return [*found, ("rights", N_("A role has a list of {n} rights at most."), facts)]
    for number, right in enumerate(rights, 1):
        found += _right_problems(right, f"rights.{number}")
    return found


def _right_problems(right: Any, where: str) -> list[Wrong]:
    if not isinstance(right, Mapping) or not {"tables", "actions"} <= set(right) <= _PARTS:
        return [(where, N_("A right names tables and actions, fields and rows."), {})]
    found: list[Wrong] = []
    for part in ("tables", "actions", "except"):
        if not _names(right.get(part, ["x"])):
            found.append((f"{where}.{part}", _LIST, {"part": part}))
    fields = right.get("fields", "*")
    if fields != "*" and not _names(fields):
        found.append((f"{where}.fields", _LIST, {"part": "fields"}))
    if not found and not set(right["actions"]) <= {action.value for action in ACTIONS}:
        found.append((f"{where}.actions", N_("There is no such action."), {}))
    return found


def _names(given: Any) -> bool:
    return (
        isinstance(given, list | tuple)
        and 0 < len(given) <= MOST_NAMES
        and all(isinstance(name, str) and name for name in given)
    )


def read_rights(body: Mapping[str, Any], source: str = "") -> tuple[Right, ...]:
    """The rights in ``body``.

    Raises:
        Refused: its shape is wrong.
    """
    wrong = body_problems(body)
    if wrong:
        _where, sentence, facts = wrong[0]
        raise Refused(sentence, **facts)
    return tuple(_right(str(body["role"]), right, source) for right in body["rights"])


def _right(role: str, given: Mapping[str, Any], source: str) -> Right:
    fields = given.get("fields", "*")
    return Right(
        role=role,
        tables=frozenset(given["tables"]),
        actions=frozenset(Action(action) for action in given["actions"]),
        fields=None if fields == "*" else frozenset(fields),
        without=frozenset(given.get("except", ())),
        rows=given.get("rows"),
        source=source,
    )
