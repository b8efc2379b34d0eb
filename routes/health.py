"""Is the house open? For load balancers and for who keeps watch (健康检查)."""

from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from db.session import ready


async def health(request: Request) -> JSONResponse:
    """``/health``: 200 when the database answers and has its tables."""
    status = await run_in_threadpool(_status)
    return JSONResponse(
        {"status": status},
        status_code=200 if status == "ok" else 503,
        headers={"Cache-Control": "no-store"},
    )


def _status() -> str:
    try:
        return "ok" if ready() else "no tables yet"
    except SQLAlchemyError:
        return "no database"


ROUTES = [Route("/health", health)]
