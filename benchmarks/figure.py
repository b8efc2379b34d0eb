"""What was measured, beside its floor and beside what was promised (量得的数).

A figure without its floor says more about the machine than about us: the ratio is what counts.
"""

import json
import os
import platform
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

OUTPUT = Path(__file__).parent / "output"
LIBRARIES = ("streamlit", "sqlalchemy", "sqlmodel", "uvicorn", "pandas", "numpy")


@dataclass(frozen=True)
class Figure:
    """One line of a table (一项)."""

    name: str
    value: float
    unit: str
    floor: float | None = None  # what the same costs in the plainest way, in the same run
    most: float | None = None  # promised: the value is at most this
    most_ratio: float | None = None  # promised: the value is at most this many floors
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """How many floors it costs."""
        return self.value / self.floor if self.floor else None

    @property
    def kept(self) -> bool | None:
        """Whether the promise is kept; ``None`` where nothing was promised."""
        if self.most is not None:
            return self.value <= self.most
        if self.most_ratio is not None and self.ratio is not None:
            return self.ratio <= self.most_ratio
        return None


@dataclass(frozen=True)
class Sheet:
    """A table of figures (一张表)."""

    title: str
    figures: tuple[Figure, ...]
    remarks: tuple[str, ...] = ()

    def lines(self) -> Iterator[str]:
        """The table as it is printed."""
        yield f"\n{self.title}"
        width = max((_width(figure.name) for figure in self.figures), default=0)
        for figure in self.figures:
            pad = " " * (width - _width(figure.name))
            yield f"  {figure.name}{pad}  {_row(figure)}".rstrip()
        for remark in self.remarks:
            yield f"  {remark}"


def _width(text: str) -> int:
    """Columns on a terminal: Chinese takes two."""
    return sum(2 if ord(letter) > 0x2E80 else 1 for letter in text)


def _row(figure: Figure) -> str:
    value = f"{_number(figure.value):>9} {figure.unit:<10}"
    beside = " " * 25
    if figure.floor is not None and figure.ratio is not None:
        beside = f"floor {_number(figure.floor):>8}  {figure.ratio:5.2f} x "
    asked = ""
    if figure.kept is not None:
        bound = figure.most if figure.most is not None else figure.most_ratio
        sign = "" if figure.most is not None else " x"
        asked = f"at most {bound:g}{sign}: {'kept' if figure.kept else 'NOT KEPT'}"
    return f"{value} {beside} {asked:<24} {figure.note}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 1000 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def told(sheet: Sheet) -> Sheet:
    """Print ``sheet``, and give it back."""
    print(*sheet.lines(), sep="\n", flush=True)
    return sheet


def keep(name: str, sheets: Sequence[Sheet]) -> Path:
    """Write the sheets of one benchmark where the next run and other programs find them."""
    OUTPUT.mkdir(exist_ok=True)
    path = OUTPUT / f"{name}.json"
    tables = [
        {
            "title": sheet.title,
            "figures": [
                asdict(figure) | {"ratio": figure.ratio, "kept": figure.kept}
                for figure in sheet.figures
            ],
            "remarks": sheet.remarks,
        }
        for sheet in sheets
    ]
    path.write_text(
        json.dumps({"machine": machine(), "tables": tables}, ensure_ascii=False, indent=1)
    )
    return path


def machine() -> dict[str, Any]:
    """Where and when: figures of two machines are not compared, ratios may be."""
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "cores": os.cpu_count(),
        "load": os.getloadavg()[0],
        "python": platform.python_version(),
        **{name: version(name) for name in LIBRARIES},
    }
