"""Plain HTTP beside the screens. One list, in the order in which addresses are matched."""

from starlette.routing import BaseRoute

from routes import (
    auth,
    chart,
    covenant,
    export,
    file,
    form,
    health,
    layout,
    log,
    meeting,
    notice,
    open_data,
    page,
    paper,
    photo,
    trail,
    voucher,
)

ROUTES: list[BaseRoute] = [
    *health.ROUTES,
    *auth.ROUTES,
    *notice.ROUTES,
    *covenant.ROUTES,
    *form.ROUTES,
    *paper.ROUTES,
    *photo.ROUTES,
    *voucher.ROUTES,
    *file.ROUTES,
    *meeting.ROUTES,
    *trail.ROUTES,
    *export.ROUTES,
    *layout.ROUTES,
    *open_data.ROUTES,
    *chart.ROUTES,
    *log.ROUTES,
    *page.ROUTES,  # last: it answers for every address of one part
]
