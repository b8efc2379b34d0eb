"""What anybody needs to rank the compounds again with ``manage.py rank`` (复核文件).

The table and the method give the same scores, ranks and intervals as the edition; gates and who
was heard are decided after them, and stand in the inputs.
"""

import csv
import io
from collections.abc import Iterable
from typing import Any

from rules.edition.compute import Inputs, engine, unit_names
from rules.method import read_body, spec_of
from rules.method.spec import ERROR, PEERS
from rules.spreadsheet import defused

MARK = "\ufeff"  # tells a spreadsheet that the text is UTF-8


def method_of_edition(inputs: Inputs) -> dict[str, Any]:
    """The method as the engine reads it, with the seed of the edition and its rounding."""
    body = read_body(inputs.method)
    spec = spec_of(body, inputs.seed)
    return spec | {"round": engine(body, inputs.seed).round}


def values_of_edition(inputs: Inputs) -> str:
    """The table of values, in the order in which they were drawn (数据表).

    Names cannot be run by a spreadsheet; values are numbers and stay as they are.
    """
    codes = [leaf.code for leaf in read_body(inputs.method).indicators]
    header = ["unit", PEERS, *codes, *(code + ERROR for code in codes)]
    return table(header, _rows(inputs, codes))


def _rows(inputs: Inputs, codes: list[str]) -> Iterable[list[str]]:
    for unit, name in zip(inputs.units, unit_names(inputs.units)):
        values, errors = inputs.values.get(unit.id, {}), inputs.errors.get(unit.id, {})
        measured = [values.get(code, "") for code in codes]
        sampled = [errors.get(code) or ("0" if values.get(code) else "") for code in codes]
        yield [defused(name), unit.peers, *measured, *sampled]


def table(header: list[str], rows: Iterable[list[Any]]) -> str:
    """A CSV whose cells are harmless already."""
    out = io.StringIO(newline="")
    out.write(MARK)
    lines = csv.writer(out)
    lines.writerow(header)
    lines.writerows(rows)
    return out.getvalue()
