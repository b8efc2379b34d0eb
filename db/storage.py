"""Files that belong to rows, kept by their content (文件存储).

A file is named after the SHA-256 of what is in it, so a name never changes its meaning, a
second copy costs nothing, and a file written for a transaction that failed harms nobody.
"""

import hashlib
import os
import re
import tempfile
from pathlib import Path

from db.setting import setting

NAME = re.compile(r"[0-9a-f]{64}(-[a-z]{1,12})?\.[a-z0-9]{1,5}")


def digest(content: bytes) -> str:
    """The SHA-256 of ``content``, in hex."""
    return hashlib.sha256(content).hexdigest()


def where(name: str) -> Path:
    """The place of the file ``name``: a hash, an optional variant, an ending."""
    assert NAME.fullmatch(name), name
    return setting().files / name[:2] / name


def store(name: str, content: bytes) -> None:
    """Keep ``content`` under ``name``, whole or not at all. Raises ``OSError`` on a full disk."""
    path = where(name)
    if path.exists():  # the same name is the same content
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, half = tempfile.mkstemp(dir=path.parent, prefix=".half-")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        os.rename(half, path)
    except BaseException:
        Path(half).unlink(missing_ok=True)
        raise
    _settle(path.parent)


def _settle(folder: Path) -> None:
    """Let the folder's list of names reach the disk too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
