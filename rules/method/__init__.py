"""Methods of rating as data (评价办法): what they say, and what is wrong with them."""

from rules.method.body import Body, read_body

__all__ = ["Body", "read_body"]
