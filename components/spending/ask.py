"""The form by which money is asked for (申请支出)."""

import streamlit as st

from components import link, money
from components.act import act
from components.language import _
from components.ledger.words import head
from components.reading import read
from components.spending import words
from models.ledger import Book, PartyKind
from models.revision import Area
from rules.permission import Visitor
from rules.spending.request import LONGEST_PAYEE, Request
from rules.spending.use import USES
from rules.topic import LONGEST_TITLE
from services.spending.asking import ask_spending
from services.spending.chain import items_of_book

LONGEST_REASON = 4000


def use_and_head(book: Book, key: str) -> tuple[str, str]:
    """What for, and under which head; with what that use needs, in a word. Nothing is chosen
    for anybody: what for is what the owners read first."""
    use = st.selectbox(
        _("What for"),
        list(USES),
        index=None,
        format_func=words.use,
        key=f"nb_{key}_use",
        placeholder=_("Choose one"),
    )
    if use is None:
        return "", ""
    heads = USES[use].heads
    picked = heads[0]
    if len(heads) > 1:
        picked = st.selectbox(
            _("Booked under"), list(heads), format_func=head, key=f"nb_{key}_head_{use}"
        )
    return use, picked


def _law(book: Book, use: str) -> None:
    """What the law of the place asks for beside the four steps, if anything."""
    items = read((Area.LEDGER,), book.path, items_of_book, book.id or 0, use) if use else ()
    if items:
        item = "/".join(map(str, items))
        text = _(
            "The law of this place does not name this use: the owners decide it too "
            "(Civil Code 278, item {item}).",
            item=item,
        )
        st.info(text, icon=":material/gavel:")


def form(book: Book, visitor: Visitor) -> None:
    """What, why, how much, to whom; then it walks."""
    st.caption(
        _(
            "The request becomes a topic: the branch proposes, councils consult, members review, "
            "residents resolve. Sum, use and payee are written into its text."
        )
    )
    title = st.text_input(
        _("Title"), max_chars=LONGEST_TITLE, key="nb_title", placeholder=_("Repair the slide")
    )
    use, picked = use_and_head(book, "ask")
    _law(book, use)
    left, right = st.columns(2)
    with left:
        fen = money.asked(_("Amount"), "nb_amount")
    with right:
        kinds = {PartyKind.FIRM: _("A firm or office"), PartyKind.PERSON: _("A person")}
        kind = st.segmented_control(
            _("Who is paid"),
            list(kinds),
            format_func=kinds.__getitem__,
            default=PartyKind.FIRM,
            required=True,
            key="nb_payee_kind",
        )
    payee = st.text_input(_("Name of who is paid"), max_chars=LONGEST_PAYEE, key="nb_payee")
    if kind is PartyKind.PERSON:
        st.caption(_("Everybody sees only the family name."))
    reason = st.text_area(
        _("Why, and how the price was found"), max_chars=LONGEST_REASON, key="nb_reason", height=140
    )
    if st.button(_("Ask, and begin the four steps"), type="primary", key="nb_confirm"):
        if not use:
            st.error(_("Please say what it is for."), icon=":material/block:")
            return
        request = Request(
            title or "", reason or "", use, picked, payee or "", fen or 0, kind or PartyKind.FIRM
        )
        done = _("The request is on its way.")
        made = act(done, ask_spending, visitor, book.id or 0, request)
        if made is not None:
            link.go("topic", id=made.topic_id)
