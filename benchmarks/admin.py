"""The generated screen over a table of a million rows (通用界面基准), beside other people's admins.

Real servers and real websockets: the list of a class that is declared in ``benchmarks.million``,
seven questions in turn. Before each click something is written elsewhere, so that nothing kept
from the click before helps. The others answer the same questions from the same file in the same
run, each in an environment of its own.
"""

import asyncio
import json
import statistics
import urllib.parse
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sqlmodel import col, delete

from benchmarks import constants, peers
from benchmarks.figure import Figure, Sheet, told
from benchmarks.houses import NAMES, Houses, folder, houses, live_in
from benchmarks.load import Tab
from benchmarks.peers import RARE, SINGLE
from benchmarks.server import Server, serving
from benchmarks.town import cookies
from db import session as database
from db.revision import moved
from db.setting import COOKIE
from models.revision import Area
from models.sign_in import SignInSession

if TYPE_CHECKING:
    from benchmarks.million import Kept

ROOT = Path(__file__).parent.parent
KINDS = ("sqlite",)  # unless told otherwise
ROUNDS, CLICKS, PAUSE = 5, 6, 0.03
MOST_WALL, MOST_CPU, MOST_SIZE, MOST_MEMORY = 60.0, 50.0, 20.0, 250.0
TIMES_LESS = 10  # processor time than any other, where a word is searched or a column sorted
DEEP = 10_000
CASES = {
    "first page": "",
    "filter 1 %": "where=" + json.dumps({"field": "kind", "op": "is", "value": "deposit"}),
    "filter 10 %": "where=" + json.dumps({"field": "kind", "op": "is", "value": "space"}),
    "search, one hit": f"q={SINGLE}",
    "search, 27 hits": f"q={RARE}",
    f"page {DEEP:,}": f"page={DEEP}",
    "sort by amount": "sort=-amount_fen",
}
MORE = {"search, 400,000 hits": "q=停车", "search of a year": "q=2016"}
FLOORS = ("Streamlit saying hello", "the same elements from constants")
COMPARED = ("search, one hit", "search, 27 hits", "sort by amount")


@dataclass
class Case:
    """One question, asked again and again (测项)."""

    server: Server
    tab: Tab
    wall: list[float] = field(default_factory=list)  # milliseconds
    cpu: list[float] = field(default_factory=list)  # milliseconds a click, one number a round
    size: int = 0


def signed_in(kept: "Kept") -> str:
    """The cookie of the officer, whenever the file was made."""
    live_in(kept.url)
    with database.transaction() as session:
        session.exec(delete(SignInSession).where(col(SignInSession.member_id) == kept.officer_id))
    cookie = cookies((kept.officer_id,))[0]
    database.engine().dispose()
    return f"{COOKIE}={cookie}"


def written_elsewhere(url: str) -> None:
    """Somebody writes into some table: what was kept of all tables is old now."""
    live_in(url)
    with database.transaction() as session:
        moved(session, Area.REGISTER)
    database.engine().dispose()


async def _round(url: str, case: Case, clicks: int) -> None:
    spent = 0.0
    for _ in range(clicks):
        written_elsewhere(url)
        begun = case.server.cpu()
        run = await case.tab.click()
        case.wall.append(run.seconds * 1000)
        await asyncio.sleep(PAUSE)
        spent += case.server.cpu() - begun
        case.size = run.size
    case.cpu.append(spent * 1000 / clicks)


async def _measure(url: str, found: dict[str, Case], beside: Callable[[], None]) -> None:
    for case in found.values():
        await case.tab.open()
    for number in range(ROUNDS + 1):
        for case in found.values():
            await _round(url, case, CLICKS)
            if number == 0:  # the first round warms up
                case.wall.clear()
                case.cpu.clear()
        await asyncio.to_thread(beside)  # our sockets are kept alive meanwhile
    for case in found.values():
        await case.tab.close()


def _query(more: str) -> str:
    asked = dict(part.split("=", 1) for part in more.split("&") if part)
    return urllib.parse.urlencode({"of": "receipt"} | asked)


def measure(here: Houses, where: Path) -> list[Sheet]:
    """Every question, of us and of the others in turn."""
    from benchmarks.million import ROWS, million  # noqa: PLC0415 whoever imports it has the table

    kept = million(here)
    cookie = signed_in(kept)
    log = where / "server.log"
    with ExitStack() as stack:
        settings = {"DATABASE_URL": kept.url, "PYTHONPATH": str(ROOT)}
        ours = stack.enter_context(serving("benchmarks.shown:app", ROOT, log, **settings))
        found = {
            name: Case(ours, Tab(ours.origin, "table", _query(more), cookie, packed=True))
            for name, more in (CASES | MORE).items()
        }
        floors = _floors(stack, kept, cookie, where)
        others = peers.start(stack, kept.file, where) if kept.file else []
        asyncio.run(_measure(kept.url, found | floors, lambda: peers.ask(others)))
        memory = ours.memory() / 2**20
        title = f"A generated list of {ROWS:,} rows on {NAMES[here.kind]}"
        sheets = [told(Sheet(title, (*_figures(found), _memory(memory)), (_REMARK,)))]
        sheets.append(told(_beside_floors(found["sort by amount"], floors)))
        if others:
            sheets += [told(_compared(found, other)) for other in others]
    return sheets


def _floors(stack: ExitStack, kept: "Kept", cookie: str, where: Path) -> dict[str, Case]:
    """What a page costs that asks nothing: hello, and the sorted list from constants."""
    live_in(kept.url)
    asked = dict(urllib.parse.parse_qsl(_query(CASES["sort by amount"])))
    notes = constants.noted("table", cookie.partition("=")[2], asked)
    database.engine().dispose()
    constants.write(where / "constants", {"table": notes})
    log = where / "floor.log"
    hello = stack.enter_context(serving("app:app", ROOT / "benchmarks" / "floor", log))
    constant = stack.enter_context(serving("app:app", where / "constants", log))
    tabs = Tab(hello.origin), Tab(constant.origin, "table", packed=True)
    return {name: Case(on, tab) for name, on, tab in zip(FLOORS, (hello, constant), tabs)}


def _beside_floors(mine: Case, floors: dict[str, Case]) -> Sheet:
    """How much of a sorted list is Streamlit, and how much is ours."""
    cost = statistics.median(mine.cpu)
    rows = [
        Figure(f"sort by amount / {name}", cost, "ms CPU", statistics.median(floor.cpu))
        for name, floor in floors.items()
    ]
    return Sheet("What a page costs that asks nothing", tuple(rows))


_REMARK = f"Medians of {ROUNDS} rounds of {CLICKS} clicks, all in turn, each after a write."


def _figures(found: dict[str, Case]) -> list[Figure]:
    rows = []
    for name, case in found.items():
        promised = name in CASES
        wall, cpu = statistics.median(case.wall), statistics.median(case.cpu)
        least = f"least {min(case.wall):.0f} ms, {min(case.cpu):.0f} ms CPU"
        rows += [
            Figure(name, wall, "ms", most=MOST_WALL if promised else None, note=least),
            Figure(f"{name}: processor", cpu, "ms CPU", most=MOST_CPU if promised else None),
        ]
    largest = max(found.values(), key=lambda case: case.size).size / 1024
    return [*rows, Figure("the heaviest answer", largest, "kB", most=MOST_SIZE)]


def _memory(megabytes: float) -> Figure:
    return Figure("resident memory of the server", megabytes, "MB", most=MOST_MEMORY)


def _compared(found: dict[str, Case], other: "peers.Peer") -> Sheet:
    """Our processor time beside that of another, which is the floor here."""
    rows = []
    for name in CASES:
        wall, cpu = other.figures(name)
        most = 1 / TIMES_LESS if name in COMPARED else None
        note = f"{other.name}: {wall:.0f} ms, {other.size[name] / 1024:.0f} kB"
        mine = statistics.median(found[name].cpu)
        rows.append(Figure(name, mine, "ms CPU", cpu, most_ratio=most, note=note))
    remark = f"Resident memory of {other.name}: {other.memory() / 2**20:.0f} MB."
    return Sheet(f"The same beside {other.name} {other.version}", tuple(rows), (remark,))


def main(kinds: tuple[str, ...] = KINDS) -> list[Sheet]:
    """One database after the other."""
    sheets: list[Sheet] = []
    with folder() as where:
        for kind in kinds:
            with houses(kind, where) as here:
                sheets += measure(here, where)
    return sheets
