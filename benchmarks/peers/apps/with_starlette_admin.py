"""Starlette-Admin over the table, searching three columns."""

from receipts import LISTED, SEARCHED, Place, Receipt, engine
from starlette.applications import Starlette
from starlette_admin.contrib.sqla import Admin, ModelView

app = Starlette()


class ReceiptView(ModelView):
    """The list as theirs is declared."""

    fields = ["id", *LISTED]
    searchable_fields = list(SEARCHED)
    sortable_fields = ["id", "amount_fen"]
    fields_default_sort = [("id", True)]
    page_size = 50
    page_size_options = [50]


class FilteredView(ReceiptView):
    """What can be filtered is searched too: a view of its own keeps the search to three columns."""

    searchable_fields = ["kind"]


admin = Admin(engine)
admin.add_view(ReceiptView(Receipt))
admin.add_view(FilteredView(Receipt, key="filtered"))
admin.add_view(ModelView(Place))
admin.mount_to(app)
