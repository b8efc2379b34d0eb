"""An edition of the red and black list, from its opening to its corrigendum (期次)."""
