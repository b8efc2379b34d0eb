"""Pictures for tests, made on the spot: no binary file lies in the repository."""

import io
import struct
import zlib

from PIL import Image


def picture(width: int = 60, height: int = 40, form: str = "JPEG", **save: object) -> bytes:
    """A small picture, blue above and ochre below, so that a turn is seen."""
    image = Image.new("RGB", (width, height), (47, 93, 140))
    image.paste((184, 116, 42), (0, height // 2, width, height))
    out = io.BytesIO()
    image.save(out, form, **save)
    return out.getvalue()


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it has ``width`` × ``height`` pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        body = kind + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")
