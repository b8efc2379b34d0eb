"""How long a chart takes to become a PNG with Chinese letters (图片基准): in a server that has just
started, and in one that has drawn before.

Cold is a process of its own: the engine, the letters and the first picture, as the first visitor
after a start waits for them. The floor is the same picture as an SVG: without its pixels.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from fractions import Fraction
from functools import partial
from pathlib import Path

from benchmarks.figure import Figure, Sheet
from rules.chart import Bar, Cell, Line, Point, bars, heat, sheet, trend
from rules.chart.shape import Spec
from services import picture

ROOT = Path(__file__).parent.parent
RUNS, STARTS = 15, 3
MOST_WARM = 300.0
MONTHS, COMPOUNDS, KINDS = 36, 40, ("停车", "噪音", "漏水", "堆物", "电梯", "绿化", "其他")
_FIRST = "from benchmarks.drawing import first; print(*first())"


def pictures() -> Sheet:
    """One picture of each kind, cold once and then again and again."""
    cold = [_in_a_new_process() for _n in range(STARTS)]
    wall, spent = (statistics.median(found) for found in zip(*cold, strict=True))
    figures = [
        Figure("the first picture of a server", wall, "ms", note=f"{spent:.0f} ms CPU"),
    ]
    for name, chart in charts().items():
        plain, _cpu = _timed(partial(picture.svg, chart))
        warm, cpu = _timed(partial(picture.png, chart))
        figures.append(Figure(name, warm, "ms", plain, most=MOST_WARM, note=f"{cpu:.0f} ms CPU"))
    return Sheet("Charts as PNG with Chinese letters", tuple(figures), ("Floor: the same as SVG.",))


def charts() -> dict[str, Spec]:
    """As many marks as a street has: months, compounds, kinds."""
    share = [Fraction(900 + n * 37 % 100, 10) for n in range(COMPOUNDS)]
    places = [f"第{n}小区" for n in range(COMPOUNDS)]
    months = [
        Point(
            f"{n}", f"{2023 + n // 12} 年 {n % 12 + 1} 月", share[n], f"{share[n]}%", Fraction(95)
        )
        for n in range(MONTHS)
    ]
    cells = [
        Cell(place, place, kind, kind, Fraction(n * 7 % 23), f"{n * 7 % 23} 件", str(n * 7 % 23))
        for n, place in enumerate(places)
        for kind in KINDS
    ]
    rows = [Bar(place, place, value, f"{value}%") for place, value in zip(places, share)]
    drawn = {
        f"trend of {MONTHS} months with lines": trend(
            months, unit="%", lines=[Line("warning", Fraction(92), "预警线 92%")]
        ),
        f"bars of {COMPOUNDS} compounds": bars(rows, target=Fraction(95), target_said="目标 95%"),
        f"map of {COMPOUNDS} compounds by {len(KINDS)} kinds": heat(cells),
    }
    told = ["赭麓街道 · 2025 年", "按期办结的工单占应办结工单的比例"]
    return {name: sheet(one, title="按期办结率", told=told) for name, one in drawn.items()}


def first() -> tuple[float, float]:
    """Milliseconds on the wall and of processor until the first picture is there."""
    chart = next(iter(charts().values()))
    begun, spent = time.perf_counter(), time.process_time()
    picture.png(chart)
    return (time.perf_counter() - begun) * 1000, (time.process_time() - spent) * 1000


def _in_a_new_process() -> tuple[float, float]:
    told = subprocess.run(
        [sys.executable, "-c", _FIRST], cwd=ROOT, capture_output=True, text=True, check=True
    )
    wall, spent = told.stdout.split()
    return float(wall), float(spent)


def _timed(act: Callable[[], object]) -> tuple[float, float]:
    """Median milliseconds on the wall and of processor of ``act``."""
    act()
    wall, spent = [], []
    for _n in range(RUNS):
        begun, used = time.perf_counter(), time.process_time()
        act()
        wall.append((time.perf_counter() - begun) * 1000)
        spent.append((time.process_time() - used) * 1000)
    return statistics.median(wall), statistics.median(spent)
