"""Two counts that know nothing of each other agree, on thousands of made-up compounds.

``TALLY_ASSEMBLIES=100000`` makes it the long run.
"""

import csv
import io
import os
import random
from collections import Counter
from typing import Any

from models.choice import Overlap, Parking, Silence
from rules.ballot_file import tally_files
from rules.refusal import Refused
from tests.oracles import tally_oracle

ASSEMBLIES = int(os.environ.get("TALLY_ASSEMBLIES", "5000"))
AREAS = ("50", "50.0", "33.33", "66.66", "100", "0.01", "99.99", "12.5")
ROLL = ("unit", "owner", "area_m2", "kind", "status")
BALLOTS = ("owner", "choice", "delivered")
Rows = list[dict[str, str]]


def made_up_roll(chance: random.Random) -> Rows:
    units = chance.choice((0, 1, 2, 3, 3, 4, 6, 8, 9, 12, 12, 30 if chance.random() < 0.1 else 5))
    names = [f"业主{number}" for number in range(max(2, units))]
    developers = chance.choice((["开发商"], ["华宇"], ["华宇", "华润"], ["建设单位", "华宇"]))
    kinds, statuses = ("home", "shop", "parking"), ("delivered", "undelivered", "unsold")
    undelivered, unsold = chance.choice(((0, 0), (0, 0), (15, 0), (0, 15), (15, 15)))
    rows = []
    for number in range(units):
        status = chance.choices(statuses, (80, undelivered, unsold))[0]
        pool = developers if status == "unsold" or chance.random() < 0.04 else names
        owners = chance.sample(pool, chance.choices((1, 2), (80, 20))[0] if len(pool) > 1 else 1)
        if status == "delivered" and len(owners) == 2 and chance.random() < 0.1:
            owners[0] = developers[0]
        kind, area = chance.choices(kinds, (70, 10, 20))[0], chance.choice(AREAS)
        cells = (str(number), ";".join(owners), area, kind, status)
        rows.append(dict(zip(ROLL, cells, strict=True)))
    return rows


def made_up_ballots(chance: random.Random, roll: Rows) -> Rows:
    turnout, mood = chance.choice((0.5, 0.7, 0.9, 1)), chance.choice((1, 3, 8))
    buyers_too = chance.random() < 0.05
    choices: dict[str, str] = {}
    rows = []
    for row in roll:
        if chance.random() > turnout or (row["status"] == "undelivered" and not buyers_too):
            continue
        owners = row["owner"].split(";")
        if chance.random() < 0.3:
            chance.shuffle(owners)
        voter = ";".join(owners) if chance.random() < 0.7 else chance.choice(owners)
        choice = chance.choices(("for", "against", "abstain", ""), (mood, 1, 0.5, 1))[0]
        if chance.random() < 0.9:  # families mostly agree
            choice = choices.setdefault(owners[0], choice)
        voter = "developer" if row["status"] == "unsold" and chance.random() < 0.2 else voter
        rows.append((voter, choice, chance.choice(("yes", "no"))))
    if any(row["status"] != "delivered" for row in roll) and chance.random() < 0.3:
        rows.append(("开发商", "for", "yes"))
    if chance.random() < 0.01:
        rows.append(("外人", "for", "yes"))
    chance.shuffle(rows)
    return [dict(zip(BALLOTS, cells, strict=True)) for cells in rows]


def written(chance: random.Random, columns: tuple[str, ...], rows: Rows) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator=chance.choice(("\n", "\r\n")))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(chance.choice(("utf-8", "utf-8-sig", "gb18030")))


def both_counts(chance: random.Random) -> tuple[Any, Any]:
    roll = made_up_roll(chance)
    ballots = made_up_ballots(chance, roll)
    item, silence = chance.randint(1, 9), chance.choice(list(Silence))
    parking, overlap = chance.choice(list(Parking)), chance.choice(list(Overlap))
    files = written(chance, ROLL, roll), written(chance, BALLOTS, ballots)
    ours: Any
    try:
        ours = tally_files(*files, item, silence, parking, overlap)
    except Refused:
        ours = "refused"
    try:
        theirs = tally_oracle.recount(
            roll, ballots, item, silence.value, parking.value, overlap.value
        )
    except tally_oracle.Blocked:
        return ours, "refused"
    return ours, theirs


def test_the_count_agrees_with_a_count_written_from_the_law() -> None:
    chance = random.Random(278)
    seen: Counter[str] = Counter()
    for number in range(ASSEMBLIES):
        ours, theirs = both_counts(chance)
        assert ours == theirs, f"assembly {number}"
        if ours == "refused":
            seen["refused"] += 1
        else:
            seen["passed" if ours["passed"] else "quorum" if ours["quorum"] else "short"] += 1
    floor = ASSEMBLIES // 20
    assert all(seen[outcome] > floor for outcome in ("passed", "quorum", "short", "refused")), seen
    print(dict(seen))
