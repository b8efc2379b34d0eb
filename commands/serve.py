"""``manage.py serve``: opens the door (启动服务)."""

from typing import Annotated

import typer


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", min=1, max=65535)] = 8501,
) -> None:
    """Serve the app with uvicorn, in one process."""
    import uvicorn

    uvicorn.run("streamlit_app:app", host=host, port=port)
