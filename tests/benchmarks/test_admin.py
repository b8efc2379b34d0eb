"""The million rows and the others' admins: a small table, and what is asked of whom.

What imports ``benchmarks.million`` has its table in the house: here that is another process.
"""

import os
import subprocess
import sys
from pathlib import Path

from benchmarks import admin, peers

ROOT = Path(__file__).parents[2]
TRIED = """
from datetime import date
from benchmarks import million, peers
from benchmarks.houses import Houses, live_in
from db.session import glance
from rules.table import read_body
from services.table import listing
from services.table.opening import opened
from services.visitor import visitor

from pathlib import Path
live_in(Houses("sqlite", Path(__import__("sys").argv[1])).new("small"))
million._fill(100)
with glance() as session:
    officer = visitor(session, 1)
    table = opened(session, officer, million.TABLE.name)
    asked, told = read_body(table.entity, table.names, {"q": peers.RARE})
    assert not told
    total, page = listing.opened_at(session, officer, asked, 1, date.today())
    print(total, len(page.ids), [column.name for column in page.columns])
"""


def test_the_officer_finds_a_payer_in_the_table_of_the_benchmark(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", TRIED, str(tmp_path)],
        cwd=ROOT,
        env=os.environ | {"APP_SECRETS": str(tmp_path / "s.json"), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert told.stdout.startswith("(33, False) 33 ['number', 'received_on', 'payer'")


def test_everybody_is_asked_the_same_questions() -> None:
    assert set(peers.QUESTIONS) == set(admin.CASES)
    for _package, _app, url_of in peers.PEERS.values():
        assert len({url_of(question) for question in peers.QUESTIONS}) == len(peers.QUESTIONS)


def test_each_of_them_is_pinned() -> None:
    pins = [one for one in peers.WANTED.read_text().splitlines() if one and one[0] != "#"]
    assert all(one.count("==") == 1 for one in pins)
    names = {one.split("==")[0] for one in pins}
    assert {package for package, _app, _url_of in peers.PEERS.values()} <= names
