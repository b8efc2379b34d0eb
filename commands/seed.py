"""``manage.py seed``: the demo neighbourhood (演示社区)."""

from typing import Annotated

import typer

from commands.answer import BadInput


def seed(
    if_empty: Annotated[
        bool, typer.Option("--if-empty", help="Say nothing where there is nothing to do.")
    ] = False,
) -> None:
    """Settle the demo neighbourhood into an empty house (demo mode only: DEMO=1)."""
    from db.setting import setting

    if not setting().demo:
        if if_empty:
            return
        raise BadInput("The demo is settled in demo mode only: set DEMO=1.")

    import bcrypt

    from rules.persona import PASSWORD
    from seeds.demo import settle

    typer.echo("Settling the demo neighbourhood …", err=True)
    if not settle(bcrypt.hashpw(PASSWORD.encode(), bcrypt.gensalt()).decode()) and not if_empty:
        raise BadInput("This house is not empty: the demo is settled into an empty one only.")
