"""What a deployment may set, read from the environment and from a file of secrets (配置).

``APP_ENV=production`` refuses to start when anything is missing, default or weak.
"""

import json
import os
import secrets as random
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
SECRETS = ("session_key", "data_key")  # seals sign-in state; seals personal data
SHORTEST_SECRET = 32
EXAMPLES = {"secret", "password", "changeme", "some_key", "example", "default", "your-key"}
COOKIE = "nb_session"


class Misconfigured(Exception):
    """The app must not start like this (配置错误)."""


@dataclass(frozen=True)
class Setting:
    """Everything that differs from one deployment to another (部署配置)."""

    production: bool
    demo: bool
    https: bool
    database_url: str
    files: Path
    bucket: str  # s3://bucket/prefix, where files lie instead of in the folder
    session_key: str
    data_keys: tuple[str, ...]
    public_url: str
    trusted_proxies: str  # whose X-Forwarded-* headers are believed; none by default
    webhook_hosts: tuple[str, ...]  # where messages may go: host, or host:port; none by default
    webhook_inside: bool  # development: over http too, and to machines of one's own

    @property
    def cookie(self) -> str:
        """The name of the session cookie; over TLS browsers themselves guard who sets it."""
        return f"__Host-{COOKIE}" if self.https else COOKIE


def _secrets_file() -> Path:
    return Path(os.environ.get("APP_SECRETS", ROOT / ".secrets" / "secrets.json"))


def _made_or_read(path: Path) -> dict[str, str]:
    """The secrets in ``path``; made on the first run, readable by the owner only."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = {name: random.token_urlsafe(48) for name in SECRETS}
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:  # another process was quicker: use what it wrote
            return _made_or_read(path)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(made, out, indent=1)
    kept: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return kept


def _secret(name: str, production: bool) -> str:
    variable, path = f"APP_{name.upper()}", _secrets_file()
    given = os.environ.get(variable)
    if given is None and (path.exists() or not production):
        given = _made_or_read(path).get(name)
    if not given:
        raise Misconfigured(f"{variable} is not set, and {path} does not hold it.")
    if production:
        for part in given.split(","):
            _must_be_strong(variable, part)
    return given


def _must_be_strong(variable: str, secret: str) -> None:
    if len(secret) < SHORTEST_SECRET or len(set(secret)) < SHORTEST_SECRET // 4:
        raise Misconfigured(
            f"{variable} is too short or too simple for production: "
            f"give at least {SHORTEST_SECRET} random characters."
        )
    if any(word in secret.casefold() for word in EXAMPLES):
        raise Misconfigured(f"{variable} is an example from a text book: make a random one.")


def _yes(name: str, default: str) -> bool:
    return os.environ.get(name, default).strip().lower() in {"1", "true", "yes", "on"}


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip().lower() for part in text.split(",") if part.strip())


@cache
def setting() -> Setting:
    """The settings of this process. Raises ``Misconfigured`` with one clear line."""
    production = os.environ.get("APP_ENV", "development") == "production"
    found = Setting(
        production=production,
        demo=_yes("DEMO", "0"),
        https=_yes("APP_HTTPS", "0"),
        database_url=os.environ.get("DATABASE_URL", f"sqlite:///{ROOT / '.data' / 'house.db'}"),
        files=Path(os.environ.get("APP_FILES", ROOT / ".data" / "files")),
        bucket=os.environ.get("APP_BUCKET", "").strip(),
        session_key=_secret("session_key", production),
        data_keys=tuple(_secret("data_key", production).split(",")),
        public_url=os.environ.get("APP_URL", "http://127.0.0.1:8501").rstrip("/"),
        trusted_proxies=os.environ.get("APP_PROXIES", ""),
        webhook_hosts=_listed(os.environ.get("APP_WEBHOOKS", "")),
        webhook_inside=_yes("APP_INSIDE", "0"),
    )
    if production:
        _must_be_fit_for_production(found)
    return found


def _must_be_fit_for_production(found: Setting) -> None:
    if found.demo:
        raise Misconfigured("Demo mode is not allowed in production: unset DEMO.")
    if found.webhook_inside:
        raise Misconfigured("APP_INSIDE is for development: unset it.")
    if not found.https:
        raise Misconfigured("Production needs HTTPS cookies: serve over TLS and set APP_HTTPS=1.")
    if not found.public_url.startswith("https://"):
        raise Misconfigured("Production needs APP_URL, the https:// address that people type.")
    if found.session_key in found.data_keys:
        raise Misconfigured("APP_SESSION_KEY and APP_DATA_KEY must differ.")
