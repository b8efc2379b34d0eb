"""Many files as one, made while it is sent: nothing is gathered anywhere (压缩包)."""

import zipfile
from collections.abc import Iterable, Iterator

DAY = (1980, 1, 1, 0, 0, 0)  # of every file in it: the moment of export is nobody's business
READABLE = 0o100644 << 16


class _Sink:
    """What the zip is written into, and taken out of again (出口)."""

    def __init__(self) -> None:
        self._waiting: list[bytes] = []

    def write(self, content: bytes, /) -> int:
        """Take what is ready."""
        self._waiting.append(bytes(content))
        return len(content)

    def flush(self) -> None:
        """Nothing waits anywhere else."""

    def close(self) -> None:
        """Nothing to close."""

    def taken(self) -> bytes:
        """All that is ready, once."""
        ready, self._waiting = b"".join(self._waiting), []
        return ready


def zipped(parts: Iterable[tuple[str, Iterable[bytes]]]) -> Iterator[bytes]:
    """``parts``, each a name and its content in chunks, as a zip in chunks."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as made:
        for name, chunks in parts:
            about = zipfile.ZipInfo(name, DAY)
            about.compress_type, about.external_attr = zipfile.ZIP_DEFLATED, READABLE
            with made.open(about, "w", force_zip64=True) as entry:
                for chunk in chunks:
                    entry.write(chunk)
                    if ready := sink.taken():
                        yield ready
    yield sink.taken()
