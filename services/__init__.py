"""Verbs: one function is one act or one reading; takes a Session, never commits (业务)."""

from services.field import working  # noqa: F401 formulas follow every row, whoever writes it
