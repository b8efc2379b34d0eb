"""Carrying out what was decided: tasks, progress, and the report that all is done (办理)."""
