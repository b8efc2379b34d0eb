"""What anybody needs to compute a list again, and the papers of it (自行复核)."""

import streamlit as st

from components import link
from components.format import clock
from components.language import _
from components.ranking import words
from components.ranking.asked import Asked


def papers(asked: Asked) -> None:
    """The poster to print, the notice, the table for everybody's own programs, the method."""
    above = f"{link.origin()}/open-data/ranking/{asked.code}"
    lines = [
        f"[:material/print: {_('Poster (PDF)')}]({above}/poster.pdf)",
        f"[:material/table_view: CSV]({above}.csv)",
        f"[:material/data_object: JSON]({above}.json)",
        f"[:material/functions: {_('Method')}](/method?id={asked.head.version_id})",
    ]
    if asked.results.notice:
        lines.insert(1, f"[:material/campaign: {_('Notice')}](/notice/{asked.results.notice})")
    st.markdown(" · ".join(lines))


def show(asked: Asked) -> None:
    """How to get the same list from the same numbers."""
    st.markdown(
        _(
            "Everything that went in is published, and the program is open. Whoever computes it "
            "again gets the same list, to the last byte."
        )
    )
    _facts(asked)
    _files(asked)
    _steps(asked)


def _facts(asked: Asked) -> None:
    edition, made = asked.head.edition, asked.results.made
    rows = [
        (_("Method"), words.method(asked.head.method, asked.head.version)),
        (_("Hash of the method"), f"`{asked.head.method_sha256}`"),
        (_("Seed, drawn on {at}", at=clock(asked.head.opened_at, year=True)), f"`{edition.seed}`"),
        (_("Draws"), f"{made.draws:,}"),
        (_("Hash of the inputs"), f"`{made.inputs_sha256}`"),
        (_("Hash of the result"), f"`{made.result_sha256}`"),
        (_("Program"), f"`{made.code_version}`"),
        (_("Computed at"), f"{clock(made.created_at, year=True)} · {_('no. {n}', n=made.number)}"),
    ]
    lines = [f"| {label} | {value} |" for label, value in rows]
    with st.container(key="nb_facts"):
        st.markdown("\n".join(["| | |", "|:---|:---|", *lines]))
    st.html(
        "<style>.st-key-nb_facts thead{display:none}.st-key-nb_facts code"
        "{overflow-wrap:anywhere;white-space:normal}.st-key-nb_facts td{border-left:0;"
        "border-right:0}.st-key-nb_facts td:first-child{min-width:6rem}</style>"
    )


def _files(asked: Asked) -> None:
    above = f"{link.origin()}/open-data/ranking/{asked.code}"
    files = {
        "values.csv": _("every value that counted, one row a compound"),
        "method.json": _("the method as the program reads it, with the seed"),
        "inputs.json": _("all inputs as one text: its SHA-256 is the hash of the inputs"),
        "result.json": _("the whole result as one text: its SHA-256 is the hash of the result"),
    }
    st.markdown(f"#### {_('Files')}")
    st.markdown("\n".join(f"- [{name}]({above}/{name}) · {about}" for name, about in files.items()))


def _steps(asked: Asked) -> None:
    st.markdown(f"#### {_('With the program')}")
    st.markdown(_("The same scores and ranks from the table and the method, without our database:"))
    st.code("python manage.py rank values.csv method.json", language="sh")
    st.markdown(_("The whole result with its red and black list, and its hash:"))
    st.code("python manage.py edition verify inputs.json", language="sh")
    st.markdown(_("In the house itself, from what it keeps:"))
    st.code(f"python manage.py edition recompute {asked.code}", language="sh")
