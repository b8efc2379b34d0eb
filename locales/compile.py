"""Turn the catalogs into what gettext reads: one ``.po`` a subject, one ``house.mo`` a language.

Run ``python locales/compile.py``. The words of a subject stand in a file of its own name, like
its code; two subjects that use the same sentence must translate it alike.
"""

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).parent


def merged(language: str) -> Catalog:
    """All the catalogs of ``language`` as one. Raises ``ValueError`` where two disagree."""
    whole = Catalog(locale=language, domain="house")
    for path in sorted((FOLDER / language).glob("*.po")):
        with path.open("rb") as source:
            part = read_po(source, locale=language)
        for message in part:
            if not message.id:
                continue
            before = whole.get(message.id)
            if before is not None and before.string != message.string:
                raise ValueError(f"{path.name}: “{message.id}” is translated in two ways")
            whole.add(message.id, message.string)
    return whole


def compile_all() -> None:
    """Write ``house.mo`` for every language in this folder."""
    for folder in sorted(FOLDER.iterdir()):
        if folder.is_dir() and any(folder.glob("*.po")):
            out = folder / "LC_MESSAGES" / "house.mo"
            out.parent.mkdir(exist_ok=True)
            with out.open("wb") as target:
                write_mo(target, merged(folder.name))


if __name__ == "__main__":
    sys.exit(compile_all())
