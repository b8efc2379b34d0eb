"""The agenda board: columns are the steps (议事板)."""
