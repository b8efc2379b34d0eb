"""What the visitor may do with a set (变更集权限)."""

from rules.permission import Permission, Visitor
from services.change import Shown


def may(visitor: Visitor, permission: Permission, found: Shown) -> bool:
    """Whether the visitor holds a right where the set holds."""
    if found.found.place_id is None:
        return visitor.may_everywhere(permission)
    return visitor.may(permission, found.found.path)
