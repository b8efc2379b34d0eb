"""Changing one procedure (编辑规程)."""

from components import gate
from components.procedure import editor
from rules.permission import Permission

visitor = gate.require(Permission.EDIT_PROCEDURE)
editor.show(visitor)
