"""Reading a procedure, and changing it without code (议事规程)."""
