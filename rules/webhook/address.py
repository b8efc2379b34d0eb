"""Where a message may go (推送地址): to hosts on the list of this deployment, and never inside.

The list is kept by whoever runs the machine. Even so an address is read strictly, its host is
looked up once, the answer is checked, and the connection goes to that very answer.
"""

import ipaddress
import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

from rules.refusal import N_, Refused

LONGEST_URL = 300
HTTPS, HTTP = 443, 80
_LABEL = r"(?!-)[a-z0-9-]{1,63}(?<!-)"
_NAME = re.compile(rf"(?:{_LABEL}\.)+(?=[a-z0-9-]*[a-z])(?!0x){_LABEL}")  # ends in letters
_VISIBLE = re.compile(r"[!-~]+")
# IPv6 that carries an IPv4 address inside: the inner one decides.
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True)
class Target:
    """An address that was read (推送目标)."""

    host: str
    port: int
    path: str  # with its query
    secure: bool

    @property
    def name(self) -> str:
        """The host as a list of hosts names it."""
        return self.host if self.port in (HTTPS, HTTP) else f"{self.host}:{self.port}"


def read_address(url: str, hosts: Collection[str], inside: bool = False) -> Target:
    """The target that ``url`` names. Refused unless it is https and its host is on the list.

    ``inside`` is for development: plain http, and machines of one's own.
    """
    text = N_("This is not an address that a message can go to: it begins with https://.")
    if len(url) > LONGEST_URL or not _VISIBLE.fullmatch(url) or "\\" in url:
        raise Refused(text)
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise Refused(text) from None
    host, secure = (parts.hostname or "").lower(), parts.scheme == "https"
    if not (secure or (inside and parts.scheme == "http")) or "@" in parts.netloc or parts.fragment:
        raise Refused(text)
    if not _NAME.fullmatch(host) and not (inside and host in {"localhost", "127.0.0.1"}):
        raise Refused(N_("The host of an address is a name, like hooks.example.cn."))
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    target = Target(host, port or (HTTPS if secure else HTTP), path, secure)
    if target.name not in hosts:
        raise Refused(N_("{host} is not on this house's list of hosts."), host=target.name)
    return target


def is_outside(address: str) -> bool:
    """Whether ``address`` is on the open net: not this machine, not a network of one's own."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        carried = found.ipv4_mapped or found.sixtofour
        if carried is None and found in _NAT64:
            carried = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if carried is None and found.teredo is not None:
            carried = found.teredo[1]
        if carried is not None:
            return is_outside(str(carried))
        if found.is_site_local:  # long given up, and still routed inside some networks
            return False
    return found.is_global and not (found.is_multicast or found.is_reserved)
