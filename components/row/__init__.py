"""One row of any described table: read, changed, taken back (记录)."""
