"""``manage.py rank``: recompute a ranking from its two files, without any database (排名)."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from commands.answer import AsJson, BadInput, show

if TYPE_CHECKING:
    from rules.ranking import Mark, Method, Row

FIRST_CHINESE = 0x2E80
LARGEST = 50_000_000  # bytes; 3,000 compounds with 100 indicators have three million


def rank(
    values: Annotated[Path, typer.Argument(help="CSV: unit, and a column for each indicator")],
    method: Annotated[Path, typer.Argument(help="JSON: the tree of indicators and its rules")],
    as_json: AsJson = False,
) -> None:
    """Rank the units of a file by a published method; see docs/ranking.md."""
    from rules import ranking

    rules = ranking.method_of(_json(method))
    table = ranking.table_of(_bytes(values), rules, values.name)
    rows = ranking.rank(table, rules).rows
    marks = ranking.listing(rows, rules.listing) if rules.listing else (None,) * len(rows)
    result = [_figures(row, mark, rules) for row, mark in zip(rows, marks)]
    show(result, as_json, *_lines(result))


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise BadInput(f"{path}: larger than {LARGEST // 1_000_000} MB.")
        return path.read_bytes()
    except OSError as wrong:
        raise BadInput(f"{path}: {wrong.strerror}.") from wrong


def _json(path: Path) -> Any:
    try:
        return json.loads(_bytes(path).decode("utf-8-sig"))
    except UnicodeDecodeError as wrong:
        raise BadInput(f"{path}: this is not a text in UTF-8.") from wrong
    except json.JSONDecodeError as wrong:
        raise BadInput(f"{path}, line {wrong.lineno}: this is not JSON: {wrong.msg}.") from wrong
    except (RecursionError, ValueError) as wrong:
        raise BadInput(f"{path}: this is not JSON that can be read.") from wrong


def _figures(row: "Row", mark: "Mark | None", method: "Method") -> dict[str, Any]:
    """What is printed of a row; a key beyond the first six only where the method asks for it."""
    figures: dict[str, Any] = {
        "unit": row.unit,
        "score": row.score,
        "rank": row.rank,
        "low": row.low if method.draws else row.rank,
        "high": row.high if method.draws else row.rank,
        "contributions": row.contributions,
    }
    if method.peers is not None:
        figures["group"] = row.group
    if method.tiers:
        figures["tier"] = row.tier
    if mark is not None:
        figures |= {"coverage": row.coverage, "worst": row.worst, "best": row.best}
        figures |= {"list": mark.colour, "reason": mark.reason}
    return figures


def _lines(result: list[dict[str, Any]]) -> list[str]:
    """The ranking for a person at the terminal: a line a unit."""
    extra = [key for key in ("group", "tier", "list") if key in result[0]]
    shown = [
        [
            _told(figures["rank"]),
            f"{_told(figures['low'])}–{_told(figures['high'])}",
            _told(figures["score"]),
            *(_told(figures[key]) for key in extra),
            figures["unit"],
        ]
        for figures in result
    ]
    words = {"group": "组别", "tier": "等级", "list": "榜单"}
    table = [["名次", "区间", "得分", *(words[key] for key in extra), "单位"], *shown]
    widths = [max(_width(row[n]) for row in table) for n in range(len(table[0]))]
    return [
        "  ".join(_padded(cell, width) for cell, width in zip(row, widths)).rstrip()
        for row in table
    ]


def _told(figure: Any) -> str:
    if figure is None:
        return "–"
    return f"{figure:.6g}" if isinstance(figure, float) else str(figure)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    """Columns on a terminal: Chinese takes two."""
    return sum(2 if ord(letter) > FIRST_CHINESE else 1 for letter in text)
