"""The page about open data tells every column of every file, as the files' own description does."""

from pathlib import Path

import pytest

from rules.export import TABLES
from rules.export.column import Table

PAGE = (Path(__file__).parents[3] / "docs" / "open-data.md").read_text("utf-8")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_page_tells_every_column_in_both_languages(table: Table) -> None:
    section = PAGE.split(f"### {table.file} · {table.title[0]} · {table.title[1]}\n")[1]
    lines = [line for line in section.split("\n### ")[0].splitlines() if line.startswith("| `")]
    expected = []
    for column in table.columns:
        kind = column.type + (f", {column.unit}" if column.unit else "")
        chinese = f"**{column.title[0]}**：{column.about[0]}"
        english = f"**{column.title[1]}**: {column.about[1]}"
        expected.append(f"| `{column.name}` | {kind} | {chinese} | {english} |")
    assert lines == expected
