"""The front door: hosts the app and the plain HTTP routes beside it.

``python manage.py serve`` runs it under uvicorn, ``uvicorn streamlit_app:app`` and
``streamlit run streamlit_app.py`` work too. The script that people see is
``pages/frame.py``; keeping it out of this folder stops Streamlit's legacy ``pages/``
discovery, which would run a page without its frame.
"""

import gc
import importlib
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from starlette.middleware import Middleware
from streamlit import config

from components import failure
from db.setting import Misconfigured, setting
from routes import ROUTES
from routes.guard import Identity, Sockets
from routes.page import index
from routes.shield import Discreet, Shield
from routes.ticker import ticking

ROOT = Path(__file__).parent
FRAME = ROOT / "pages" / "frame.py"


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Pay for what is heavy before the first visitor comes, and start the clock."""
    _warm_up()
    gc.collect()
    gc.freeze()  # Streamlit's own collections then skip what never goes away
    async with ticking():
        yield {}


def _warm_up() -> None:
    bare = logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context")
    bare.disabled = True  # libraries that declare components expect a visitor to be there
    screens = (path.relative_to(ROOT) for path in sorted((ROOT / "components").rglob("*.py")))
    for path in screens:
        name = ".".join(path.with_suffix("").parts)
        importlib.import_module(name.removesuffix(".__init__"))
    bare.disabled = False


def _prepare() -> None:
    """Streamlit's own settings; or one clear line and exit code 2 when we must not start so."""
    try:
        known = setting()
    except Misconfigured as why:
        print(f"Error: {why}", file=sys.stderr)
        sys.exit(2)
    if known.production:  # elsewhere it may be called by any name: a laptop, a phone's view of it
        config.set_option("server.allowedHosts", [urlsplit(known.public_url).hostname])
    logging.getLogger("uvicorn.access").addFilter(Discreet())


_prepare()
app = st.App(  # written out here: `streamlit run` looks for exactly this
    FRAME,
    routes=ROUTES,
    middleware=[
        Middleware(Shield, page=index("zh_CN")),
        Middleware(Sockets),
        Middleware(Identity),
    ],
    lifespan=lifespan,
    on_script_error=failure.tell,
)
