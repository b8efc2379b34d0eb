"""A statement file, read and found to be one (读取对账单文件)."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from rules.bank.layout import found_in, from_text, mapped, unknown
from rules.bank.line import Line, Remark, Statement
from rules.bank.reading import Progress, nothing_to_say, read_rows
from rules.refusal import N_, Refused
from services.roll.sheet import Sheet, read_file

MOST_ROWS = 150_000
LONGEST_NAME = 100


@dataclass(frozen=True)
class Upload:
    """A file with the statements in it: one, or one for each sheet of a workbook (上传的对账单)."""

    filename: str
    sha256: str
    statements: list[Statement]

    @property
    def lines(self) -> list[Line]:
        """Every line once: sheets that repeat each other are one statement."""
        known: dict[str, Line] = {}
        for statement in self.statements:
            for line in statement.lines:
                known.setdefault(line.serial, line)
        return list(known.values())

    @property
    def row_count(self) -> int:
        """How many rows the file has, repeated ones too."""
        return sum(len(statement.lines) for statement in self.statements)

    @property
    def remarks(self) -> list[Remark]:
        """What a person has to look at before the lines are taken."""
        return [remark for statement in self.statements for remark in statement.remarks]

    @property
    def layout(self) -> str:
        """The code of its layout."""
        return self.statements[0].layout

    @property
    def tail(self) -> str:
        """The last digits of the account, where the file gives them."""
        return next((s.tail for s in self.statements if s.tail), "")


def sheets_of(content: bytes) -> list[Sheet]:
    """The sheets of a file. Raises ``Refused`` for what is no table."""
    return read_file(content, MOST_ROWS)


def examined(
    filename: str,
    content: bytes,
    mapping: str | Mapping[str, str] = "",
    told: Progress = nothing_to_say,
) -> Upload:
    """Read a statement: in a layout that is known, else with ``mapping``. Before a transaction."""
    sheets = sheets_of(content)
    columns = from_text(mapping) if isinstance(mapping, str) else dict(mapping)
    given = mapped(columns) if columns else None
    statements = []
    for sheet in sheets:
        found = found_in(sheet.rows) or (found_in(sheet.rows, given) if given else None)
        if found is not None:
            statements.append(read_rows(sheet.rows, *found, told))
    if not statements:
        raise unknown([sheet.rows for sheet in sheets])
    if len({statement.layout for statement in statements}) > 1:
        raise Refused(N_("The sheets of this workbook come from different banks. Split them."))
    return Upload(filename[-LONGEST_NAME:], hashlib.sha256(content).hexdigest(), statements)
