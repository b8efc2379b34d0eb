"""Reading a method of rating, and changing it without code (评价办法)."""
