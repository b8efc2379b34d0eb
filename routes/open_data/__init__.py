"""The books for everybody's own programs: ``/open-data/ledger/…`` (开放数据).

Public, without an account, from any page of the world; see docs/open-data.md.
"""

from starlette.routing import Route

from routes.open_data import files, papers

ROUTES = [
    Route("/open-data/ledger.json", files.index, methods=["GET"]),
    Route("/open-data/ledger/{name}", files.whole, methods=["GET"]),
    Route("/open-data/ledger/{code}/vouchers.zip", papers.bundle, methods=["GET"]),
    Route("/open-data/ledger/{code}/{file}", files.part, methods=["GET"]),
]
