"""What a deployment sets, and what production refuses to start with."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.setting import Misconfigured, setting

ONE, TWO = "kT9vQ2xW7rB4mN8pL1sD6fG3hJ5zC0aY", "Zq8Wn3Ex6Rc1Tv4Yb7Un2Im5Ok9Pl0aS"
PRODUCTION = {
    "APP_ENV": "production",
    "APP_HTTPS": "1",
    "APP_URL": "https://yishi.example.cn/",
    "APP_SESSION_KEY": ONE,
    "APP_DATA_KEY": TWO,
    "DEMO": "0",
}


@pytest.fixture(autouse=True)
def _house() -> None:
    """No database: nothing here asks one."""


@pytest.fixture(autouse=True)
def _afresh(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    for name in (*PRODUCTION, "APP_PROXIES", "APP_FILES", "APP_WEBHOOKS", "APP_INSIDE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("APP_SECRETS", str(tmp_path / "secrets" / "s.json"))
    setting.cache_clear()
    yield
    monkeypatch.undo()
    setting.cache_clear()


def test_a_first_run_makes_its_secrets_and_keeps_them(tmp_path: Path) -> None:
    first = setting()
    kept = tmp_path / "secrets" / "s.json"
    assert kept.stat().st_mode & 0o077 == 0
    assert first.session_key not in first.data_keys
    setting.cache_clear()
    assert setting() == first


def test_production_starts_when_all_is_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, value in PRODUCTION.items():
        monkeypatch.setenv(name, value)
    found = setting()
    assert (found.cookie, found.public_url) == ("__Host-nb_session", "https://yishi.example.cn")
    assert found.trusted_proxies == ""
    assert found.webhook_hosts == () and not found.webhook_inside
    assert not (tmp_path / "secrets").exists()


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("APP_SESSION_KEY", None, "APP_SESSION_KEY is not set"),
        ("APP_SESSION_KEY", "", "APP_SESSION_KEY is not set"),
        ("APP_DATA_KEY", None, "APP_DATA_KEY is not set"),
        ("APP_SESSION_KEY", ONE[:31], "too short"),
        ("APP_SESSION_KEY", "ab" * 20, "too simple"),
        ("APP_DATA_KEY", f"{TWO},short", "too short"),
        ("APP_DATA_KEY", f"changeme{TWO}", "example"),
        ("APP_DATA_KEY", ONE, "must differ"),
        ("APP_DATA_KEY", f"{TWO},{ONE}", "must differ"),
        ("DEMO", "1", "Demo mode"),
        ("APP_INSIDE", "1", "APP_INSIDE"),
        ("APP_HTTPS", None, "HTTPS cookies"),
        ("APP_URL", None, "APP_URL"),
        ("APP_URL", "http://yishi.example.cn", "APP_URL"),
    ],
)
def test_production_refuses_to_start(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str | None, why: str
) -> None:
    for known, good in PRODUCTION.items():
        monkeypatch.setenv(known, good)
    if value is None:
        monkeypatch.delenv(name)
    else:
        monkeypatch.setenv(name, value)
    with pytest.raises(Misconfigured, match=why) as refusal:
        setting()
    assert "\n" not in str(refusal.value)
    assert ONE not in str(refusal.value)


def test_production_takes_secrets_from_a_file_but_makes_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name, value in PRODUCTION.items():
        if "KEY" not in name:
            monkeypatch.setenv(name, value)
    with pytest.raises(Misconfigured):
        setting()
    path = tmp_path / "secrets" / "s.json"
    assert not path.exists()
    path.parent.mkdir()
    path.write_text(f'{{"session_key": "{ONE}", "data_key": "{TWO}"}}')
    assert setting().session_key == ONE
