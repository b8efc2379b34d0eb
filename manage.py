"""The command line (管理命令): ``python manage.py --help``.

Each subject has its file in ``commands/``. What cannot be used is answered with one clear
line and exit code 2; what a command needs is imported when it runs, so that help is instant.
"""

import sys
from collections.abc import Sequence

import typer

from commands import edition, ledger, roll, user
from commands.answer import BadInput
from commands.index import index
from commands.migrate import migrate
from commands.rank import rank
from commands.seed import seed
from commands.serve import serve
from commands.settle import settle
from commands.tally import tally
from db.setting import Misconfigured
from rules.refusal import Refused

app = typer.Typer(add_completion=False, rich_markup_mode=None, help="邻里议事 · Neighbours decide")
app.command()(serve)
app.command()(migrate)
app.command()(seed)
app.command()(settle)
app.command()(tally)
app.command()(index)
app.command()(rank)
app.add_typer(edition.app, name="edition")
app.add_typer(ledger.app, name="ledger")
app.add_typer(roll.app, name="roll")
app.add_typer(user.app, name="user")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it was done, 2 when what was given cannot be used."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return app(given or ["--help"], standalone_mode=False) or 0
    except typer.TyperException as wrong:
        why = wrong.format_message()
    except (BadInput, Refused, Misconfigured) as refused:
        why = str(refused)
    typer.echo(f"Error: {' '.join(why.split())}", err=True)
    return 2


if __name__ == "__main__":
    sys.exit(main())
