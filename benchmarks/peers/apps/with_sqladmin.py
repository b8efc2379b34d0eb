"""SQLAdmin over the table, with one filter of fixed values and three searched columns."""

import sqladmin
from receipts import KINDS, LISTED, SEARCHED, Receipt, engine
from sqladmin.filters import StaticValuesFilter
from starlette.applications import Starlette

app = Starlette()


class ReceiptView(sqladmin.ModelView, model=Receipt):
    """The list as theirs is declared."""

    column_list = [getattr(Receipt, name) for name in LISTED]
    column_searchable_list = [getattr(Receipt, name) for name in SEARCHED]
    column_sortable_list = [Receipt.amount_fen]
    column_filters = [StaticValuesFilter(Receipt.kind, [(kind, kind) for kind in KINDS])]
    column_default_sort = [("id", True)]
    page_size = 50
    page_size_options = [50]


sqladmin.Admin(app, engine).add_view(ReceiptView)
