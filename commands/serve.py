"""``manage.py serve``: opens the door (启动服务)."""

import os
import socket
from typing import Annotated

import typer

from commands.answer import BadInput, must_be_migrated

LARGEST_CROWD = 4_000  # open connections; whoever comes then is asked to come back
LARGEST_MESSAGE = 2 * 1024 * 1024  # the guard closes the socket at half of it, with a reason


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", min=1, max=65535)] = 8501,
) -> None:
    """Serve the app with uvicorn, in one process: Streamlit's sessions live in its memory."""
    import uvicorn

    from db.setting import setting

    address = f"http://{'127.0.0.1' if host in {'0.0.0.0', '::'} else host}:{port}"
    if os.environ.get("APP_ENV") != "production":
        os.environ.setdefault("APP_URL", address)  # links lead to where we are
    known = setting()
    must_be_migrated()
    _must_be_free(host, port)
    for line in _greeting(known.public_url, known.demo):
        typer.echo(line)
    uvicorn.run(
        "streamlit_app:app",
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=bool(known.trusted_proxies),
        forwarded_allow_ips=known.trusted_proxies or None,
        ws_max_size=LARGEST_MESSAGE,
        limit_concurrency=LARGEST_CROWD,
        timeout_graceful_shutdown=5,
    )


def _must_be_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as why:
            raise BadInput(f"Cannot listen on {host}:{port}: {why.strerror}.") from why


def _greeting(address: str, demo: bool) -> list[str]:
    """What stands in the terminal: where to go, and in the demo whom to be."""
    from rules import persona
    from services.wording import preferred, say

    language = preferred(os.environ.get("LANG", ""))
    lines = ["", f"  邻里议事 · Neighbours decide   {address}", ""]
    if demo:
        width = max(len(name) for name, _purpose in persona.ACCOUNTS)
        lines += [f"  {name:{width}}  {say(language, what)}" for name, what in persona.ACCOUNTS]
        lines += ["", f"  {say(language, persona.SHARED)}  {persona.PASSWORD}", ""]
    return lines
