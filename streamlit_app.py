"""The front door: hosts the app and the plain HTTP routes beside it.

``python manage.py serve`` runs it under uvicorn; ``streamlit run streamlit_app.py`` works too.
The script that people see is ``pages/frame.py``; keeping it out of this folder stops
Streamlit's legacy ``pages/`` discovery, which would run a page without its frame.
"""

import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from db.session import ready


def health(request: Request) -> PlainTextResponse:
    """Answer the load balancer: are the tables there?"""
    return PlainTextResponse("ok" if ready() else "starting", status_code=200 if ready() else 503)


app = st.App("pages/frame.py", routes=[Route("/health", health)])
