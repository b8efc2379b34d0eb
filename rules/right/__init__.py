"""Who may do what to which rows and columns of a table (数据权限); closed by default.

Rights are definitions of kind ``right``. The body under the key ``council`` says what the role may
do everywhere; one under ``council.work_order`` stands in its place for that table alone::

    {"role": "council", "rights": [
        {"tables": ["work_order"], "actions": ["read", "export"], "fields": "*", "rows": null},
        {"tables": ["work_order"], "actions": ["change"], "fields": ["handled_on"],
         "rows": {"field": "handled_on", "op": "empty"}}]}

``role`` is a ``models.member.Role`` or ``everyone``: whoever comes by, with or without an account.
``"*"`` covers custom fields as well; ``except`` takes columns out again. ``rows`` is a condition.
"""

from rules.right.opening import opens
from rules.right.reading import body_problems, read_rights
from rules.right.shape import ACTIONS, EVERYONE, WRITING, Action, Door, Right, Roles

__all__ = [
    "ACTIONS",
    "EVERYONE",
    "WRITING",
    "Action",
    "Door",
    "Right",
    "Roles",
    "body_problems",
    "opens",
    "read_rights",
]
