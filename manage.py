"""The command line (管理命令): ``python manage.py --help``."""

import typer

app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__)


@app.command()
def migrate() -> None:
    """Bring the database up to date."""
    from db import migrate as migration  # noqa: PLC0415

    migration.upgrade()


@app.command()
def serve(host: str = "127.0.0.1", port: int = 8501) -> None:
    """Serve the app with uvicorn."""
    import uvicorn  # noqa: PLC0415

    uvicorn.run("streamlit_app:app", host=host, port=port)


if __name__ == "__main__":
    app()
