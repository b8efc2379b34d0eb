"""What text can be found by: the words of rows, folded (检索文本)."""

from sqlalchemy import JSON, BigInteger, Column, Integer, Table

from models.base import Record

# One row for each row of a table that says ``indexed`` on its screen: the texts that it can be
# found by, by the name of their column. ``id`` is made of the table and the row. What is written
# here follows from the row itself, so it has no date and no history of its own.
SEARCH_TEXT = Table(
    "search_text",
    Record.metadata,
    Column(
        "id",
        BigInteger().with_variant(Integer, "sqlite"),  # there the rowid itself
        primary_key=True,
        autoincrement=False,
    ),
    Column("texts", JSON, nullable=False),
)
