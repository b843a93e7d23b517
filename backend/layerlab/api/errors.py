"""Every fault leaves as `{code, params, where, problems}`; what the client sent is never repeated."""

from __future__ import annotations

import logging

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import DatabaseError
from starlette.exceptions import HTTPException

from layerlab.experiment.invalid import problems_of
from layerlab.kit.errors import LayerlabError, Problem, is_disk_full
from layerlab.store.faults import is_damaged, is_full

_log = logging.getLogger(__name__)

_HTTP_CODES = {404: "not_found", 405: "method_not_allowed"}


def install(app: FastAPI) -> None:
    """Put the handlers on an application."""
    app.add_exception_handler(LayerlabError, _layerlab_error)
    app.add_exception_handler(RequestValidationError, _invalid_request)
    app.add_exception_handler(HTTPException, _http_exception)
    app.add_exception_handler(DatabaseError, _database_error)
    app.add_exception_handler(OSError, _file_error)
    app.add_exception_handler(Exception, _last)


def answer(error: LayerlabError) -> JSONResponse:
    """An error as the client sees it."""
    return JSONResponse(error.as_json(), status_code=error.status)


async def _layerlab_error(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, LayerlabError)
    return answer(error)


async def _invalid_request(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    problems = problems_of(error.errors())
    first = problems[0] if problems else Problem("invalid_field")
    return answer(LayerlabError(first.code, first.params, 422, first.where, problems))


async def _http_exception(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    response = answer(
        LayerlabError(_HTTP_CODES.get(error.status_code, "bad_request"), status=error.status_code)
    )
    response.headers.update(error.headers or {})
    return response


async def _database_error(_: Request, error: Exception) -> JSONResponse:
    if is_full(error):
        return _disk_full()
    if is_damaged(error):
        _log.error("the database is damaged")
        # Where it lies is the business of who reads the log.
        return answer(LayerlabError("database_damaged", {"database": "layerlab.sqlite3"}, status=500))
    raise error


async def _file_error(_: Request, error: Exception) -> JSONResponse:
    if is_disk_full(error):
        return _disk_full()
    raise error


def _disk_full() -> JSONResponse:
    return answer(LayerlabError("disk_full", status=507))


async def _last(_: Request, __: Exception) -> JSONResponse:
    # The server logs the exception itself; the client learns nothing of it.
    return answer(LayerlabError("internal", status=500))
