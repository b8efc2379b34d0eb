"""A red and black list of 3,000 compounds: published, and read by everybody (期次基准).

The page of the edition, the same elements drawn from constants, and a page of forty compounds are
served side by side and clicked in turn by somebody without an account.
"""

import asyncio
import statistics
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from sqlmodel import Session

from benchmarks import constants
from benchmarks.figure import Figure, Sheet, told
from benchmarks.houses import NAMES, Houses, folder, houses, live_in
from benchmarks.load import Run, Tab
from benchmarks.pages import tidy
from benchmarks.server import Server, serving
from db import session as database
from db.revision import moved
from models.base import clock_at, now
from models.revision import Area
from services.edition import checking, computing, deciding
from services.edition import serving as showing
from services.method.shipping import shipped
from tests import editions
from tests import street as streets
from tests.neighbourhood import Neighbourhood, settle

ROOT = Path(__file__).parent.parent
KINDS = ("sqlite",)  # unless told otherwise
FEW, MANY = 40, 3_000
ROUNDS, CLICKS, OPENED = 6, 12, 8
PAUSE = 0.03
MOST_OF_CONSTANTS, MOST_CPU, MOST_PUBLISHING = 2.0, 60.0, 5.0
CODE = "zhelu-2026h1"
QUERY = f"code={CODE}"
FILTERS = {
    "search a word": "q=桂",
    "one firm": "firm=firm-3",
    "the black list": "show=black",
    "risen most": "sort=risen",
    "the last page": "page=60",
    "the picture": "part=picture",
}


@dataclass(frozen=True)
class Street:
    """A house with two published editions, and how long the later one took (样本)."""

    url: str
    path: str
    place_id: int
    placing: int
    computed: float  # seconds
    published: float


def street(here: Houses, count: int) -> Street:
    """Fill a house with ``count`` compounds; publish two half-years."""
    url = here.new(f"compounds_{count}")
    live_in(url)
    with database.transaction() as session:
        people = settle(session)
        made = _first(session, people, count)
        with clock_at(now() + 40 * streets.DAY):
            editions.begun(session, made, *streets.SPRING)
            streets.measured(session, made, 2)
            took = _walked(session, made)
        place = people.places["zhelu"]
        found = Street(url, place.path, place.id or 0, streets.first_placing(session, made), *took)
    tidy(url)
    database.engine().dispose()
    return found


def _first(session: Session, people: Neighbourhood, count: int) -> editions.Rated:
    body = next(method["body"] for method in shipped() if method["code"] == "liaocheng")
    size = streets.Size(count, max(6, count // 15), max(3, count // 75), body)
    made = editions.begun(session, streets.street(session, people, size), *streets.AUTUMN)
    streets.measured(session, made)
    streets.walked(session, made)
    return made


def _walked(session: Session, made: editions.Rated) -> tuple[float, float]:
    """Seconds of computing the draft, and of publishing it from nothing remembered."""
    begun = time.perf_counter()
    computing.compute(session, made.here.qin, made.id)
    computed = time.perf_counter() - begun
    showing.serve(session, made.here.qin, made.id)
    moment = editions.hear(session, made)
    editions.agree(session, made, moment)
    checking._again.clear()
    with clock_at(moment):
        begun = time.perf_counter()
        deciding.publish(session, made.lu, made.id, editions.computation(made), _nothing)
        session.flush()
        return computed, time.perf_counter() - begun


def _nothing(_done: int, _all: int) -> None:
    """Where the screen would move its bar."""


@dataclass
class Case:
    """One page, drawn again and again (测项)."""

    server: Server
    tab: Tab
    before: Callable[[], None] = lambda: None
    cpu: list[float] = field(default_factory=list)  # milliseconds a click, one number a round
    wall: list[float] = field(default_factory=list)
    size: int = 0

    @property
    def cost(self) -> float:
        """Milliseconds of processor time a click."""
        return statistics.median(self.cpu)


def changed(on: Street) -> Callable[[], None]:
    """Something is done to another edition of the street: what was kept is old now."""

    def write() -> None:
        live_in(on.url)
        with database.transaction() as session:
            moved(session, Area.RANKING, on.place_id, on.path)
        database.engine().dispose()

    return write


def cases(servers: dict[str, Server], many: Street, few: Street) -> dict[str, Case]:
    """Every page whose cost is told."""

    def page(name: str, query: str, which: str = "many", where: str = "edition") -> Case:
        return Case(servers[which], Tab(servers[which].origin, where, query))

    asked = f"id={many.placing}"
    found = {
        "constants": page("constants", QUERY, "constant"),
        "constants placing": page("constants", asked, "constant", "placing"),
        "many": page("many", QUERY),
        "few": page("few", QUERY, "few"),
        "placing": page("placing", asked, "many", "placing"),
    }
    found |= {name: page(name, f"{QUERY}&{query}") for name, query in FILTERS.items()}
    for name, on in (("many", many), ("few", few)):
        cold = page(name, QUERY, name)
        cold.before = changed(on)
        found[f"{name} cold"] = cold
    cold = page("placing", asked, "many", "placing")
    cold.before = changed(many)
    found["placing cold"] = cold
    return found


async def measure(found: dict[str, Case]) -> None:
    """Click through all cases, round after round."""
    first = {name: await case.tab.open() for name, case in found.items()}
    _must_draw_the_same(first)
    for number in range(ROUNDS + 1):
        for case in found.values():
            await _round(case)
            if number == 0:  # the first round warms up
                case.cpu.clear()
                case.wall.clear()
    for case in found.values():
        await case.tab.close()


async def _round(case: Case) -> None:
    spent = 0.0
    await case.tab.click()  # others have written since: what that costs has a line of its own
    for _ in range(CLICKS):
        case.before()
        begun = case.server.cpu()
        run = await case.tab.click()
        case.wall.append(run.seconds * 1000)
        await asyncio.sleep(PAUSE)
        spent += case.server.cpu() - begun
        case.size = run.size
    case.cpu.append(spent * 1000 / CLICKS)


def _must_draw_the_same(first: dict[str, Run]) -> None:
    """The constants are honest only as long as they draw what our pages draw."""
    for plain, ours in (("constants", "many"), ("constants placing", "placing")):
        one, other = first[plain].elements, first[ours].elements
        if one != other:
            raise AssertionError(f"{ours}: constants draw {one - other}, we draw {other - one}")


async def opening(server: Server, query: str) -> float:
    """Milliseconds of processor for a tab that opens the page for the first time."""
    spent = []
    for _ in range(OPENED):
        tab = Tab(server.origin, "edition", query)
        begun = server.cpu()
        await tab.open()
        await asyncio.sleep(PAUSE)
        spent.append((server.cpu() - begun) * 1000)
        await tab.close()
    return statistics.median(spent)


def read(here: Houses, where: Path) -> tuple[Sheet, Sheet]:
    """The page at two sizes beside its constants; publishing it."""
    few, many = street(here, FEW), street(here, MANY)
    live_in(many.url)
    drawn = {
        "edition": constants.noted("edition", "", {"code": CODE}),
        "placing": constants.noted("placing", "", {"id": str(many.placing)}),
    }
    constants.write(where / "constants", drawn)
    database.engine().dispose()
    log = where / "server.log"
    with ExitStack() as stack:
        servers = {
            name: stack.enter_context(
                serving(
                    "benchmarks.served:app", ROOT, log, DATABASE_URL=on.url, PYTHONPATH=str(ROOT)
                )
            )
            for name, on in (("many", many), ("few", few))
        }
        servers["constant"] = stack.enter_context(serving("app:app", where / "constants", log))
        found = cases(servers, many, few)
        asyncio.run(measure(found))
        opened = asyncio.run(opening(servers["many"], QUERY))
    kind = NAMES[here.kind]
    title = f"A published edition of {MANY:,} compounds on {kind}"
    remark = f"Medians of {ROUNDS} rounds of {CLICKS} clicks, all in turn, without an account."
    return Sheet(title, _figures(found, opened), (remark,)), _publishing(kind, many)


def _figures(found: dict[str, Case], opened: float) -> tuple[Figure, ...]:
    def beside(title: str, name: str, floor: str, most: float | None) -> Figure:
        case = found[name]
        note = f"p50 {statistics.median(case.wall):.0f} ms, {case.size / 1024:.1f} kB"
        return Figure(title, case.cost, "ms CPU", found[floor].cost, most_ratio=most, note=note)

    rows = [
        beside("page / its constants", "many", "constants", MOST_OF_CONSTANTS),
        beside("after a write / its constants", "many cold", "constants", None),
        Figure("first page in a new tab", opened, "ms CPU", most=MOST_CPU),
        Figure("page after a write", found["many cold"].cost, "ms CPU", most=MOST_CPU),
        beside(f"{MANY:,} compounds / {FEW}", "many", "few", None),
        beside("the same after a write", "many cold", "few cold", None),
        beside("a compound's result / its constants", "placing", "constants placing", None),
        beside("the same after a write", "placing cold", "constants placing", None),
    ]
    rows += [beside(name, name, "many", None) for name in FILTERS]
    return tuple(rows)


def _publishing(kind: str, on: Street) -> Sheet:
    rows = (
        Figure("draft computed", on.computed, "s"),
        Figure("computed again, compared and published", on.published, "s", most=MOST_PUBLISHING),
    )
    return Sheet(f"Publishing {MANY:,} compounds with the method of 聊城 on {kind}", rows)


def main(kinds: tuple[str, ...] = KINDS) -> list[Sheet]:
    """One database after the other."""
    sheets = []
    for kind in kinds:
        with folder() as where, houses(kind, where) as here:
            sheets += [told(sheet) for sheet in read(here, where)]
    return sheets
