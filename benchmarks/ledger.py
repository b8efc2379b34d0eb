"""The books of a million entries as a visitor reads them (账目基准), beside Datasette.

Real servers, real websockets: the page of a book of a thousand entries, that of a million, and
Datasette on the same million, clicked in turn. Before each click something is posted elsewhere
in the compound, so that nothing kept from the click before helps.
"""

import asyncio
import statistics
import urllib.parse
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import books
from benchmarks.books import RARE, Kept
from benchmarks.datasette import Datasette, datasette
from benchmarks.figure import Figure, Sheet, told
from benchmarks.houses import NAMES, Houses, folder, houses, live_in
from benchmarks.load import Tab
from benchmarks.server import Server, serving
from db import session as database
from db.revision import moved
from models.revision import Area

ROOT = Path(__file__).parent.parent
KINDS = ("sqlite",)  # unless told otherwise
FEW, MANY = 1_000, 1_000_000
ROUNDS, CLICKS = 5, 6
PAUSE = 0.03
MOST_WALL, MOST_CPU, MOST_STATEMENT, MOST_GROWTH = 60.0, 50.0, 100.0, 1.3
LAST = MANY // 50
LIST = "place=minhang&view=lines"
CASES = {  # name: what is added to the address, and what Datasette is asked
    "list": ("", "/entry?_sort_desc=day"),
    "filter 1 %": ("&head=G05", "/entry?head=G05&_sort_desc=day"),
    "filter 10 %": ("&head=G02", "/entry?head=G02&_sort_desc=day"),
    "search a payer": (f"&q={urllib.parse.quote(RARE[:2])}", ""),
    "search a voucher number": ("&q=FP0000500", "/entry?document__startswith=FP0000500"),
    "sort by amount": ("&sort=largest", "/entry?_sort_desc=amount_fen"),
    "page 10,000": (f"&page={LAST // 2}", ""),
    "page 20,000": (f"&page={LAST}", ""),
}
STATEMENT = "statement of a quarter"
_PAYER = (
    "select entry.* from entry join party on party.id = entry.party_id"
    " where party.shown like :who order by entry.day desc limit 50"
)


@dataclass
class Case:
    """One question, asked again and again (测项)."""

    ask: Callable[[], "asyncio.Future[float]"] | Callable[[], float]
    cpu_of: Callable[[], float]
    before: Callable[[], None]
    wall: list[float] = field(default_factory=list)  # milliseconds
    cpu: list[float] = field(default_factory=list)  # milliseconds a question, one number a round

    def figures(self) -> tuple[float, float]:
        """Median milliseconds on the wall and of processor time."""
        return statistics.median(self.wall), statistics.median(self.cpu)


def posted_elsewhere(kept: Kept) -> None:
    """Somebody posts in the compound: what was kept of its books is old now."""
    live_in(kept.url)
    with database.transaction() as session:
        moved(session, Area.LEDGER, kept.place_id, kept.path)
    database.engine().dispose()


def _ours(server: Server, kept: Kept, query: str) -> tuple[Tab, Case]:
    tab = Tab(server.origin, "ledger", query)

    async def click() -> float:
        return (await tab.click()).seconds

    return tab, Case(click, server.cpu, lambda: posted_elsewhere(kept))  # type: ignore[arg-type]


def _theirs(server: Datasette, path: str) -> Case:
    return Case(lambda: server.get(path), server.cpu, lambda: None)


def _deep(kept: Kept, page: int) -> str:
    """Where Datasette goes on for that page: it pages by the last row seen, in the same order."""
    live_in(kept.url)
    with database.glance() as session:
        row = session.connection().exec_driver_sql(
            "SELECT day, id FROM entry ORDER BY day DESC, id LIMIT 1 OFFSET ?", (50 * page - 51,)
        )
        day, row_id = row.one()
    database.engine().dispose()
    return f"/entry?_sort_desc=day&_next={day}%2C{row_id}"


def _paths(kept: Kept) -> dict[str, str]:
    paths = {name: path for name, (_query, path) in CASES.items()}
    asked = {"sql": _PAYER, "who": f"%{RARE[:2]}%"}
    paths["search a payer"] = f"?{urllib.parse.urlencode(asked)}"
    paths["page 10,000"] = _deep(kept, LAST // 2)
    paths["page 20,000"] = _deep(kept, LAST)
    return paths


async def _round(case: Case) -> None:
    spent = 0.0
    for _ in range(CLICKS):
        case.before()
        begun = case.cpu_of()
        answer = case.ask()
        seconds = answer if isinstance(answer, float) else await answer
        case.wall.append(seconds * 1000)
        await asyncio.sleep(PAUSE)
        spent += case.cpu_of() - begun
    case.cpu.append(spent * 1000 / CLICKS)


async def _measure(tabs: list[Tab], found: dict[tuple[str, str], Case]) -> None:
    for tab in tabs:
        await tab.open()
    for number in range(ROUNDS + 1):
        for case in found.values():
            await _round(case)
            if number == 0:  # the first round warms up
                case.wall.clear()
                case.cpu.clear()
    for tab in tabs:
        await tab.close()


def measure(here: Houses, where: Path) -> Sheet:
    """Every question to the three, in turn."""
    few, many = books.book(here, FEW), books.book(here, MANY)
    database.engine().dispose()
    log = where / "server.log"
    with ExitStack() as stack:
        ours = {
            kept.entries: stack.enter_context(
                serving("streamlit_app:app", ROOT, log, DATABASE_URL=kept.url, PYTHONPATH=str(ROOT))
            )
            for kept in (few, many)
        }
        other = stack.enter_context(datasette(many.file, log)) if many.file else None
        paths = _paths(many) if other else {}
        found: dict[tuple[str, str], Case] = {}
        tabs = []
        queries = {name: LIST + query for name, (query, _path) in CASES.items()}
        queries[STATEMENT] = "place=minhang&period=20"
        for name, query in queries.items():
            for kept in (few, many):
                if kept is few and name.startswith("page"):
                    continue  # a thousand entries have twenty pages
                tab, case = _ours(ours[kept.entries], kept, query)
                tabs.append(tab)
                found[name, str(kept.entries)] = case
            if other and paths.get(name):
                found[name, "datasette"] = _theirs(other, paths[name])
        asyncio.run(_measure(tabs, found))
    return Sheet(f"Books of {MANY:,} entries on {NAMES[here.kind]}", _figures(found), _REMARKS)


_REMARKS = (
    f"Medians of {ROUNDS} rounds of {CLICKS} clicks, all questions in turn, each after a write.",
    "Floor of the questions: Datasette on the same file. Floor of the growth: 1,000 entries.",
)


def _figures(found: dict[tuple[str, str], Case]) -> tuple[Figure, ...]:
    rows = []
    names = list(dict.fromkeys(name for name, _whose in found))
    for name in names:
        wall, cpu = found[name, str(MANY)].figures()
        beside = (
            found[name, "datasette"].figures() if (name, "datasette") in found else (None, None)
        )
        most = MOST_STATEMENT if name == STATEMENT else MOST_WALL
        rows.append(Figure(name, wall, "ms", beside[0], most=most))
        rows.append(Figure(f"{name}: processor", cpu, "ms CPU", beside[1], most=MOST_CPU))
    for name in names:
        if (name, str(FEW)) in found:
            small = found[name, str(FEW)].figures()[1]
            cpu = found[name, str(MANY)].figures()[1]
            title = f"{name}: {MANY:,} / {FEW:,} entries"
            rows.append(Figure(title, cpu, "ms CPU", small, most_ratio=MOST_GROWTH))
    return tuple(rows)


def main(kinds: tuple[str, ...] = KINDS) -> list[Sheet]:
    """One database after the other."""
    sheets = []
    with folder() as where:
        for kind in kinds:
            with houses(kind, where) as here:
                sheets.append(told(measure(here, where)))
    return sheets
