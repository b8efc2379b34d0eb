"""Keeping, drafting and publishing methods of rating (评价办法)."""
