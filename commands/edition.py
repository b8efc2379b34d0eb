"""``manage.py edition``: a red and black list checked and taken home (红黑榜复核)."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commands.answer import AsJson, BadInput, opened, show

if TYPE_CHECKING:
    from sqlmodel import Session

    from models.edition import Computation, Edition
    from rules.edition.compute import Inputs

app = typer.Typer(help="Check a red and black list, or take it home.")
LARGEST = 200_000_000  # bytes
Code = Annotated[str, typer.Argument(help="as in its link: zhelu-2026h1")]


@app.command()
def recompute(code: Code, as_json: AsJson = False) -> None:
    """Compute an edition again from what the house keeps, and compare all that hangs on it."""
    from services.edition.checking import recheck

    with opened() as session:
        found = recheck(session, _edition(session, code))
    result = {
        "edition": code,
        "published": found.result_sha256,
        "again": found.again_sha256,
        "agrees": found.sound,
        "same_program": found.same_code,
        "faults": list(found.faults),
    }
    lines = [f"kept   {found.result_sha256}", f"again  {found.again_sha256 or '–'}"]
    lines.append("The hashes agree." if found.sound else "It does NOT agree:")
    lines += [f"- {fault}" for fault in found.faults]
    if not found.same_code:
        lines.append("The program has changed since it was computed.")
    show(result, as_json, *lines)
    if not found.sound:
        raise typer.Exit(1)


@app.command()
def export(
    code: Code,
    folder: Annotated[Path, typer.Argument(help="where the files go; made when missing")],
    as_json: AsJson = False,
) -> None:
    """Write values.csv and method.json for `manage.py rank`, and all inputs."""
    import json

    from rules.edition.compute import unpacked
    from rules.edition.package import method_of_edition, values_of_edition

    with opened() as session:
        inputs = unpacked(_computation(session, _edition(session, code)).inputs)
    files = {
        "values.csv": values_of_edition(inputs),
        "method.json": json.dumps(method_of_edition(inputs), ensure_ascii=False, indent=1),
        "inputs.json": inputs.text(),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (folder / name).write_bytes(text.encode())
    except OSError as wrong:
        raise BadInput(f"{folder}: {wrong.strerror}.") from wrong
    written = [str(folder / name) for name in files]
    show({"edition": code, "files": written}, as_json, *written)


@app.command()
def verify(
    inputs: Annotated[Path, typer.Argument(help="inputs.json of a published edition")],
    result: Annotated[str, typer.Argument(help="the published hash of the result")] = "",
    as_json: AsJson = False,
) -> None:
    """Compute an edition from its published inputs alone; no database is asked."""
    from rules.edition.compute import recomputed, sha256

    given = _inputs(inputs)
    text = recomputed(given)
    made = {"edition": given.edition, "inputs": sha256(given.text()), "result": sha256(text)}
    lines = [f"inputs  {made['inputs']}", f"result  {made['result']}"]
    agrees = not result or result == made["result"]
    if result:
        lines.append("The hashes agree." if agrees else "The hashes do NOT agree.")
    show(made | {"agrees": agrees}, as_json, *lines)
    if not agrees:
        raise typer.Exit(1)


def _inputs(path: Path) -> "Inputs":
    import json

    from rules.edition.compute import inputs_of

    try:
        if path.stat().st_size > LARGEST:
            raise BadInput(f"{path}: larger than {LARGEST // 1_000_000} MB.")
        return inputs_of(json.loads(path.read_bytes().decode("utf-8-sig")))
    except OSError as wrong:
        raise BadInput(f"{path}: {wrong.strerror}.") from wrong
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as wrong:
        raise BadInput(f"{path}: these are not the inputs of an edition.") from wrong


def _edition(session: "Session", code: str) -> "Edition":
    from sqlmodel import select

    from models.edition import Edition

    found = session.exec(select(Edition).where(Edition.code == code)).first()
    if found is None:
        raise BadInput(f"There is no edition “{code}”.")
    return found


def _computation(session: "Session", edition: "Edition") -> "Computation":
    from models.edition import Computation

    if edition.computation_id is None:
        raise BadInput(f"“{edition.code}” has not been computed yet.")
    return session.get_one(Computation, edition.computation_id)
