"""Whether the program can serve: for a supervisor, a load balancer or Kubernetes, at /healthz."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse

from assistant.errors import CounterpointError
from assistant.library.articles import count_articles
from assistant.library.database import reading
from assistant.ui.desk import open_desk

NOT_KEPT = {"Cache-Control": "no-store"}


def health(_: Request) -> JSONResponse:
    """200 where the library can be read, else 503; of what is wrong only its kind, for `counterpoint doctor` says the rest."""
    try:
        with reading(open_desk().engine) as connection:
            count_articles(connection)
    except CounterpointError as error:
        return JSONResponse({"status": "failing", "problem": type(error).__name__}, 503, NOT_KEPT)
    return JSONResponse({"status": "ok"}, 200, NOT_KEPT)
