"""A server in a process of its own, and what it costs (服务器进程)."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

PATIENCE = 60.0  # seconds until the first page is served


class Server:
    """One uvicorn, and its clock of processor time (进程)."""

    def __init__(self, app: str, folder: Path, log: Path, settings: dict[str, str]) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
        self.origin = f"http://127.0.0.1:{port}"
        command = [sys.executable, "-m", "uvicorn", app, "--no-access-log", "--log-level=warning"]
        with log.open("ab") as out:
            self._process = subprocess.Popen(
                [*command, "--host=127.0.0.1", f"--port={port}"],
                cwd=folder,
                env=os.environ | {"APP_URL": self.origin} | settings,
                stdout=out,
                stderr=out,
            )
        self._measured = psutil.Process(self._process.pid)
        self._log = log

    def wait(self) -> None:
        """Until it answers."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self._process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.origin}/_stcore/health", timeout=1):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        raise RuntimeError(f"the server did not start:\n{self._log.read_text()[-2000:]}")

    def cpu(self) -> float:
        """Seconds of processor time spent so far, threads and children included."""
        spent = self._measured.cpu_times()
        return float(spent.user + spent.system)

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


@contextmanager
def serving(app: str, folder: Path, log: Path, **settings: str) -> Iterator[Server]:
    """``app`` served from ``folder`` for the length of the block."""
    server = Server(app, folder, log, settings)
    try:
        server.wait()
        yield server
    finally:
        server.stop()
