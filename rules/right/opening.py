"""Whether rights that come back open more than those that hold (权限放宽)."""

from collections.abc import Iterable, Mapping

from rules.right.shape import EVERYONE, Action, Right

Rights = Mapping[str, tuple[Right, ...]]  # by role


def opens(holding: Rights, coming: Rights) -> bool:
    """Whether under ``coming`` some role may do something that under ``holding`` it may not.

    In doubt it does: what one right allowed and two allow together is taken for more.
    """
    return any(
        not _covered((*holding.get(role, ()), *holding.get(EVERYONE, ())), right)
        for role, rights in coming.items()
        for right in rights
    )


def _covered(holding: Iterable[Right], right: Right) -> bool:
    known = list(holding)
    return all(
        any(_allows(one, table, action) and _holds(one, right) for one in known)
        for table in right.tables
        for action in right.actions
    )


def _allows(one: Right, table: str, action: Action) -> bool:
    counted = action is Action.MEASURE and Action.READ in one.actions
    return one.about(table) and (action in one.actions or counted)


def _holds(one: Right, other: Right) -> bool:
    """Whether ``one`` covers every column and every row that ``other`` does."""
    if one.rows is not None and one.rows != other.rows:
        return False
    if other.fields is None:
        return one.fields is None and one.without <= other.without
    asked = other.fields - other.without
    return asked.isdisjoint(one.without) and (one.fields is None or asked <= one.fields)
