"""One POST to one checked address (投递): no redirects, no second look-up, nothing without an end.

The host is looked up once; every answer must lie outside; the connection goes to the first of
these very answers, and the certificate must be the host's. So a name that changes its mind
between the check and the connection changes nothing.
"""

import re
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass

from rules.refusal import N_, Refused
from rules.webhook.address import HTTP, HTTPS, Target, is_outside

SECONDS = 8.0  # for all of it: connecting, sending, waiting
LARGEST_BODY = 64_000
LARGEST_ANSWER = 4_096
LONGEST_SHOWN = 300
_STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})")


@dataclass(frozen=True)
class Answer:
    """What came back (应答). ``status`` is ``None`` where nothing that could be read did."""

    status: int | None
    text: str


def post(target: Target, headers: Mapping[str, str], body: bytes, inside: bool = False) -> Answer:
    """Send ``body``; whatever goes wrong is an answer too, in a few words."""
    if len(body) > LARGEST_BODY:
        return Answer(None, "the message is too large")
    deadline = time.monotonic() + SECONDS
    try:
        address = look_up(target, inside)
        plain = socket.create_connection(address, timeout=SECONDS)
        with plain, _secured(plain, target) as line:
            line.settimeout(max(0.1, deadline - time.monotonic()))
            line.sendall(_request(target, headers, body))
            return _read(line, deadline)
    except Refused as refused:
        return Answer(None, str(refused)[:LONGEST_SHOWN])
    except (OSError, ValueError) as error:  # TLS and time-outs among them
        return Answer(None, f"{type(error).__name__}: {error}"[:LONGEST_SHOWN])


def look_up(target: Target, inside: bool = False) -> tuple[str, int]:
    """The address to connect to. Refused when any that the name stands for lies inside."""
    found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    addresses = [str(entry[4][0]) for entry in found]
    if not addresses:
        raise Refused(N_("{host} has no address."), host=target.host)
    if not inside and not all(map(is_outside, addresses)):
        raise Refused(N_("{host} leads inside: nothing is sent there."), host=target.host)
    return addresses[0], target.port


def _secured(plain: socket.socket, target: Target) -> socket.socket:
    if not target.secure:
        return plain
    return ssl.create_default_context().wrap_socket(plain, server_hostname=target.host)


def _request(target: Target, headers: Mapping[str, str], body: bytes) -> bytes:
    host = target.host if target.port in (HTTP, HTTPS) else f"{target.host}:{target.port}"
    fixed = {
        "Host": host,
        "User-Agent": "wumin-webhook/1",
        "Content-Type": "application/json; charset=utf-8",
        "Content-Length": str(len(body)),
        "Connection": "close",
    }
    lines = [f"POST {target.path} HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in {**fixed, **headers}.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii") + body


def _read(line: socket.socket, deadline: float) -> Answer:
    """The status, and how the answer begins; an answer that drips is cut off."""
    kept = b""
    while len(kept) < LARGEST_ANSWER and (left := deadline - time.monotonic()) > 0:
        line.settimeout(left)
        more = line.recv(LARGEST_ANSWER)
        if not more:
            break
        kept += more
    found = _STATUS.match(kept)
    said = kept.partition(b"\r\n\r\n")[2].decode("utf-8", "replace")
    text = "".join(sign if sign.isprintable() else " " for sign in said).strip()[:LONGEST_SHOWN]
    return Answer(int(found[1]) if found else None, text)
