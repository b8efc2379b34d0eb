"""Which code computed an edition (程序版本): the sources themselves, by their hash."""

import hashlib
from functools import cache
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[2]
SOURCES = ("rules/ranking", "rules/edition/compute.py", "rules/edition/mark.py", "rules/method")


@cache
def code_version() -> str:
    """The hash of all that turns inputs into a result, and the numpy it ran on."""
    found: list[Path] = []
    for source in SOURCES:
        path = ROOT / source
        found += sorted(path.rglob("*.py")) if path.is_dir() else [path]
    whole = hashlib.sha256()
    for path in found:
        whole.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return f"{whole.hexdigest()[:40]} numpy {np.__version__}"
