"""Roles and actions in words (权限用语)."""

from components import label
from components.language import _
from components.table import words as table_words
from rules.refusal import N_
from rules.right import EVERYONE, Action
from services.entity import entities
from services.right.matrix import Square

NONE = "–"
WHOLE, PART = "●", "◐"
ACTIONS = {
    Action.READ: N_("Read"),
    Action.MEASURE: N_("Count"),
    Action.EXPORT: N_("Export"),
    Action.CREATE: N_("Add"),
    Action.CHANGE: N_("Change"),
    Action.REMOVE: N_("Remove"),
    Action.IMPORT: N_("Import"),
    Action.BULK: N_("Change many"),
}
ICONS = {
    Action.READ: "visibility",
    Action.MEASURE: "functions",
    Action.EXPORT: "download",
    Action.CREATE: "add",
    Action.CHANGE: "edit",
    Action.REMOVE: "delete",
    Action.IMPORT: "upload",
    Action.BULK: "edit_note",
}


def role(code: str) -> str:
    """A role, or everyone."""
    return _("Everyone") if code == EVERYONE else label.role(code)


def source(key: str) -> str:
    """Where a right was said: under a role, or under one table of it."""
    of, _dot, table = key.partition(".")
    found = entities().get(table)
    return role(of) if found is None else f"{role(of)} · {table_words.table(found)}"


def action(of: Action) -> str:
    """What may be done."""
    return _(ACTIONS[of])


def square(of: Square) -> str:
    """A square in one line: a sign for all or part of it, and the words."""
    if not of.actions:
        return NONE
    sign = PART if of.part else WHOLE
    if of.every and Action.CHANGE in of.actions:
        return f"{sign} {_('Everything')}"
    return f"{sign} {_(', ').join(action(one) for one in of.actions)}"
