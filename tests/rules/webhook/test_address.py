"""Where a message may go (推送地址): by name, by list, and never inside."""

import pytest

from rules.refusal import Refused
from rules.webhook.address import is_outside, read_address

HOSTS = ("hooks.example.cn", "hooks.example.cn:8443", "127.0.0.1", "10.0.0.1", "2130706433")


@pytest.mark.parametrize(
    ("url", "host", "port", "path"),
    [
        ("https://hooks.example.cn", "hooks.example.cn", 443, "/"),
        ("https://HOOKS.example.cn/a?b=1", "hooks.example.cn", 443, "/a?b=1"),
        ("https://hooks.example.cn:443/", "hooks.example.cn", 443, "/"),
        ("https://hooks.example.cn:8443/x", "hooks.example.cn", 8443, "/x"),
    ],
)
def test_an_address_on_the_list_is_read(url: str, host: str, port: int, path: str) -> None:
    found = read_address(url, HOSTS)
    assert (found.host, found.port, found.path, found.secure) == (host, port, path, True)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "hooks.example.cn",
        "http://hooks.example.cn/",
        "ftp://hooks.example.cn/",
        "file:///etc/passwd",
        "https://other.example.cn/",
        "https://hooks.example.cn:22/",
        "https://hooks.example.cn:99999/",
        "https://hooks.example.cn.evil.cn/",
        "https://hooks.example.cn@evil.cn/",
        "https://evil.cn@hooks.example.cn/",
        "https://user:pass@hooks.example.cn/",
        "https://hooks.example.cn\\@evil.cn/",
        "https://hooks.example.cn/#x",
        "https://hooks.example.cn/ x",
        "https://hooks.example.cn/\r\nX: y",
        "https://hooks.example.cn./",
        "https://127.0.0.1/",
        "https://10.0.0.1/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0x7f.0.0.1/",
        "https://0177.0.0.1/",
        "https://127.1/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://localhost/",
        "https://①②⑦.⓪.⓪.①/",
        "https://hooks。example。cn/",
        "https://hooks.example.cn/" + "a" * 300,
    ],
)
def test_any_other_address_is_refused_even_where_a_list_names_it(url: str) -> None:
    with pytest.raises(Refused):
        read_address(url, HOSTS)


def test_in_development_a_machine_of_ones_own_may_be_on_the_list() -> None:
    found = read_address("http://127.0.0.1:9000/in", ("127.0.0.1:9000",), inside=True)
    assert (found.port, found.secure) == (9000, False)
    with pytest.raises(Refused):
        read_address("http://127.0.0.1:9001/in", ("127.0.0.1:9000",), inside=True)


@pytest.mark.parametrize(
    ("address", "outside"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("127.255.0.3", False),
        ("0.0.0.0", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),  # where clouds keep their keys
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("fe80::1", False),
        ("fe80::1%eth0", False),
        ("fec0::1", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("2002:7f00:0001::", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::5db8:d822", True),
        ("2001:0:4136:e378:8000:63bf:80ff:fffe", False),
        ("not an address", False),
    ],
)
def test_only_the_open_net_is_outside(address: str, outside: bool) -> None:
    assert is_outside(address) is outside
