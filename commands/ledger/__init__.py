"""``manage.py ledger``: books handed over and checked, keys kept (账簿)."""

import json
from pathlib import Path
from typing import Annotated

import typer

from commands.answer import AsJson, BadInput, opened, show
from commands.ledger import key
from commands.ledger.book import Compound, the_book_at

app = typer.Typer(help="The books: export, verify, keys, witness.", rich_markup_mode=None)
app.add_typer(key.app, name="key")

Folder = Annotated[Path, typer.Argument(help="The folder of the export.")]


@app.command()
def compounds(as_json: AsJson = False) -> None:
    """List the compounds that keep books, and how many entries their logs have."""
    from services.book import books

    with opened() as session:
        rows = [
            {"code": book.code, "name": place.name, "entries": book.leaf_count}
            for book, place in books(session)
        ]
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False))
    else:
        for row in rows:
            typer.echo(f"{row['code']}  {row['name']}  {row['entries']} 条")


@app.command("export")
def hand_over(
    folder: Folder,
    compound: Compound,
    size: Annotated[int | None, typer.Option(help="The first so many leaves; all of them.")] = None,
    vouchers: Annotated[bool, typer.Option(help="Add the public copies of vouchers.")] = False,
    as_json: AsJson = False,
) -> None:
    """Write the books into a folder, signed, with all that is needed to check them offline."""
    from services.log.exporting import write_export, write_papers

    with opened() as session:
        book = the_book_at(session, compound)
        try:
            written = write_export(session, book, folder, size).size
            papers = write_papers(folder) if vouchers else 0
        except OSError as wrong:
            raise BadInput(f"{folder}: {wrong.strerror}.") from wrong
    show(
        {"compound": compound, "entries": written, "vouchers": papers, "folder": str(folder)},
        as_json,
        f"{compound}: {written} 条，已写入 {folder}。",
        f"核对：python manage.py ledger verify {folder}，或打开 {folder}/verify.html。",
    )


@app.command()
def verify(
    folder: Folder,
    since: Annotated[Path | None, typer.Option(help="An old checkpoint that you kept.")] = None,
    key: Annotated[Path | None, typer.Option(help="A file with the public key you kept.")] = None,
    as_json: AsJson = False,
) -> None:
    """Say whether an export is what it was; exit code 1 when it is not. Needs no database."""
    from services.log.exporting import verified

    held = [_kept(path) for path in (since, key)]
    try:
        verdict = verified(folder, *held)
    except OSError as wrong:
        raise BadInput(f"{folder}: {wrong.strerror}.") from wrong
    answer = {"ok": verdict.ok, "entries": verdict.entries, "problems": list(verdict.problems)}
    show(answer, as_json, *verdict.problems, _said(verdict.ok, verdict.entries, since is not None))
    if not verdict.ok:
        raise typer.Exit(1)


def _kept(path: Path | None) -> str:
    if path is None:
        return ""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as wrong:
        raise BadInput(f"{path}: {wrong.strerror}.") from wrong
    except UnicodeDecodeError as wrong:
        raise BadInput(f"{path}: this is no text.") from wrong


def _said(ok: bool, entries: int, against: bool) -> str:
    if not ok:
        return f"核对不通过：{entries} 条账目与签名或旧检查点对不上。"
    if against:
        return f"核对通过：{entries} 条账目完整，旧检查点之前的一条也没有改动。"
    return f"核对通过：{entries} 条账目与检查点一致。要确认历史没有改动，请加 --since 旧检查点。"


@app.command()
def cosign(
    compound: Compound,
    username: Annotated[str, typer.Option("--as", help="Account of the street's office.")],
    line: Annotated[str, typer.Option(help="A cosignature that was made elsewhere.")] = "",
    as_json: AsJson = False,
) -> None:
    """Cosign the last published checkpoint as the witness, if it follows from the one before."""
    from services.log.publishing import latest
    from services.log.witness import cosign as sign
    from services.member import by_username
    from services.visitor import visitor

    with opened() as session:
        last = latest(session, the_book_at(session, compound))
        if last is None:
            raise BadInput("No checkpoint of this book was published yet: export it first.")
        actor = visitor(session, by_username(session, username).id)
        made = sign(session, actor, last.id or 0, line)
        size, written = last.size, made.line
    show({"size": size, "line": written}, as_json, f"已见证前 {size} 条。", written)
