"""How long a vote in a compound of 10,000 units takes to count (计票基准).

The floor is measured in the same run: reading the same bytes with ``csv.reader`` and adding up
one column, which no honest count can do without.
"""

import csv
import gc
import io
import random
import statistics
import time
from collections.abc import Callable

from benchmarks.figure import Figure, Sheet, told
from models.choice import Overlap, Parking, Regime, Silence
from rules.ballot_file import ballot_rows, roll_rows, tally_files, votes_of
from rules.electorate import electorate, register
from rules.tally import count

UNITS, RUNS, ITEM = 10_000, 20, 8
MOST_MS = 50
KINDS: tuple[str, ...] = ()  # no database has a part in it


def files(units: int = UNITS, seed: int = 278) -> tuple[bytes, bytes]:
    """A roll and its ballots: some co-owned, some parking, some unsold, a third silent."""
    chance = random.Random(seed)
    roll, ballots = ["unit,owner,area_m2,kind,status"], ["owner,choice,delivered"]
    owners: dict[str, None] = {}
    for number in range(units):
        owner = f"业主{chance.randrange(units)}"
        if chance.random() < 0.2:
            owner = f"{owner};业主{units + number}"
        status = chance.choices(("delivered", "undelivered", "unsold"), (94, 3, 3))[0]
        kind = chance.choices(("home", "shop", "parking"), (75, 5, 20))[0]
        if status == "delivered":
            owners[owner] = None
        name = "开发商" if status == "unsold" else owner
        roll.append(f"{number},{name},{chance.randrange(1_000, 20_000) / 100:.2f},{kind},{status}")
    choices: dict[str, str] = {}  # one person, one opinion: merged heads must not contradict
    for owner in owners:
        drawn = chance.choices(("for", "against", "abstain", ""), (50, 12, 4, 34))[0]
        choice = choices.setdefault(owner.partition(";")[0], drawn)
        ballots.append(f"{owner},{choice},yes")
    return "\n".join(roll).encode(), "\n".join(ballots).encode()


def timed(act: Callable[[], object], runs: int = RUNS) -> float:
    """Median milliseconds of ``act``."""
    spent = []
    for _ in range(runs):
        start = time.perf_counter()
        act()
        spent.append((time.perf_counter() - start) * 1000)
    return statistics.median(spent)


def main(kinds: tuple[str, ...] = KINDS) -> list[Sheet]:
    """Every part of the way from two files to the result, and the whole."""
    gc.collect()
    gc.freeze()  # as the app does once it has started
    roll, ballots = files()
    rows, answers = roll_rows(roll), ballot_rows(ballots)
    heads = electorate(rows)
    votes = votes_of(heads, answers, register(rows, heads, Parking.COUNT))

    def floor() -> float:
        areas = list(csv.reader(io.StringIO(roll.decode())))[1:]
        marks = list(csv.reader(io.StringIO(ballots.decode())))[1:]
        return sum(float(row[2]) for row in areas) + len(marks)

    def decided(overlap: Overlap) -> object:
        heads = electorate(rows, Parking.COUNT, overlap)
        who = register(rows, heads, Parking.COUNT)
        return count(Regime.OWNERS, ITEM, votes_of(heads, answers, who), Silence.STRICT)

    parts: dict[str, Callable[[], object]] = {
        "read both files": lambda: (roll_rows(roll), ballot_rows(ballots)),
        "electorate": lambda: electorate(rows),
        "count": lambda: count(Regime.OWNERS, ITEM, votes),
        "rows to result, merging": lambda: decided(Overlap.MERGE),
        "files to result": lambda: tally_files(roll, ballots, ITEM),
    }
    plain = timed(floor)
    figures = [Figure(name, timed(act), "ms", plain) for name, act in parts.items()]
    tallied = timed(lambda: decided(Overlap.SEPARATE))
    figures.append(Figure("rows to result", tallied, "ms", plain, most=MOST_MS))
    title = f"Counting {len(rows):,} units, {len(heads):,} heads, {len(answers):,} ballots"
    remark = f"Medians of {RUNS} runs. Floor: both files through csv.reader, one column added up."
    return [told(Sheet(title, tuple(figures), (remark,)))]
