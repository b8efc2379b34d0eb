"""Other people's programs, run as commands in an environment of their own (外部核对程序).

beancount is under the GPL: it is never imported here, only run, as anybody would run it.
"""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / ".venv-oracle" / "bin"
HOW = "There is no .venv-oracle with the programs that check our exports: run `make oracle` once."


def program(name: str) -> str:
    """Where the program is; the test fails, and says what to do, when it is not there."""
    path = FOLDER / name
    assert path.exists(), HOW
    return str(path)


def run(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run it; both its words and its exit code are in the answer."""
    bare = {"PATH": os.defpath, "LANG": "C.UTF-8", "HOME": os.environ.get("HOME", "/")}
    return subprocess.run(
        [program(name), *arguments],
        capture_output=True,
        text=True,
        env=bare,
        timeout=120,
        check=False,
    )
