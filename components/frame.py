"""The menu, the language switch and who is signed in (框架)."""

from base64 import b64encode
from copy import copy
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from components import gate
from components.language import _, switch
from models.member import Role
from rules.permission import Permission, Visitor

_PNG = Path(__file__).with_name("icon.png").read_bytes()
ICON = f"data:image/png;base64,{b64encode(_PNG).decode()}"  # no visitor is announced elsewhere


def title() -> str:
    """What the browser's tab says."""
    return _("Neighbours decide")


def menu() -> dict[str, list[Any]]:
    """Every page, always: what a visitor may not use is hidden, so that links survive signing in.

    Hiding is not permission: each page asks the gate, each service asks again.
    """
    here = gate.visitor()
    return {
        "": [
            _page("home", _("Today"), "today", True, default=True),
            _page("board", _("Agenda board"), "view_kanban"),
            _page("sign_in", _("Sign in"), "login", not here.signed_in),
        ],
        _("Deliberate"): _deliberate(here),
        _("The books"): _books(here),
        _("Property service"): _rating(here),
        _("Data"): _data(here),
        _("Public"): _public(),
        _("Compound"): _compound(here),
        _("Me"): _me(here),
    }


def _deliberate(here: Visitor) -> list[Any]:
    return [
        _page("propose", _("Propose"), "add_circle", here.may(Permission.PROPOSE)),
        _page("meetings", _("Meetings"), "groups"),
        _page("results", _("Results"), "fact_check"),
        _page("topic", _("Topic"), "topic", False),
        _page("meeting", _("Meeting"), "groups", False),
        _page("motion", _("Vote"), "how_to_vote", False),
    ]


def _books(here: Visitor) -> list[Any]:
    keeps = here.may(Permission.POST_ENTRY) or here.may(Permission.AUDIT)
    return [
        _page("ledger", _("Accounts of the compound"), "account_balance_wallet"),
        _page("disclosures", _("Accounts posted"), "receipt_long"),
        _page("spending", _("Spending"), "payments"),
        _page("contracts", _("Contracts"), "contract"),
        _page("claims", _("Clean-up"), "cleaning_services"),
        _page("distributions", _("Distribution"), "pie_chart"),
        _page("bookkeeping", _("Bookkeeping"), "edit_note", keeps),
        _page("bank", _("Bank"), "account_balance", keeps),
        _page("warnings", _("Warnings"), "warning", here.may(Permission.AUDIT)),
        _page("entry", _("Entry"), "receipt", False),
        _page("disclosure", _("Accounts of a period"), "receipt_long", False),
    ]


def _rating(here: Visitor) -> list[Any]:
    return [
        _page("rankings", _("Red and black lists"), "leaderboard"),
        _page("firms", _("Property firms"), "apartment"),
        _page("methods", _("Methods of rating"), "functions"),
        _page("rectifications", _("Rectification"), "build"),
        _page("survey", _("Owners' satisfaction"), "thumbs_up_down", _answers(here)),
        _page("sheets", _("Score sheets"), "checklist", here.may(Permission.SCORE)),
        _page("interests", _("Declared interests"), "balance", here.may(Permission.SCORE)),
        _page("preview", _("Results for your firm"), "mark_email_unread", _manages(here)),
        _page("edition", _("Edition"), "leaderboard", False),
        _page("placing", _("Result of a compound"), "insights", False),
        _page("method", _("Method of rating"), "functions", False),
        _page("firm", _("Property firm"), "apartment", False),
    ]


def _answers(here: Visitor) -> bool:
    """Whoever is asked what he thinks of his property service, or enters it from paper."""
    return here.may(Permission.ANSWER_SURVEY) or here.may(Permission.ENTER_BALLOT)


def _manages(here: Visitor) -> bool:
    return any(held.role is Role.MANAGER for held in here.held)


def _data(here: Visitor) -> list[Any]:
    configures = here.may(Permission.CONFIGURE)
    return [
        _page("dashboards", _("Dashboards"), "monitoring"),
        _page("metrics", _("Metrics"), "speed"),
        _page("tables", _("Tables"), "table", here.signed_in),
        _page("forms", _("Forms"), "assignment", configures),
        _page("changes", _("Changes of configuration"), "published_with_changes", configures),
        _page("rights", _("Who may what"), "admin_panel_settings", configures),
        _page("webhooks", _("Messages to other systems"), "webhook", configures),
        _page("dashboard", _("Dashboard"), "monitoring", False),
        _page("metric", _("Metric"), "speed", False),
        _page("table", _("Table"), "table", False),
        _page("row", _("Row"), "table_rows", False),
        _page("load", _("Import"), "upload", False),
        _page("layouts", _("Print layouts"), "print", False),
        _page("form", _("Form"), "assignment", False),
        _page("forming", _("Form"), "edit_note", False),
        _page("change", _("Change"), "published_with_changes", False),
    ]


def _public() -> list[Any]:
    return [
        _page("notices", _("Notices"), "campaign"),
        _page("benefits", _("Benefits"), "celebration"),
        _page("covenants", _("Covenants"), "handshake"),
        _page("procedures", _("Procedures"), "account_tree"),
        _page("procedure", _("Change a procedure"), "edit", False),
    ]


def _compound(here: Visitor) -> list[Any]:
    return [
        _page("roll", _("Owners' roll"), "badge", here.may(Permission.READ_ROLL)),
        _page("counting", _("Rules of counting"), "gavel", here.may(Permission.SET_RULES)),
        _page("members", _("Members"), "group", here.may(Permission.INVITE)),
        _page("places", _("Places"), "location_city", here.may(Permission.MANAGE_PLACES)),
        _page("trail", _("Trail"), "history", here.may(Permission.READ_TRAIL)),
    ]


def _me(here: Visitor) -> list[Any]:
    return [
        _page("account", _("My account"), "account_circle", here.signed_in),
        _page("reset", _("Set a password"), "key", False),
        _page("first_run", _("First steps"), "flag", False),
    ]


def _page(name: str, label: str, icon: str, visible: bool = True, default: bool = False) -> Any:
    """A page for this run. Drawing one up asks the disk for its file, so that is done once."""
    return copy(_drawn_up(name, label, icon, visible, default))


@lru_cache(maxsize=1_000)
def _drawn_up(name: str, label: str, icon: str, visible: bool, default: bool) -> Any:
    return st.Page(
        f"{name}.py",
        title=label,
        icon=f":material/{icon}:",
        url_path=None if default else name,
        default=default,
        visibility="visible" if visible else "hidden",
    )


def foot() -> None:
    """Below every page: the other language."""
    switch()
