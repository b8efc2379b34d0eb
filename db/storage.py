"""Files that belong to rows, kept by their content (文件存储).

A file is named after the SHA-256 of what is in it, so a name never changes its meaning, a
second copy costs nothing, and a file written for a transaction that failed harms nobody.
They lie in a folder, or in an S3-compatible bucket where ``APP_BUCKET`` names one.
"""

import hashlib
import os
import re
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from db.setting import setting

if TYPE_CHECKING:
    from obstore.store import S3Store

NAME = re.compile(r"[0-9a-f]{64}(-[a-z]{1,12})?\.[a-z0-9]{1,5}")


def digest(content: bytes) -> str:
    """The SHA-256 of ``content``, in hex."""
    return hashlib.sha256(content).hexdigest()


def store(name: str, content: bytes) -> None:
    """Keep ``content`` under ``name``, whole or not at all. Raises ``OSError`` if it cannot."""
    if address := setting().bucket:
        _put(address, name, content)
    else:
        _write(where(name), content)


def fetch(name: str) -> bytes | None:
    """What is kept under ``name``; ``None`` when it is lost."""
    if address := setting().bucket:
        return _get(address, name)
    path = where(name)
    return path.read_bytes() if path.is_file() else None


def _key(name: str) -> str:
    assert NAME.fullmatch(name), name
    return f"{name[:2]}/{name}"


def where(name: str) -> Path:
    """The place of the file ``name`` in the folder: a hash, an optional variant, an ending."""
    return setting().files / _key(name)


def _write(path: Path, content: bytes) -> None:
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


@cache
def _bucket(address: str) -> "S3Store":
    """The bucket at ``address``; keys, region and endpoint come from ``AWS_*``."""
    from obstore.store import S3Store  # noqa: PLC0415 15 MB that a folder does without

    plain = os.environ.get("AWS_ENDPOINT", "").startswith("http://")  # a server of one's own
    return S3Store.from_url(
        address,
        client_options={"timeout": "20s", "connect_timeout": "5s", "allow_http": plain},
        retry_config={"max_retries": 2},
    )


def _put(address: str, name: str, content: bytes) -> None:
    """A bucket takes a file whole or not at all by itself."""
    import obstore  # noqa: PLC0415
    from obstore.exceptions import BaseError  # noqa: PLC0415

    try:
        obstore.put(_bucket(address), _key(name), content, use_multipart=False)
    except BaseError as error:
        raise OSError(str(error)) from error


def _get(address: str, name: str) -> bytes | None:
    import obstore  # noqa: PLC0415
    from obstore.exceptions import BaseError  # noqa: PLC0415

    try:
        return bytes(obstore.get(_bucket(address), _key(name)).bytes())
    except FileNotFoundError:
        return None
    except BaseError as error:
        raise OSError(str(error)) from error
