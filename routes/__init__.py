"""Plain HTTP beside the screens. One list, in the order in which addresses are matched."""

from starlette.routing import BaseRoute

from routes import auth, health, notice, page, photo

ROUTES: list[BaseRoute] = [
    *health.ROUTES,
    *auth.ROUTES,
    *notice.ROUTES,
    *photo.ROUTES,
    *page.ROUTES,  # last: it answers for every address of one part
]
