"""Books and rankings for everybody's own programs: ``/open-data/…`` (开放数据).

Public, without an account, from any page of the world; see docs/open-data.md.
"""

from starlette.routing import Route

from routes.open_data import files, papers, ranking

ROUTES = [
    Route("/open-data/ledger.json", files.index, methods=["GET"]),
    Route("/open-data/ledger/{name}", files.whole, methods=["GET"]),
    Route("/open-data/ledger/{code}/vouchers.zip", papers.bundle, methods=["GET"]),
    Route("/open-data/ledger/{code}/{file}", files.part, methods=["GET"]),
    Route("/open-data/ranking.json", ranking.index, methods=["GET"]),
    Route("/open-data/ranking/{name}", ranking.whole, methods=["GET"]),
    Route("/open-data/ranking/{code}/{file}", ranking.part, methods=["GET"]),
]
