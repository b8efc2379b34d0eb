"""``manage.py ledger key``: the keys that sign (密钥). docs/keys.md is the procedure."""

import os
from pathlib import Path
from typing import Annotated

import typer

from commands.answer import AsJson, BadInput, opened, show
from commands.ledger.book import Compound, the_book_at

app = typer.Typer(help="The keys that sign: show, rotate, backup.", rich_markup_mode=None)

Passphrase = Annotated[
    Path | None, typer.Option("--passphrase-file", help="Read it from here instead of asking.")
]


@app.command("show")
def show_keys(compound: Compound, as_json: AsJson = False) -> None:
    """Print the public halves: the book's keys in order, and the witness's."""
    from services.log.key import log_keys, witness_keys
    from services.log.witness import street_above

    with opened() as session:
        book = the_book_at(session, compound)
        own = [key.verifier for key in log_keys(session, book)]
        street = street_above(session, book)
        seen = witness_keys(session, street.id or 0) if street else []
        others = [key.verifier for key in seen]
    lines = [f"账簿 {key}" for key in own] + [f"见证 {key}" for key in others]
    show({"log": own, "witness": others}, as_json, *lines)


@app.command()
def rotate(compound: Compound, as_json: AsJson = False) -> None:
    """Put a new key in place of the present one; both sign the change."""
    from services.log.key import write_rotation
    from services.log.publishing import checkpoint
    from services.trail import HOUSE

    with opened() as session:
        book = the_book_at(session, compound)
        checkpoint(session, book)  # the old key's last word
        made = write_rotation(session, HOUSE, book).verifier
        checkpoint(session, book)
    show({"key": made}, as_json, "新公钥，请印在下一期公示上，并立即备份：", made)


@app.command()
def backup(
    compound: Compound,
    file: Annotated[Path, typer.Argument(help="Where to write the locked key; must be new.")],
    passphrase_file: Passphrase = None,
    as_json: AsJson = False,
) -> None:
    """Write the present key, locked with a passphrase, to be kept away from this machine."""
    from services.log.backup import backup as lock

    phrase = _passphrase(passphrase_file, confirm=True)
    with opened() as session:
        content = lock(session, the_book_at(session, compound), phrase)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(content)
    except OSError as wrong:
        raise BadInput(f"{file}: {wrong.strerror}.") from wrong
    show({"file": str(file)}, as_json, f"已备份到 {file}。口令请另处保存。")


@app.command()
def restore(
    compound: Compound,
    file: Annotated[Path, typer.Argument(help="The backup.")],
    passphrase_file: Passphrase = None,
    as_json: AsJson = False,
) -> None:
    """Bring the key back from its backup, after the data key or the database was lost."""
    from services.log.backup import write_restored
    from services.trail import HOUSE

    content = _read(file)
    phrase = _passphrase(passphrase_file, confirm=False)
    with opened() as session:
        public = write_restored(session, HOUSE, the_book_at(session, compound), content, phrase)
    show({"key": public}, as_json, f"已恢复：{public}")


@app.command()
def witness(
    street: Annotated[str, typer.Option(help="Code of the street.")],
    username: Annotated[str, typer.Option("--as", help="Account of the street's office.")],
    public: Annotated[str, typer.Option(help="Public half of a key that is kept elsewhere.")] = "",
    as_json: AsJson = False,
) -> None:
    """Give the street's office a key to cosign with, in place of an earlier one."""
    from services.log.key import name_witness
    from services.member import by_username
    from services.place import by_code
    from services.visitor import visitor

    with opened() as session:
        place = by_code(session, street)
        if place is None:
            raise BadInput(f"There is no place with the code “{street}”.")
        actor = visitor(session, by_username(session, username).id)
        made = name_witness(session, actor, place.id or 0, public).verifier
    show({"key": made}, as_json, "见证公钥：", made)


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as wrong:
        raise BadInput(f"{file}: {wrong.strerror}.") from wrong
    except UnicodeDecodeError as wrong:
        raise BadInput(f"{file}: this is no text.") from wrong


def _passphrase(file: Path | None, confirm: bool) -> str:
    if file is not None:
        return _read(file).strip()
    asked: str = typer.prompt("口令", hide_input=True, confirmation_prompt=confirm)
    return asked.strip()
