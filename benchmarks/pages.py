"""What a page costs (页面基准): real servers, real websockets, the processor time they spend.

Four servers run side by side: the app with 100 topics, the app with 10,000, the same elements
drawn from constants, and the floor, which is Streamlit saying hello. All are clicked in turn, so
that whatever else the machine does at the time touches all of them.
"""

import asyncio
import statistics
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import constants, rush
from benchmarks.crowd import multiply
from benchmarks.figure import Figure, Sheet, told
from benchmarks.houses import NAMES, Houses, folder, houses, live_in
from benchmarks.load import Run, Tab
from benchmarks.server import Server, serving
from benchmarks.town import Settled, cookies, settle
from db import session as database
from db.setting import COOKIE
from models.place import Place
from services.trail import OneTopic, changed

ROOT = Path(__file__).parent.parent
FLOOR = ROOT / "benchmarks" / "floor"
FEW, MANY = 100, 10_000
KINDS = ("sqlite",)  # unless told otherwise
ROUNDS, CLICKS = 8, 20
PAUSE = 0.03  # seconds between clicks: a socket may not send more than fifteen a second for long
MOST_OF_FLOOR, MOST_OF_CONSTANTS, MOST_GROWTH = 2.0, 2.0, 1.3
FILTERS = {
    "search a word": "q=电动车",
    "search a rare word": "q=第 77 件",
    "one category": "kind=lift",
    "overdue": "only=overdue",
    "mine": "only=mine",
    "page 100 of a column": "page_yi=100",
}


@dataclass
class Case:
    """One page, clicked again and again (测项)."""

    server: Server
    tab: Tab
    url: str = ""  # of the database that somebody writes to before each click
    written: int = 0  # the topic written to
    cpu: list[float] = field(default_factory=list)  # milliseconds a click, one number a round
    wall: list[float] = field(default_factory=list)
    size: int = 0

    @property
    def cost(self) -> float:
        """Milliseconds of processor time a click."""
        return statistics.median(self.cpu)


@dataclass(frozen=True)
class Street:
    """The four servers, and whose browser it is that clicks (一条街)."""

    floor: Server
    constant: Server
    few: Server
    many: Server
    settled: Settled
    urls: dict[int, str]
    cookies: tuple[str, ...]

    def tab(self, server: Server, page: str, query: str = "", who: int = 0) -> Tab:
        """A tab of somebody who has signed in."""
        return Tab(server.origin, page, query, f"{COOKIE}={self.cookies[who]}")


@contextmanager
def street(here: Houses, where: Path) -> Iterator[Street]:
    """Fill two houses, note what their pages draw, and serve everything."""
    base = here.new("base")
    live_in(base)
    settled = settle()
    signed_in = tuple(cookies(settled.members))
    database.engine().dispose()
    urls = {wanted: here.copy(base, f"topics_{wanted}") for wanted in (FEW, MANY)}
    for wanted, url in urls.items():
        live_in(url)
        with database.transaction() as session:
            multiply(session, settled, wanted)
        tidy(url)
    asked = {"id": str(settled.voting)}
    constants.write(
        where / "constants",
        {
            "board": constants.noted("board", signed_in[0], {}),
            "topic": constants.noted("topic", signed_in[0], asked),
        },
    )
    log = where / "server.log"
    ours = {n: {"DATABASE_URL": url, "PYTHONPATH": str(ROOT)} for n, url in urls.items()}
    with ExitStack() as stack:
        floor = stack.enter_context(serving("app:app", FLOOR, log))
        constant = stack.enter_context(serving("app:app", where / "constants", log))
        few, many = (
            stack.enter_context(serving("benchmarks.served:app", ROOT, log, **ours[n]))
            for n in (FEW, MANY)
        )
        yield Street(floor, constant, few, many, settled, urls, signed_in)


def tidy(url: str) -> None:
    """What a database does by itself in the first night: learn how many rows there are."""
    with database.engine().connect() as connection:
        connection.exec_driver_sql("ANALYZE")
        connection.commit()


def somebody_acts(url: str, on: Settled, topic_id: int) -> None:
    """An act on a topic: what was kept of it, and of every board it is on, is old now."""
    live_in(url)
    with database.transaction() as session:
        changed(session, (OneTopic(topic_id),), session.get_one(Place, on.place_id))
    database.engine().dispose()


def cases(on: Street) -> dict[str, Case]:
    """Every page whose cost is told."""
    asked, elsewhere = f"id={on.settled.voting}", on.settled.originals[0]
    found = {
        "hello": Case(on.floor, Tab(on.floor.origin)),
        "bare": Case(on.many, on.tab(on.many, "bare")),
        "constants board": Case(on.constant, Tab(on.constant.origin, "board")),
        "constants topic": Case(on.constant, Tab(on.constant.origin, "topic", asked)),
    }
    for n, server in ((FEW, on.few), (MANY, on.many)):
        for page, query in (("board", ""), ("topic", asked)):
            found[f"{page} {n}"] = Case(server, on.tab(server, page, query))
            tab = on.tab(server, page, query)
            found[f"{page} {n} cold"] = Case(server, tab, on.urls[n], elsewhere)
        tab = on.tab(server, "topic", asked)
        found[f"topic {n} changed"] = Case(server, tab, on.urls[n], on.settled.voting)
    for name, query in FILTERS.items():
        tab = on.tab(on.many, "board", query)
        found[name] = Case(on.many, tab, on.urls[MANY], elsewhere)
    return found


async def measure(on: Street, found: dict[str, Case]) -> None:
    """Click through all cases, round after round."""
    first = {name: await case.tab.open() for name, case in found.items()}
    must_draw_the_same(first)
    for number in range(ROUNDS + 1):
        for case in found.values():
            await _round(on, case)
            if number == 0:  # the first round warms up
                case.cpu.clear()
                case.wall.clear()
    for case in found.values():
        await case.tab.close()


async def _round(on: Street, case: Case) -> None:
    spent = 0.0
    for _ in range(CLICKS):
        if case.url:
            somebody_acts(case.url, on.settled, case.written)
        begun = case.server.cpu()
        run = await case.tab.click()
        case.wall.append(run.seconds * 1000)
        await asyncio.sleep(PAUSE)
        spent += case.server.cpu() - begun
        case.size = run.size
    case.cpu.append(spent * 1000 / CLICKS)


def must_draw_the_same(first: dict[str, Run]) -> None:
    """The constants are honest only as long as they draw what our pages draw."""
    for page in ("board", "topic"):
        plain, ours = first[f"constants {page}"].elements, first[f"{page} {MANY}"].elements
        if plain != ours:
            raise AssertionError(f"{page}: constants draw {plain - ours}, we draw {ours - plain}")


def figures(found: dict[str, Case]) -> tuple[Figure, ...]:
    """Each page beside the floor that was promised for it."""

    def beside(name: str, floor: str, most: float | None, title: str) -> Figure:
        case = found[name]
        note = f"p50 {statistics.median(case.wall):.0f} ms, {case.size / 1024:.1f} kB"
        return Figure(title, case.cost, "ms CPU", found[floor].cost, most_ratio=most, note=note)

    rows = [beside("bare", "hello", MOST_OF_FLOOR, "bare page, signed in / floor's hello")]
    for page in ("board", "topic"):
        plain, small, large = f"constants {page}", f"{page} {FEW}", f"{page} {MANY}"
        cold = f"{large} cold"
        rows += [
            beside(large, plain, MOST_OF_CONSTANTS, f"{page} / its constants"),
            beside(cold, plain, MOST_OF_CONSTANTS, f"{page} after a write / its constants"),
            beside(large, small, MOST_GROWTH, f"{page}: {MANY:,} topics / {FEW}"),
            beside(cold, f"{small} cold", MOST_GROWTH, "the same after a write"),
        ]
    mine, plain = f"topic {MANY} changed", "constants topic"
    rows += [
        beside(mine, plain, None, "topic after a write to itself / its constants"),
        beside(mine, f"topic {FEW} changed", MOST_GROWTH, "the same: 10,000 topics / 100"),
    ]
    return tuple(rows)


def filtered(found: dict[str, Case]) -> tuple[Figure, ...]:
    """The board's filters, beside the board without one; nothing kept from the click before."""
    board = found[f"board {MANY} cold"].cost
    return tuple(
        Figure(name, found[name].cost, "ms CPU", board, note=query)
        for name, query in FILTERS.items()
    )


def main(kinds: tuple[str, ...] = KINDS) -> list[Sheet]:
    """Pages, filters, and many people at once."""
    sheets = []
    for kind in kinds:
        with folder() as where, houses(kind, where) as here, street(here, where) as on:
            found = cases(on)
            asyncio.run(measure(on, found))
            title = f"Pages with {MANY:,} topics and 1,291 units on {NAMES[kind]}"
            remark = f"Medians of {ROUNDS} rounds of {CLICKS} clicks, all pages in turn."
            sheets.append(told(Sheet(title, figures(found), (remark,))))
            title = f"Filters of the board after a write, {MANY:,} topics, on {NAMES[kind]}"
            sheets.append(told(Sheet(title, filtered(found), ("Floor: the board unfiltered.",))))
            sheets.append(told(asyncio.run(rush.measure(on, NAMES[kind]))))
    return sheets
