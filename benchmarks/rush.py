"""Two hundred people at once on one process (两百人同时在线), twenty seconds between clicks."""

import asyncio
import statistics
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.figure import Figure, Sheet
from benchmarks.load import Tab
from benchmarks.server import Server

if TYPE_CHECKING:
    from benchmarks.pages import Street

PEOPLE, THINK = 200, 20.0  # seconds between two clicks of one person
SECONDS, FLOOR_SECONDS = 80.0, 40.0
WRITES_EVERY = 5.0  # somebody does something
MOST_MS = 500


@dataclass
class Crowd:
    """What all of them waited (人群)."""

    waited: list[float] = field(default_factory=list)  # milliseconds
    share: float = 0.0  # of one core that the server was busy


async def measure(on: "Street", kind: str) -> Sheet:
    """The floor's hello with as many people, then our board and topic page, half each."""
    plain = await _crowd(on.floor, [Tab(on.floor.origin) for _ in range(PEOPLE)], FLOOR_SECONDS)
    asked = f"id={on.settled.voting}"
    pages = (("board", ""), ("topic", asked))
    tabs = [on.tab(on.many, *pages[n % 2], who=n) for n in range(PEOPLE)]
    writing = asyncio.create_task(_writes(on))
    ours = await _crowd(on.many, tabs, SECONDS)
    writing.cancel()
    cuts, floors = (statistics.quantiles(crowd.waited, n=20) for crowd in (ours, plain))
    note = f"{len(ours.waited)} clicks"
    return Sheet(
        f"{PEOPLE} people, {THINK:.0f} s between clicks, one process, on {kind}",
        (
            Figure("p50", cuts[9], "ms", floors[9], note=note),
            Figure("p95", cuts[18], "ms", floors[18], most=MOST_MS, note=note),
            Figure("share of a core", ours.share * 100, "%", plain.share * 100),
        ),
        (f"Half on the board, half on a topic; a write every {WRITES_EVERY:.0f} s.",),
    )


async def _crowd(server: Server, tabs: list[Tab], seconds: float) -> Crowd:
    """Open all tabs over one pause, then count for ``seconds``."""
    found = Crowd()
    counting = asyncio.Event()

    async def person(number: int, tab: Tab) -> None:
        await asyncio.sleep(THINK * number / len(tabs))
        await tab.open()
        while True:
            await asyncio.sleep(THINK)
            run = await tab.click()
            if counting.is_set():
                found.waited.append(run.seconds * 1000)

    people = [asyncio.create_task(person(n, tab)) for n, tab in enumerate(tabs)]
    await asyncio.sleep(THINK * 1.5)
    counting.set()
    begun, busy = time.perf_counter(), server.cpu()
    done, _ = await asyncio.wait(people, timeout=seconds, return_when=asyncio.FIRST_EXCEPTION)
    found.share = (server.cpu() - busy) / (time.perf_counter() - begun)
    for one in people:
        one.cancel()
    for one in done:
        one.result()  # nobody leaves before the end unless something broke
    await asyncio.gather(*(tab.close() for tab in tabs))
    return found


async def _writes(on: "Street") -> None:
    from benchmarks.pages import MANY, somebody_acts  # noqa: PLC0415 a circle of two

    while True:
        await asyncio.sleep(WRITES_EVERY)
        await asyncio.to_thread(somebody_acts, on.urls[MANY], on.settled, on.settled.voting)
