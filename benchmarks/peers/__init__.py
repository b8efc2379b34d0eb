"""Other people's admins beside ours (对照): the same rows, the same questions, in the same run.

They live in an environment of their own, made on the first run from ``requirements.txt``; nothing
of ours imports them. Each is declared as its manual says, with what makes it faster: one filter of
fixed values, no second count, three searched columns.
"""

import http.client
import os
import socket
import statistics
import subprocess
import time
import urllib.parse
import venv
from contextlib import ExitStack
from pathlib import Path

import psutil

HERE = Path(__file__).parent
HOME, WANTED, APPS = HERE / ".venv", HERE / "requirements.txt", HERE / "apps"
PATIENCE = 120.0
RARE, SINGLE = "恒达", "0765432"  # words in 27 rows of a million, and in one
ASKED = 1  # times a round: a second and more each
_Q = {"search, one hit": SINGLE, "search, 27 hits": RARE}


def _django(name: str) -> str:
    more = {
        "filter 1 %": {"kind__exact": "deposit"},
        "filter 10 %": {"kind__exact": "space"},
        "page 10,000": {"p": "10000"},
        "sort by amount": {"o": "-6"},
    }
    return _url("/admin/book/receipt/", more.get(name) or _searched(name, "q"))


def _sqladmin(name: str) -> str:
    more = {
        "filter 1 %": {"kind": "deposit"},
        "filter 10 %": {"kind": "space"},
        "page 10,000": {"page": "10000"},
        "sort by amount": {"sortBy": "amount_fen", "sort": "desc"},
    }
    return _url("/admin/receipt/list", more.get(name) or _searched(name, "search"))


def _starlette_admin(name: str) -> str:
    kinds = {"filter 1 %": "deposit", "filter 10 %": "space"}
    if name in kinds:
        return _url("/admin/filtered/list", {"filter": f"kind__eq={kinds[name]}"})
    more = {
        "page 10,000": {"page": "10000"},
        "sort by amount": {"sort": "amount_fen__desc"},
    }
    return _url("/admin/receipt/list", more.get(name) or _searched(name, "q"))


def _searched(name: str, parameter: str) -> dict[str, str]:
    return {parameter: _Q[name]} if name in _Q else {}


def _url(path: str, asked: dict[str, str]) -> str:
    return f"{path}?{urllib.parse.urlencode(asked)}" if asked else path


PEERS = {
    "Django admin": ("Django", "with_django:app", _django),
    "SQLAdmin": ("sqladmin", "with_sqladmin:app", _sqladmin),
    "Starlette-Admin": ("starlette-admin", "with_starlette_admin:app", _starlette_admin),
}
QUESTIONS = (
    "first page",
    "filter 1 %",
    "filter 10 %",
    "search, one hit",
    "search, 27 hits",
    "page 10,000",
    "sort by amount",
)


def installed() -> Path:
    """Their Python, with them installed when they are not there yet."""
    python, stamp = HOME / "bin" / "python", HOME / "made"
    if not stamp.exists() or stamp.read_bytes() != WANTED.read_bytes():
        venv.create(HOME, with_pip=True, clear=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "-r", str(WANTED)], check=True)
        stamp.write_bytes(WANTED.read_bytes())
    return python


class Peer:
    """One of them, served by a process of its own (对照者)."""

    def __init__(self, name: str, file: Path, log: Path) -> None:
        self.name = name
        package, app, self._url_of = PEERS[name]
        pins = dict(line.split("==") for line in WANTED.read_text().splitlines() if "==" in line)
        self.version = pins[package]
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = int(probe.getsockname()[1])
        command = [str(installed()), "-m", "uvicorn", app, "--no-access-log", "--log-level=warning"]
        with log.open("ab") as out:
            self._process = subprocess.Popen(
                [*command, "--host=127.0.0.1", f"--port={self._port}"],
                cwd=APPS,
                env=os.environ | {"RECEIPTS": str(file), "PYTHONPATH": ""},
                stdout=out,
                stderr=out,
            )
        self._measured = psutil.Process(self._process.pid)
        self._wall: dict[str, list[float]] = {}
        self._cpu: dict[str, list[float]] = {}
        self.size: dict[str, int] = {}

    def wait(self) -> None:
        """Until it answers."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self._process.poll() is None:
            try:
                self._get("first page")
                return
            except OSError:
                time.sleep(0.2)
        raise RuntimeError(f"{self.name} did not start")

    def ask(self, kept: bool = True) -> None:
        """Every question some times; the first time to warm up."""
        for question in QUESTIONS:
            begun = self._spent()
            for _ in range(ASKED):
                started = time.perf_counter()
                self.size[question] = self._get(question)
                seconds = time.perf_counter() - started
                if kept:
                    self._wall.setdefault(question, []).append(seconds * 1000)
            if kept:
                spent = (self._spent() - begun) * 1000 / ASKED
                self._cpu.setdefault(question, []).append(spent)

    def figures(self, question: str) -> tuple[float, float]:
        """Median milliseconds on the wall and of processor time."""
        return statistics.median(self._wall[question]), statistics.median(self._cpu[question])

    def memory(self) -> int:
        """Resident bytes."""
        return int(self._measured.memory_info().rss)

    def stop(self) -> None:
        """End it, by its own process."""
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _get(self, question: str) -> int:
        """How many bytes a list has; it must have as many rows as ours."""
        asked = http.client.HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
        asked.request("GET", self._url_of(question), headers={"Accept-Language": "en"})
        answer = asked.getresponse()
        page = answer.read()
        asked.close()
        rows = page.count(b"SK20")
        least = {"search, one hit": 1, "search, 27 hits": 27}.get(question, 50)
        wrong = answer.status != http.HTTPStatus.OK or rows < least or (least < 50 and rows > 110)
        assert not wrong, f"{self.name}, {question}: {answer.status}, {rows} rows"
        return len(page)

    def _spent(self) -> float:
        spent = self._measured.cpu_times()
        return float(spent.user + spent.system)


def start(stack: ExitStack, file: Path, where: Path) -> list[Peer]:
    """All of them, served for as long as ``stack`` is open, warm."""
    found = []
    for name in PEERS:
        peer = Peer(name, file, where / "peers.log")
        stack.callback(peer.stop)
        peer.wait()
        peer.ask(kept=False)
        found.append(peer)
    return found


def ask(peers: list[Peer]) -> None:
    """One round of all questions to all of them, between two rounds of ours."""
    for peer in peers:
        peer.ask()
