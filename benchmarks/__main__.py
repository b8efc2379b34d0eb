"""``python -m benchmarks [names]``: every figure that was promised, beside its floor.

Speed is measured here and never in a test: a test that fails on a busy machine is soon ignored.
"""

import argparse
import importlib

from benchmarks.figure import Sheet, keep

NAMES = (
    "tally",
    "roll",
    "bank",
    "ballots",
    "pages",
    "ledger",
    "ranking",
    "edition",
    "admin",
    "metric",
    "rows",
)


def main() -> None:
    """Run the benchmarks that were named, or all."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    asked.add_argument("names", nargs="*", metavar="name", help=", ".join(NAMES))
    asked.add_argument("--list", action="store_true", help="name them, and run none")
    asked.add_argument("--sqlite", action="store_true", help="on SQLite only")
    asked.add_argument("--postgres", action="store_true", help="on PostgreSQL only")
    given = asked.parse_args()
    if unknown := set(given.names) - set(NAMES):
        asked.error(f"there is no benchmark {', '.join(sorted(unknown))}")
    if given.list:
        print(*NAMES, sep="\n")
        return
    wanted = {"sqlite": given.sqlite, "postgresql": given.postgres}
    kinds = tuple(kind for kind, only in wanted.items() if only)
    sheets: list[Sheet] = []
    for name in given.names or NAMES:
        module = importlib.import_module(f"benchmarks.{name}")
        made: list[Sheet] = module.main(kinds or module.KINDS)
        path = keep(name, made)
        print(f"  ({path})")
        sheets += made
    _sum_up(sheets)


def _sum_up(sheets: list[Sheet]) -> None:
    """Every promise that was not kept, at the end where it is seen."""
    judged = [(sheet, figure) for sheet in sheets for figure in sheet.figures]
    missed = [f"  {s.title}: {f.name}" for s, f in judged if f.kept is False]
    promised = sum(figure.kept is not None for _sheet, figure in judged)
    print(f"\n{promised - len(missed)} of {promised} promises kept", *missed, sep="\n")


if __name__ == "__main__":
    main()
