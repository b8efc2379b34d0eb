"""Datasette beside us (对照): the same rows, the same question, in the same run.

It lives in an environment of its own, made on the first run and pinned. Facet suggestions are
off, which is its fastest setting.
"""

import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

VERSION = "0.65.1"
HOME = Path(__file__).parent / ".venv"
PATIENCE = 60.0
SETTINGS = {
    "suggest_facets": "off",
    "default_page_size": "50",
    "sql_time_limit_ms": "10000",
    "num_sql_threads": "3",
}


def installed() -> Path:
    """The program, installed when it is not there yet."""
    program = HOME / "bin" / "datasette"
    stamp = HOME / VERSION
    if not stamp.exists():
        venv.create(HOME, with_pip=True, clear=True)
        pip = [str(HOME / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check"]
        # Its plugins look for themselves with pkg_resources, which newer setuptools left out.
        subprocess.run([*pip, f"datasette=={VERSION}", "setuptools<81"], check=True)
        stamp.touch()
    return program


class Datasette:
    """One process of it, and its clock of processor time."""

    def __init__(self, file: Path, log: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
        self.origin = f"http://127.0.0.1:{port}/{file.stem}"
        given = [part for name, value in SETTINGS.items() for part in ("--setting", name, value)]
        with log.open("ab") as out:
            self._process = subprocess.Popen(
                [str(installed()), "serve", str(file), "--port", str(port), *given],
                stdout=out,
                stderr=out,
                env=os.environ | {"PYTHONPATH": ""},
            )
        self._measured = psutil.Process(self._process.pid)

    def wait(self) -> None:
        """Until it answers."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self._process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.origin}.json", timeout=5) as answer:
                    json.load(answer)
                return
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        raise RuntimeError("Datasette did not start")

    def get(self, path: str) -> float:
        """How many seconds a page takes; it must show a table."""
        begun = time.perf_counter()
        with urllib.request.urlopen(self.origin + path, timeout=PATIENCE) as answer:
            page = answer.read()
        seconds = time.perf_counter() - begun
        assert b"rows-and-columns" in page, f"no table at {path}"
        return seconds

    def cpu(self) -> float:
        """Seconds of processor time spent so far."""
        spent = self._measured.cpu_times()
        return float(spent.user + spent.system)

    def stop(self) -> None:
        """End it, by its own process."""
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


@contextmanager
def datasette(file: Path, log: Path) -> Iterator[Datasette]:
    """``file`` served for the length of the block."""
    server = Datasette(file, log)
    try:
        server.wait()
        yield server
    finally:
        server.stop()
